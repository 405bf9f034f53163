"""Tables of results on paper: merged headings, cells that stand out, crowded ones across the page."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Iterator
from pathlib import Path

import exam_rows
import pytest

from shnor_desktop.models.all import ExamResult, PassportRow, School, Section, SectionText
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.compose.result_tables import exam_table, result_blocks
from shnor_desktop.services.documents.compose.tracing import traced
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.html_writer import html_text
from shnor_desktop.services.documents.sources import parse_source
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Document,
    Paragraph,
    Part,
    ResultTable,
    Row,
    Run,
    Table,
    block_texts,
    paragraph,
    text_cell,
)
from shnor_desktop.services.documents.tree_json import dump_blocks
from shnor_desktop.services.editing import results_text
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.json_export import to_json
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.results.bound_tables import table_of
from shnor_desktop.services.results.exam_tables import Results
from shnor_desktop.services.results.section_two import Wanted, whole
from shnor_desktop.services.school_file import SchoolFile

ROWS = exam_rows.rows()
FOUND = Results(ROWS, "Школа № 7")


def shown(key: str) -> Table:
    found = table_of(FOUND, key)
    assert found is not None
    return exam_table(found)


def spans(row: Row) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.columns, cell.rows) for cell in row.cells]


def test_headings_are_merged_as_in_the_reference():
    oge = shown("oge/oge/2026/Русский язык/9")
    assert spans(oge.rows[0])[:3] == [("", 1, 2), ("кол-во участников ОГЭ", 1, 2), ("max балл", 1, 2)]
    assert spans(oge.rows[0])[7:] == [
        ("Успешность", 2, 1), ('отметка "5"', 2, 1), ('отметка "4"', 2, 1), ('отметка "3"', 2, 1),
        ('отметка "2"', 2, 1), ("средняя отметка", 1, 2),
    ]  # fmt: skip
    assert [cell.text for cell in oge.rows[1].cells] == ["всего", "%", *["кол-во", "%  от участников ОГЭ"] * 4]
    ege = shown("ege/2026")
    assert [spans(row) for row in ege.rows[:3]] == [
        [("", 1, 3), ("Результаты (по школе/по округу)", 2, 1)], [("Химия", 2, 1)], [("школа", 1, 1), ("округ", 1, 1)],
    ]  # fmt: skip
    years = shown("oge-years")
    assert spans(years.rows[0]) == [("ГОД", 1, 2), ("Результаты по предметам (средний балл/ средняя отметка)", 1, 1)]
    for table in (oge, ege, years):
        assert all(row.header for row in table.rows if row.cells[0].text in ("", "ГОД"))
        assert {sum(cell.columns for cell in row.cells) for row in table.rows[3:]} == {table.column_count}


def test_cells_outside_the_corridor_have_a_shade_and_a_sign():
    table = shown("vpr-tasks/vpr/2026/Математика/4")
    assert table.rows[1].cells[1].text == "Макс. балл"
    school = table.rows[-1].cells
    assert [(cell.text, cell.shaded) for cell in school[2:]] == [("90", False), ("37,5↓", True), ("82↑", True)]
    below = school[3].blocks[0]
    assert isinstance(below, Paragraph) and below.runs == (Run("37,5", bold=True), Run("↓"))
    caption, _table, note = result_blocks(ROWS, "Школа").of(ResultTable("vpr-tasks/vpr/2026/Математика/4"))
    assert isinstance(caption, Paragraph) and caption.style == "caption"
    assert isinstance(note, Paragraph) and note.text.startswith("↓ и ↑ – выполнение ниже или выше, чем по региону")
    assert result_blocks(ROWS, "Школа").of(ResultTable("vpr-tasks/vpr/2020/Математика/4")) == ()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as opened:
        start_programme(opened, load_format("school-programme"), School(short_name="Школа № 7"), (2026, 2028))
        with opened.transaction("Результаты") as transaction:
            transaction.add_all([dataclasses.replace(row, id=0) for row in ROWS])
        yield opened


def analysis(file: SchoolFile) -> int:
    return next(row.id for row in file.rows(Section) if row.key == "analysis")


def put(file: SchoolFile, *blocks: Block) -> Document:
    results_text.append_text(file, analysis(file), blocks)
    return compose(read_programme(file), sections=["analysis"])


def test_a_table_follows_the_results(file: SchoolFile):
    key = "vpr-low/vpr/2026/Математика/4"
    before = "\n".join(block_texts(tuple(put(file, ResultTable(key)).blocks())))
    assert "14,29" in before and "42,86" in before
    with file.transaction("Удалить") as transaction:
        transaction.remove_all(ExamResult, [row.id for row in file.rows(ExamResult)])
        transaction.add_all([dataclasses.replace(row, id=0) for row in exam_rows.rows({5: 1, 2: 1})])
    after = "\n".join(block_texts(tuple(compose(read_programme(file), sections=["analysis"]).blocks())))
    assert "50" in after and "14,29" not in after


def test_a_crowded_table_lies_across_the_page_with_its_caption(file: SchoolFile):
    oge = ResultTable("oge/oge/2026/Русский язык/9")
    document = put(
        file, paragraph("До."), oge, *(paragraph(f"После {n}.") for n in range(6)), oge, paragraph("Между."), oge
    )
    assert [part.landscape for part in document.parts] == [False, True, False, True, False]
    before, first, text, last, below = document.parts
    assert list(block_texts(before.blocks))[-1] == "До."
    assert [type(block) for block in first.blocks] == [Paragraph, Table, Paragraph]
    assert list(block_texts(text.blocks)) == [f"После {n}." for n in range(6)]
    assert "Между." in list(block_texts(last.blocks))
    assert sum(isinstance(block, Table) for block in last.blocks) == 2
    assert "Проблемы и противоречия" in list(block_texts(below.blocks))


def test_a_click_on_a_table_leads_to_the_text_above_it(file: SchoolFile):
    put(file, paragraph("Раз."), paragraph("Два."), ResultTable("ege-years"), paragraph("Три."))
    document = compose(traced(read_programme(file)), sections=["analysis"])
    table = next(block for block in document.blocks() if isinstance(block, Table))
    place = parse_source(table.rows[-1].cells[0].source)
    assert place is not None and place == (analysis(file), "section_text:body:1")
    three = next(block for block in document.blocks() if isinstance(block, Paragraph) and block.text == "Три.")
    assert three.source.endswith("section_text:body:2")


def test_every_paper_shows_shades_and_word_gives_the_texts_back(file: SchoolFile, tmp_path: Path):
    document = put(file, *whole(FOUND, Wanted()))
    write_docx(document, tmp_path / "анализ.docx")
    xml = zipfile.ZipFile(tmp_path / "анализ.docx").read("word/document.xml").decode()
    assert xml.count('w:fill="E4E4E4"') == html_text(document).count('class="shaded"') == 2
    assert "bound" not in xml and "vpr/2026" not in xml
    back = read_docx(tmp_path / "анализ.docx")
    written = [text for text in block_texts(tuple(document.blocks())) if text.strip()]
    assert [text for text in block_texts(tuple(back.blocks())) if text.strip()] == written


def test_other_programs_see_what_the_paper_shows(file: SchoolFile):
    put(file, ResultTable("ege-years"))
    (section,) = [one for one in to_json(read_programme(file))["sections"] if one["key"] == "analysis"]
    assert "Средний балл по школе" in section["texts"]["body"]["text"]
    assert section["texts"]["body"]["blocks"] == [{"is": "results", "key": "ege-years"}]


def test_a_table_may_stand_wherever_a_text_does(file: SchoolFile, tmp_path: Path):
    node = ResultTable("ege-years")
    body = dump_blocks((node, Table((Row((Cell((node,)),)),))))
    with file.transaction("Вставка") as transaction:
        transaction.change(PassportRow, file.rows(PassportRow)[0].id, body=body)
        appendix = next(row.id for row in file.rows(Section) if row.key == "appendix_1")
        transaction.add(SectionText(section_id=appendix, slot="conclusions", body=body))
        transaction.add(SectionText(section_id=appendix, slot="after", body=body))
    document = compose(read_programme(file))
    write_docx(document, tmp_path / "всё.docx")
    texts = list(block_texts(tuple(document.blocks())))
    assert texts.count("Результаты ЕГЭ по годам") == 6
    assert html_text(document).count("Результаты ЕГЭ по годам") == 6


def test_the_shade_is_on_the_page():
    from shnor_desktop.ui.paper.paginate import layout_document

    cells = (text_cell("37"), Cell((paragraph("12↓", "table"),), shaded=True))
    pages = layout_document(Document((Part((Table((Row(cells),)),)),)))
    (fill,) = pages.pages[0].fills
    assert fill.colour == "#e4e4e4" and fill.area.left > pages.pages[0].size[0] / 2
