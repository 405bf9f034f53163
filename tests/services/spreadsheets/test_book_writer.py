"""Text stays text: nothing that is typed becomes a formula, a link or a broken file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.services.queries import ProgrammeData
from shnor_desktop.services.spreadsheets.book import Book, BookCell, BookRow, Sheet
from shnor_desktop.services.spreadsheets.book_writer import KEY_SHEET, PLACES_SHEET, cells_of, write_book
from shnor_desktop.services.spreadsheets.consolidated_book import consolidated_book
from shnor_desktop.services.spreadsheets.consolidation import consolidate
from shnor_desktop.services.spreadsheets.monitoring_out import monitoring_book, write_monitoring
from shnor_desktop.services.spreadsheets.plain_sheet import PlainSheet
from shnor_desktop.services.spreadsheets.safe_text import CUT, LONGEST, cell_text, number_of


def one_column(values: list[str]) -> Book:
    """A workbook of one column."""
    return Book("Проверка", (Sheet("Лист", (40.0,), tuple(BookRow((BookCell(value),)) for value in values)),))


def read_back(path: Path) -> list[tuple[str, str]]:
    """Kinds and values of the column."""
    sheet = openpyxl.load_workbook(path)["Лист"]
    return [(cell.data_type, str(cell.value or "")) for (cell,) in sheet.iter_rows(max_col=1)]


def test_ten_thousand_texts_like_formulas_stay_texts(tmp_path: Path):
    heads = ("=", "+", "-", "@", "=cmd|' /C calc'!A0", "{=", "http://", "=HYPERLINK(", "\t=", "'=")
    texts = [f"{head}СУММ(A{number};1)" for number in range(1000) for head in heads]
    write_book(one_column(texts), tmp_path / "a.xlsx")
    found = read_back(tmp_path / "a.xlsx")
    assert [kind for kind, _ in found] == ["s"] * 10_000
    assert [text for _, text in found] == texts
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert not [cell for (cell,) in book["Лист"].iter_rows(max_col=1) if cell.hyperlink]


def test_our_formulas_need_nothing_that_xlsxwriter_would_do(example: ProgrammeData, tmp_path: Path):
    write_monitoring(example, tmp_path / "a.xlsx", "final")
    books = [monitoring_book(example, "final"), consolidated_book(consolidate([tmp_path / "a.xlsx"], example.form))]
    rows = [row for book in books for sheet in book.sheets for row in sheet.rows]
    formulas = {cell.formula for row in rows for cell in row.cells if cell is not None and cell.formula}
    assert len(formulas) > 20
    assert {PlainSheet()._prepare_formula(one) for one in formulas} == {
        Worksheet()._prepare_formula(one) for one in formulas
    }


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]):
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    write_book(one_column(texts), path)
    found = read_back(path)
    assert [kind for kind, text in found if text] == ["s"] * sum(1 for text in texts if cell_text(text))
    assert [text for _, text in found] == [cell_text(text) for text in texts][: len(found)]


def test_a_text_that_excel_cannot_hold_says_so():
    kept = cell_text("ш" * 40_000)
    assert len(kept) == LONGEST
    assert kept.endswith(CUT)
    assert cell_text("ш" * LONGEST) == "ш" * LONGEST


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("64,29", (64.29, 2)),
        ("-3", (-3.0, 0)),
        ("−0,5", (-0.5, 1)),
        ("1\u00a0234", (1234.0, 0)),
        ("0", (0.0, 0)),
        ("007", None),
        ("1,2,3", None),
        ("60 %", None),
        ("1e5", None),
        ("", None),
        ("=1", None),
    ],
)
def test_numbers_as_people_type_them(text: str, number: tuple[float, int] | None):
    assert number_of(text) == number


def test_a_cell_that_reaches_down_moves_the_next_rows(tmp_path: Path):
    tall = BookCell("а", rows=2)
    sheet = Sheet("Лист", (10.0, 10.0), (BookRow((tall, BookCell("б"))), BookRow((BookCell("в"),))))
    assert [(row, column, cell.value) for row, column, cell in cells_of(sheet)] == [
        (0, 0, "а"),
        (0, 1, "б"),
        (1, 1, "в"),
    ]


def test_a_stopped_export_leaves_nothing(tmp_path: Path):
    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_book(one_column(["а"]), tmp_path / "a.xlsx", stop)
    assert not list(tmp_path.iterdir())


def test_a_hidden_sheet_names_places(tmp_path: Path):
    cell = BookCell("да", place="activity:1:period", entry=True)
    write_book(
        Book("К", (Sheet("Лист «один»", (20.0,), (BookRow((cell,)),)),), (("school", "Школа"),)), tmp_path / "a.xlsx"
    )
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    about, cells = (
        [[cell.value for cell in row] for row in book[name].iter_rows(max_col=2)] for name in (KEY_SHEET, PLACES_SHEET)
    )
    assert about == [["school", "Школа"]]
    assert cells == [["activity:1:period", "'Лист «один»'!A1"]]
    assert {book[name].sheet_state for name in (KEY_SHEET, PLACES_SHEET)} == {"veryHidden"}
