"""Whole documents: the example and the reference programmes come in, go out, and look alike in Word and in our PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator
from table_tools import FORM

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Document, Heading, Paragraph
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

REFERENCES = (
    "school-programme",
    "municipal-programme",
    "municipal-roadmap",
    "municipal-action-plan",
    "support-concept",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def plain(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", text.lower().replace("ё", "е"))


def _nodes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What belongs to a paragraph itself: not the paragraphs of a text box, not what was deleted."""
    for child in element:
        if child.tag not in (f"{W}p", f"{W}del", f"{W}moveFrom", FALLBACK):
            yield child
            yield from _nodes(child)


def paragraphs(path: Path) -> list[str]:
    """All paragraphs of a Word file by an independent reader, cells, headers, footers and notes included."""
    texts = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
                items = ElementTree.fromstring(package.read(name)).iter(f"{W}p")
                texts += ["".join(node.text or "" for node in _nodes(item) if node.tag == f"{W}t") for item in items]
    return [text for text in texts if plain(text)]


def composed(source: Path, folder: Path) -> Document:
    """The document that is made of the import of another one."""
    with SchoolFile.create(folder / f"{source.stem}.shnor") as file:
        write_recognised(file, import_docx(source, FORM))
        return compose(read_programme(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("целиком")


@pytest.fixture(scope="module")
def example(folder: Path) -> Document:
    make_demo(folder / "пример.shnor")
    with SchoolFile.open(folder / "пример.shnor") as file:
        return compose(read_programme(file))


@pytest.fixture(scope="module")
def reference(reference_dir: Path, folder: Path) -> Document:
    return composed(reference_dir / "school-programme.docx", folder)


# nothing is missing


@pytest.mark.parametrize("name", REFERENCES)
def test_every_paragraph_of_a_source_stands_in_the_export_as_often(name: str, reference_dir: Path, tmp_path: Path):
    source = reference_dir / f"{name}.docx"
    write_docx(composed(source, tmp_path), tmp_path / "снова.docx")
    wanted = Counter(map(plain, paragraphs(source)))
    whole = "".join(map(plain, paragraphs(tmp_path / "снова.docx")))
    short = {text: count for text, count in wanted.items() if whole.count(text) < count}
    assert sum(wanted.values()) > 40
    assert {text for text in short if whole.count(text) == 0} == set()
    heads = {plain(text) for text in _repeated_headers(source)}
    assert {text for text in short if text not in heads} == set()


def _repeated_headers(path: Path) -> set[str]:
    """Headings of columns: a converter repeats them on each page, a Word table needs them once."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    rows = [
        tuple("".join(node.text or "" for node in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc"))
        for table in root.iter(f"{W}tbl")
        for row in table.iter(f"{W}tr")
    ]
    return {text for row, count in Counter(rows).items() if count > 1 and len(row) > 3 for text in row}


def test_sections_keep_the_order_of_the_source(reference_dir: Path, reference: Document, folder: Path):
    write_docx(reference, folder / "порядок.docx")
    source, made = (
        "".join(map(plain, paragraphs(path)))
        for path in (reference_dir / "school-programme.docx", folder / "порядок.docx")
    )
    marks = [
        "Актуальность программы",
        "Представление результатов анализа деятельности",
        "Проблемы и противоречия",
        "Организационно-содержательное обеспечение",
        "Кадровое обеспечение Программы",
        "Методическое сопровождение реализации Программы",
        "Дорожная карта Программы",
        "Целевые показатели реализации Программы",
        "Мониторинг качества результатов обучения",
        "Мониторинг состояния социальных условий",
        "Дневник реализации Программы",
    ]
    for text in (source, made):
        places = [text.rindex(plain(mark)) for mark in marks]
        assert places == sorted(places)


def test_the_import_of_an_export_of_an_import_changes_nothing_more(reference: Document, folder: Path):
    write_docx(reference, folder / "раз.docx")
    again = composed(folder / "раз.docx", folder)
    write_docx(again, folder / "два.docx")
    assert paragraphs(folder / "два.docx") == paragraphs(folder / "раз.docx")


# Word and pages


@pytest.fixture(scope="module")
def baseline(folder: Path) -> Counter[str]:
    """What the validator says of a plain file of python-docx: its template, not us."""
    import docx

    docx.Document().save(str(folder / "plain.docx"))
    return complaints(folder / "plain.docx")


def complaints(path: Path) -> Counter[str]:
    """What the validator says, counted."""
    return Counter(str(error.description) for error in OpenXmlValidator().validate(str(path)).errors)


@pytest.mark.parametrize("name", ["example", "reference"])
def test_the_validator_finds_nothing_beyond_the_baseline(
    name: str, request: pytest.FixtureRequest, baseline: Counter[str], tmp_path: Path
):
    write_docx(request.getfixturevalue(name), tmp_path / "программа.docx")
    assert not complaints(tmp_path / "программа.docx") - baseline


def pages(path: Path) -> list[str]:
    """The text of each page of a PDF."""
    made = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60)
    return made.stdout.decode("utf-8").split("\f")[:-1]


@pytest.fixture(scope="module")
def papers(
    request: pytest.FixtureRequest, folder: Path, office: Callable[[Path, Path], Path]
) -> Callable[[str], tuple[list[str], list[str]]]:
    """The pages of a document by our own printing and by LibreOffice, made once for all tests."""
    if shutil.which("pdftotext") is None:
        pytest.skip("нет программы pdftotext")
    known: dict[str, tuple[list[str], list[str]]] = {}

    def made(name: str) -> tuple[list[str], list[str]]:
        if name not in known:
            from shnor_desktop.ui.paper.pdf import export_pdf_headless

            document = request.getfixturevalue(name)
            write_docx(document, folder / f"{name}.docx")
            export_pdf_headless(document, folder / f"{name}.pdf")
            (folder / "office").mkdir(exist_ok=True)
            known[name] = pages(folder / f"{name}.pdf"), pages(office(folder / f"{name}.docx", folder / "office"))
        return known[name]

    return made


@pytest.mark.parametrize("name", ["example", "reference"])
def test_our_pages_are_as_many_as_those_of_an_office_program(
    name: str, papers: Callable[[str], tuple[list[str], list[str]]]
):
    ours, theirs = papers(name)
    assert len(ours) == pytest.approx(len(theirs), rel=0.1)


@pytest.mark.parametrize("name", ["example", "reference"])
def test_pages_are_numbered_and_none_is_empty(name: str, papers: Callable[[str], tuple[list[str], list[str]]]):
    for made in papers(name):
        for number, text in enumerate(made[1:], 2):
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            assert lines[0] == str(number)  # the page number stands at the top
            assert len(lines) > 1, f"page {number} is empty"


def test_no_title_is_left_alone_at_the_foot_of_a_page(
    example: Document, papers: Callable[[str], tuple[list[str], list[str]]]
):
    titles = {
        plain(block.full_text if isinstance(block, Heading) else block.text)
        for block in example.blocks()
        if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.style == "caption")
    }
    assert len(titles) > 20
    for made in papers("example"):
        last = [[plain(line) for line in page.splitlines() if line.strip()][-1] for page in made[2:]]
        assert [text for text in last if text in titles] == []


def test_each_part_of_the_example_begins_where_the_contents_say(papers: Callable[[str], tuple[list[str], list[str]]]):
    ours, _theirs = papers("example")
    entries = re.findall(r"^\s*(\S.*?)[ .…]{3,}\s*(\d+)\s*$", ours[1], re.MULTILINE)
    assert len(entries) >= 17
    for title, number in entries:
        assert plain(title) in plain(ours[int(number) - 1]), title


def test_each_appendix_stands_at_the_top_of_a_page(papers: Callable[[str], tuple[list[str], list[str]]]):
    for made in papers("example"):
        tops = [[line.strip() for line in page.splitlines() if line.strip()][1:3] for page in made]
        assert [first for first, *_ in tops if first.startswith("Приложение")] == [f"Приложение {n}" for n in (1, 2, 3)]
