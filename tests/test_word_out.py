"""The example school as a Word file: valid for Word, complete, and laid out as the form wants it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Document, Part, Row, Table, text_cell
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Xml = ElementTree.Element


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    make_demo(folder / "школа.shnor")
    with SchoolFile.open(folder / "школа.shnor") as file:
        document = compose(read_programme(file))
    write_docx(document, folder / "программа.docx")
    return folder / "программа.docx"


@pytest.fixture(scope="module")
def body(written: Path) -> Xml:
    return part(written, "word/document.xml")


def part(path: Path, name: str) -> Xml:
    with zipfile.ZipFile(path) as package:
        return ElementTree.fromstring(package.read(name))


def text_of(element: Xml) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def table_with(body: Xml, words: str) -> Xml:
    return next(table for table in body.iter(f"{W}tbl") if words in text_of(table.find(f"{W}tr")))


def test_the_validator_finds_nothing_beyond_the_stated_baseline(written: Path, baseline: Counter[str]):
    found = Counter(str(error.description) for error in OpenXmlValidator().validate(str(written)).errors)
    assert not found - baseline


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """What the validator says of a plain file of python-docx: its template, not us."""
    import docx

    path = tmp_path_factory.mktemp("plain") / "plain.docx"
    docx.Document().save(str(path))
    return Counter(str(error.description) for error in OpenXmlValidator().validate(str(path)).errors)


def test_every_row_fills_its_grid_and_merges_have_a_beginning(body: Xml):
    for table in body.iter(f"{W}tbl"):
        width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        open_columns: set[int] = set()
        for row in table.findall(f"{W}tr"):
            column, now = 0, set()
            for cell in row.findall(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") == "restart":
                    now.add(column)
                elif merge is not None:
                    assert column in open_columns
                    now.add(column)
                column += int(span.get(f"{W}val")) if span is not None else 1
                assert cell[-1].tag == f"{W}p", "a cell has to end with a paragraph"
            assert column == width
            open_columns = now


def test_styles_lists_and_relations_exist(written: Path, body: Xml):
    styles = {style.get(f"{W}styleId") for style in part(written, "word/styles.xml").iter(f"{W}style")}
    used = {node.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for node in body.iter(f"{W}{tag}")}
    assert used and used <= styles
    numbers = {node.get(f"{W}numId") for node in part(written, "word/numbering.xml").iter(f"{W}num")}
    assert {node.get(f"{W}val") for node in body.iter(f"{W}numId")} <= numbers
    relations = {node.get("Id") for node in part(written, "word/_rels/document.xml.rels")}
    assert {value for node in body.iter() for key, value in node.attrib.items() if key == f"{R}id"} <= relations
    marks = [node.get(f"{W}id") for node in body.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks))


def test_headers_repeat_and_rows_do_not_split(body: Xml):
    roadmap = table_with(body, "Мероприятия")
    rows = roadmap.findall(f"{W}tr")
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert rows[1].find(f"{W}trPr/{W}tblHeader") is None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_diary_counts_its_columns_under_the_labels(body: Xml):
    diary = table_with(body, "Мероприятия, планируемые на муниципальном уровне")
    rows = diary.findall(f"{W}tr")
    assert [text_of(cell) for cell in rows[1].findall(f"{W}tc")] == [str(n) for n in range(1, 9)]
    assert rows[1].find(f"{W}trPr/{W}tblHeader") is not None
    group = rows[2].findall(f"{W}tc")
    assert text_of(group[1]) == "Организация образовательной деятельности."
    assert group[1].find(f"{W}tcPr/{W}gridSpan").get(f"{W}val") == "7"


def test_criteria_have_two_header_levels_and_merged_cells(body: Xml):
    table = table_with(body, "Фактические данные")
    first, second, third, fourth = table.findall(f"{W}tr")[:4]
    assert "Фактические данные" in text_of(first)
    assert "Школа № 7" in text_of(second)
    assert second.find(f"{W}trPr/{W}tblHeader") is not None
    assert third.find(f".//{W}vMerge").get(f"{W}val") == "restart"
    assert fourth.find(f".//{W}vMerge") is not None
    assert "Индекс качества" in text_of(fourth)


def test_wide_tables_stand_on_landscape_pages(body: Xml):
    turned = [node.get(f"{W}orient") == "landscape" for node in body.iter(f"{W}pgSz")]
    assert turned == [False, True, False, True, False, True]  # matrix, roadmap, diary


def test_there_is_a_contents_field_and_no_number_on_the_first_page(body: Xml):
    assert any("TOC" in (node.text or "") for node in body.iter(f"{W}instrText"))
    assert next(body.iter(f"{W}sectPr")).find(f"{W}titlePg") is not None


def test_libreoffice_makes_pages_of_it(written: Path, tmp_path: Path, office: Callable[[Path, Path], Path]):
    made = office(written, tmp_path)
    assert made.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", str(made), "-"], capture_output=True, check=True).stdout.decode()
        assert "Дорожная карта" in text
        assert "Ошибка" not in text


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path):
    target = tmp_path / "план.docx"
    target.write_bytes(b"old")
    rows = tuple(Row((text_cell(str(n)),)) for n in range(500))

    def stop(part: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_docx(Document((Part((Table(rows),)),)), target, stop)
    assert target.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["план.docx"]
