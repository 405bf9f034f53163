"""Our pages and LibreOffice's pages of our Word file agree: as many, and headings where the contents say they are."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer.template_looks import on_template
from shnor_desktop.services.documents.headings import CONTENTS_DEPTH
from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.founding import founded
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.jobs import no_progress
from shnor_desktop.services.page_looks import set_page_look
from shnor_desktop.services.queries import page_look, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.paper.fonts import measurable
from shnor_desktop.ui.paper.pages import Goal, Pages
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.writers import page_numbers, write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = ("school-programme", "municipal-programme", "municipal-roadmap", "municipal-action-plan", "support-concept")
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"
SANS = "Arial"
"""The typeface of a template that is far from the usual one: letters wider, lines as high."""
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


@dataclass(frozen=True)
class Paper:
    """A Word file, the pages of its document here and the text of LibreOffice's pages of that file."""

    word: Path
    pages: Pages
    theirs: list[str]

    def wrong(self) -> list[Goal]:
        """Headings that LibreOffice has on other pages than we."""
        return [goal for goal in self.pages.goals if not self._stands(goal)]

    def _stands(self, goal: Goal) -> bool:
        heading = squeezed(re.sub(r"^Приложение \d+\. ", "", goal.text))
        return goal.page <= len(self.theirs) and heading in squeezed(self.theirs[goal.page - 1])


def template(path: Path, font: str = "Times New Roman") -> bytes:
    """A school's own Word file with looks of its own: larger letters, wider lines, other margins, its name on top."""
    file = docx.Document()
    for name, size in (("Normal", 14), ("Heading 1", 15), ("Heading 2", 14)):
        style = file.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        style.font.name, style.font.size = font, Pt(size)
        fonts.set(qn("w:cs"), font)
    file.styles["Normal"].paragraph_format.line_spacing = 1.5
    page = file.sections[0]
    page.page_width, page.page_height, page.left_margin, page.top_margin = Mm(210), Mm(297), Mm(30), Mm(25)
    file.add_paragraph("МБОУ «Школа № 7»")
    file.save(str(path))
    return path.read_bytes()


def on_paper(document: Document) -> Document:
    """The document with the looks of its template, if there is one."""
    return on_template(document) if document.template else document


@pytest.fixture(scope="module")
def papers(
    example: SchoolFile,
    offices: Callable[[Sequence[Path], Path, str], list[Path]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Paper]:
    """The example on two kinds of pages, the reference documents where they are: LibreOffice runs once for all."""
    folder = tmp_path_factory.mktemp("страницы")
    documents = {"example": compose(read_programme(example))}
    look = page_look(example)
    set_page_look(example, look.__class__(id=1, edition="2016", left_margin=30, letters=14, spacing=150))
    documents["large"] = compose(read_programme(example))
    example.undo()
    documents["template"] = replace(documents["example"], template=template(folder / "бланк.docx"))
    if measurable(SANS):
        documents["sans"] = replace(documents["example"], template=template(folder / "рубленый.docx", SANS))
    for form in FORMS:
        source = REFERENCE / f"{form}.docx"
        if source.is_file():
            documents[form] = imported(source, form, folder / f"{form}.shnor")
    for name, document in documents.items():
        write_word(document, folder / f"{name}.docx", no_progress)
    made = offices([folder / f"{name}.docx" for name in documents], folder, "pdf")
    return {
        name: Paper(folder / f"{name}.docx", layout_document(on_paper(document)), pages_of(pdf))
        for (name, document), pdf in zip(documents.items(), made, strict=True)
    }


@pytest.mark.parametrize("name", ["example", "large", "template", "sans"])
def test_the_contents_of_the_example_are_right_to_the_page(name: str, papers: dict[str, Paper]):
    if name not in papers:
        pytest.skip(f"нет ни шрифта {SANS}, ни такого же по ширине букв")
    paper = papers[name]
    assert len(entries(paper.word)) == 17
    assert [int(number) for _text, number in entries(paper.word)] == [
        goal.page for goal in paper.pages.goals if goal.level <= CONTENTS_DEPTH
    ]
    assert paper.wrong() == []
    assert len(paper.theirs) == len(paper.pages.pages)


@pytest.mark.parametrize("form", FORMS)
def test_references_have_their_headings_and_pages_where_an_office_program_has_them(
    form: str, reference_dir: Path, papers: dict[str, Paper]
):
    paper = papers[form]
    assert paper.pages.goals
    assert len(paper.wrong()) <= 0.1 * len(paper.pages.goals)
    assert abs(len(paper.pages.pages) - len(paper.theirs)) <= 0.1 * len(paper.theirs)


def test_appendices_are_named_in_the_contents(example: SchoolFile, tmp_path: Path):
    write_word(compose(read_programme(example)), tmp_path / "пример.docx", no_progress)
    texts = [text for text, _number in entries(tmp_path / "пример.docx")]
    assert [text.partition(". ")[0] for text in texts[-3:]] == ["Приложение 1", "Приложение 2", "Приложение 3"]


def test_an_update_of_the_contents_names_the_appendices_too(example: SchoolFile, tmp_path: Path):
    """The title's style is none of those that Word gathers; an entry of its own holds mark and title, unseen."""
    write_word(compose(read_programme(example)), tmp_path / "пример.docx", no_progress)
    with zipfile.ZipFile(tmp_path / "пример.docx") as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    said = [node.text or "" for node in body.iter(f"{W}instrText")]
    assert [text for text in said if text.strip().startswith("TOC")] == [' TOC \\o "1-2" \\h \\z \\f C ']
    wanted = [text for text, _number in entries(tmp_path / "пример.docx")[-3:]]
    assert [text for text in said if text.strip().startswith("TC")] == [f' TC "{text}" \\f C \\l 1 ' for text in wanted]
    styles = {node.get(f"{W}val") for node in body.iter(f"{W}pStyle")}
    assert "ShnorAppendixTitle" in styles
    runs = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}vanish") is not None]
    assert all(run.find(f"{W}t") is None for run in runs) and len(runs) == 9


def test_nothing_is_counted_where_nothing_is_shown(example: SchoolFile):
    document = compose(read_programme(example))
    assert page_numbers(document, no_progress)
    part = compose(read_programme(example), sections=["roadmap"])
    assert page_numbers(part, no_progress) == {}


def test_letters_that_cannot_be_measured_leave_the_numbers_to_word(example: SchoolFile, tmp_path: Path):
    document = replace(compose(read_programme(example)), template=template(tmp_path / "бланк.docx", "Нигде не стоит"))
    assert page_numbers(document, no_progress) == {}
    write_word(document, tmp_path / "а.docx", no_progress)
    assert {number for _text, number in entries(tmp_path / "а.docx")} == {"\u00a0"}
    assert b'w:fldCharType="begin" w:dirty="true"' in zipfile.ZipFile(tmp_path / "а.docx").read("word/document.xml")
