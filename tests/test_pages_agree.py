"""Our pages and LibreOffice's pages of our Word file agree: as many, and headings where the contents say they are."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.founding import founded
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.jobs import no_progress
from shnor_desktop.services.page_looks import set_page_look
from shnor_desktop.services.queries import page_look, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.writers import page_numbers, write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = ("school-programme", "municipal-programme", "municipal-roadmap", "municipal-action-plan", "support-concept")
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> SchoolFile:
    path = tmp_path_factory.mktemp("example") / "пример.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        yield file


def imported(source: Path, form: str, target: Path) -> Document:
    found = import_docx(source, load_format(form))
    with founded(target) as file:
        write_recognised(file, found)
        return compose(read_programme(file))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def entries(path: Path) -> list[tuple[str, str]]:
    """The lines of the contents in a Word file: text and page number."""
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    found = []
    for link in body.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor", "").startswith("_Toc"):
            texts = [node.text or "" for node in link.iter(f"{W}t")]
            found.append(("".join(texts[:-1]), texts[-1]))
    return found


def pages_of(pdf: Path) -> list[str]:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("нет программы pdftotext")
    text = subprocess.run([tool, "-raw", str(pdf), "-"], capture_output=True, check=True, timeout=60).stdout
    return text.decode("utf-8").split("\f")[:-1]


def wrong_numbers(word: Path, pages: list[str]) -> list[tuple[str, str]]:
    """Entries whose heading does not stand on the page that is named."""
    wrong = []
    for text, number in entries(word):
        heading = squeezed(re.sub(r"^Приложение \d+\. ", "", text))
        if not number.isdigit() or heading not in squeezed(pages[int(number) - 1]):
            wrong.append((text, number))
    return wrong


@pytest.mark.parametrize("large", [False, True])
def test_the_contents_of_the_example_are_right_to_the_page(
    example: SchoolFile, large: bool, office: Callable[[Path, Path], Path], tmp_path: Path
):
    if large:
        look = page_look(example)
        set_page_look(example, look.__class__(id=1, edition="2016", left_margin=30, letters=14, spacing=150))
    document = compose(read_programme(example))
    if large:
        example.undo()
    write_word(document, tmp_path / "пример.docx", no_progress)
    pages = pages_of(office(tmp_path / "пример.docx", tmp_path))
    assert len(entries(tmp_path / "пример.docx")) == 17
    assert wrong_numbers(tmp_path / "пример.docx", pages) == []
    assert len(pages) == len(layout_document(document).pages)


def test_appendices_are_named_in_the_contents(example: SchoolFile, tmp_path: Path):
    write_word(compose(read_programme(example)), tmp_path / "пример.docx", no_progress)
    texts = [text for text, _number in entries(tmp_path / "пример.docx")]
    assert [text.partition(". ")[0] for text in texts[-3:]] == ["Приложение 1", "Приложение 2", "Приложение 3"]


def test_nothing_is_counted_where_nothing_is_shown(example: SchoolFile):
    document = compose(read_programme(example))
    assert page_numbers(document, no_progress)
    part = compose(read_programme(example), sections=["roadmap"])
    assert page_numbers(part, no_progress) == {}
    assert page_numbers(Document(document.parts, template=b"PK"), no_progress) == {}


@pytest.mark.parametrize("form", FORMS)
def test_references_have_as_many_pages_within_a_tenth(
    form: str, reference_dir: Path, office: Callable[[Path, Path], Path], tmp_path: Path
):
    document = imported(reference_dir / f"{form}.docx", form, tmp_path / "школа.shnor")
    ours = len(layout_document(document).pages)
    write_word(document, tmp_path / f"{form}.docx", no_progress)
    theirs = len(pages_of(office(tmp_path / f"{form}.docx", tmp_path)))
    assert abs(ours - theirs) <= 0.1 * theirs
