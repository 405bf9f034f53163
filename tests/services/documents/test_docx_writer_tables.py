"""Tables as Word gets them: grid, merges, repeated heads, rows that stay whole."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx_tools import NAMESPACES, W, WordFile, Xml, problems, text_of, value

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.column_widths import fit_columns
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.docx_writer.tables import column_twips
from shnor_desktop.services.documents.tree import (
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)

TEXT_WIDTH = 10_205  # 180 mm
WIDE_TEXT_WIDTH = 15_137  # 267 mm


def written(tmp_path: Path, *tables: Table, landscape: bool = False) -> WordFile:
    path = tmp_path / "a.docx"
    write_docx(Document((Part(tables, landscape),)), path)
    file = WordFile(path)
    assert problems(file) == []
    return file


def columns(file: WordFile) -> list[int]:
    return [int(column.get(f"{W}w", "")) for column in file.all("w:tbl/w:tblGrid/w:gridCol")]


def cells(file: WordFile) -> list[list[tuple[str, str, str]]]:
    """Text, span and merge of every cell."""
    return [
        [
            (
                "|".join(map(text_of, cell.findall("w:p", NAMESPACES))),
                value(cell, "w:tcPr/w:gridSpan"),
                "" if (merge := cell.find("w:tcPr/w:vMerge", NAMESPACES)) is None else merge.get(f"{W}val", "continue"),
            )
            for cell in row.findall("w:tc", NAMESPACES)
        ]
        for row in file.all("w:tbl/w:tr")
    ]


def test_columns_fill_the_width_of_the_text(tmp_path: Path):
    row = Row((text_cell("a"), text_cell("b"), text_cell("c")))
    assert sum(columns(written(tmp_path, Table((row,), (1, 2, 3))))) == TEXT_WIDTH
    assert sum(columns(written(tmp_path, Table((row,)), landscape=True))) == WIDE_TEXT_WIDTH


@pytest.mark.parametrize(
    "widths", [(), (1, 1, 1), (0, 0, 0), (float("nan"), -1, 0), (float("inf"), 5, 5), (1e308,) * 3]
)
def test_columns_add_up_whatever_the_widths(widths: tuple[float, ...]):
    table = Table((Row((text_cell("a"), text_cell("b"), text_cell("c"))),), widths)
    result = column_twips(fit_columns(table, 1_000 * 25.4 / 1440), 1_000)
    assert sum(result) == 1_000
    assert min(result) > 0


def test_proportions_are_kept():
    planned = fit_columns(Table((), (1.0, 2.0, 7.0)), 10_000 * 25.4 / 1440)
    assert column_twips(planned, 10_000) == pytest.approx([1_000, 2_000, 7_000], abs=30)


def test_merged_cells(tmp_path: Path):
    head = Row((text_cell("№", rows=2), text_cell("Срок", columns=2)), header=True)
    file = written(tmp_path, Table((head, Row((text_cell("с"), text_cell("по")), header=True), Row((text_cell("1"),)))))
    assert cells(file) == [
        [("№", "", "restart"), ("Срок", "2", "")],
        [("", "", "continue"), ("с", "", ""), ("по", "", "")],
        [("1", "", ""), ("", "", ""), ("", "", "")],
    ]
    table = docx.Document(str(tmp_path / "a.docx")).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [["№", "Срок", "Срок"], ["№", "с", "по"]]


def test_only_the_rows_at_the_top_repeat_and_no_row_is_split(tmp_path: Path):
    rows = tuple(Row((text_cell(str(number)),), header=number in (0, 1, 3)) for number in range(5))
    file = written(tmp_path, Table(rows))
    marks = [row.find("w:trPr/w:tblHeader", NAMESPACES) is not None for row in file.all("w:tbl/w:tr")]
    assert marks == [True, True, False, False, False]
    assert all(row.find("w:trPr/w:cantSplit", NAMESPACES) is not None for row in file.all("w:tbl/w:tr"))


def test_lines_or_none(tmp_path: Path):
    row = Row((text_cell("a"),))
    file = written(tmp_path, Table((row,)), Table((row,), borders=False))
    kinds = [{line.get(f"{W}val") for line in borders} for borders in file.all("w:tbl/w:tblPr/w:tblBorders")]
    assert kinds == [{"single"}, {"none"}]


def test_empty_rows_cells_and_tables(tmp_path: Path):
    file = written(tmp_path, Table((Row(()), Row((Cell(),)))), Table(()), Table((), (1, 2)))
    assert [len(row) for row in cells(file)] == [1, 1]
    assert len(file.all("w:tbl")) == 1
    assert {file.style_of(paragraph) for paragraph in file.all(".//w:tc/w:p")} == {"Shnor Table"}


def test_a_table_in_a_cell_is_as_wide_as_the_cell(tmp_path: Path):
    inner = Table((Row((text_cell("а"), text_cell("б"))),))
    file = written(tmp_path, Table((Row((Cell((paragraph("до", "table"), inner)), text_cell("справа"))),), (1, 1)))
    (nested,) = file.all(".//w:tc/w:tbl")
    width = sum(int(column.get(f"{W}w", "")) for column in nested.findall("w:tblGrid/w:gridCol", NAMESPACES))
    assert TEXT_WIDTH / 2 - 300 < width < TEXT_WIDTH / 2
    assert file.texts() == ["до", "а", "б", "справа"]


def test_tables_within_tables_as_deep_as_anyone_nests_them(tmp_path: Path):
    table = Table((Row((text_cell("дно"),)),))
    for _ in range(30):
        table = Table((Row((Cell((table,)),)),))
    assert written(tmp_path, table).texts() == ["дно"]


def test_spans_that_overlap_or_reach_out_lose_no_text(tmp_path: Path):
    rows = (
        Row((text_cell("a", rows=9), text_cell("b", columns=9))),
        Row((text_cell("c", columns=2), text_cell("d"), text_cell("e", rows=3))),
        Row(tuple(text_cell(sign) for sign in "fghij")),
    )
    assert "".join(written(tmp_path, Table(rows, (1, 1))).texts()) == "abcdefghij"


def test_a_row_that_word_could_not_open(tmp_path: Path):
    with pytest.raises(UserError, match="больше 63 ячеек"):
        written(tmp_path, Table((Row(tuple(text_cell("x") for _ in range(64))),)))
    written(tmp_path, Table((Row(tuple(text_cell("x") for _ in range(63))),)))


def test_lists_and_looks_in_cells(tmp_path: Path):
    item = Paragraph((Run("пункт", bold=True),), "table", list="number", start=1, marker="1)")
    file = written(tmp_path, Table((Row((Cell((item,)), text_cell("по центру", align="center"))),)))
    numbered, centred = file.all(".//w:tc/w:p")
    assert value(numbered, "w:pPr/w:numPr/w:numId") == "1"
    assert value(centred, "w:pPr/w:jc") == "center"


def space(paragraph_: Xml) -> str:
    found = paragraph_.find("w:pPr/w:spacing", NAMESPACES)
    return "" if found is None else found.get(f"{W}before", "")


def test_what_follows_a_table_stands_apart_from_it(tmp_path: Path):
    """Word has no space below a table: the paragraph there brings it, unless its style has more or a page begins."""
    table = Table((Row((Cell((Table((Row((text_cell("а"),)),)), paragraph("внутри", "table"))),)),))
    item = Paragraph((Run("пункт"),), "list", "center", "number")
    below = [paragraph("текст"), item, Picture("а.png"), Heading(4, (Run("тесно"),)), Heading(1, (Run("Раздел"),))]
    blocks = [block for one in below for block in (table, one)]
    path = tmp_path / "a.docx"
    write_docx(Document((Part((*blocks, table, PageBreak(), paragraph("на новой"), paragraph("дальше"))),)), path)
    file = WordFile(path)
    assert problems(file) == []
    spaces = [space(element) for element in file.all("w:p")]
    assert spaces == ["120", "120", "120", "", "", "", ""]
    assert {space(element) for element in file.all("w:tbl/w:tr/w:tc/w:p")} == {"120"}
    again = [block for block in read_docx(path).blocks() if not isinstance(block, Table | PageBreak)]
    assert [type(block) for block in again[:2]] == [Paragraph, Paragraph]
    assert (again[0], again[1].align, again[1].list) == (paragraph("текст"), "center", "number")  # type: ignore[union-attr]


def test_two_tables_and_an_empty_line_keep_their_gap(tmp_path: Path):
    table = Table((Row((text_cell("а"),)),))
    file = written(tmp_path, table, table)
    assert [space(element) for element in file.all("w:p")] == ["100", ""]
