"""From a workbook as plain data to an .xlsx on the disk; the only module that writes with XlsxWriter.

Text is written as text whatever it begins with, so that nothing typed becomes a formula, a link or a number.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..files import write_aside
from ..jobs import Progress, no_progress
from ..uncollected import uncollected
from .book import Book, BookCell, Rule, Sheet
from .book_names import KEY_SHEET, PLACES_SHEET
from .looks import FONT, properties
from .safe_text import cell_text

CHART_SHEET = "Диаграммы"

_MADE = datetime(2000, 1, 1)
"""No true date: the same data give the same file."""
_MM = 96 / 25.4
"""Pixels in a millimetre, as Excel counts them."""
_UNPROTECTED = {"format_columns": True, "format_rows": True, "insert_rows": True, "select_locked_cells": True}
_BOOK_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_book(book: Book, path: Path, progress: Progress = no_progress) -> None:
    """Write `book` to `path`, whole or not at all; `progress` may raise to stop."""
    import xlsxwriter

    from .book_sheet import BookSheet

    with uncollected(), write_aside(path) as aside:
        workbook = xlsxwriter.Workbook(str(aside), {**_BOOK_OPTIONS, "default_format_properties": {**FONT}})
        workbook.worksheet_class = BookSheet
        try:
            _Writer(workbook, book, progress).write()
        finally:
            workbook.close()


class _Writer:
    """One book on its way to the disk."""

    def __init__(self, workbook: Any, book: Book, progress: Progress) -> None:
        from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_rowcol_to_cell

        self._workbook = workbook
        self._book = book
        self._progress = progress
        self._formats: dict[tuple[str, bool, int], Any] = {}
        self._quoted, self._address = quote_sheetname, xl_rowcol_to_cell
        self._letters = lru_cache(maxsize=1 << 12)(xl_col_to_name)  # a column a school
        self._cells = {sheet.name: cells_of(sheet) for sheet in book.sheets}
        self._places = {
            cell.place: (name, row, column)
            for name, found in self._cells.items()
            for row, column, cell in found
            if cell.place
        }
        self._entries = {cell.place for found in self._cells.values() for _, _, cell in found if cell.entry}

    def write(self) -> None:
        """All sheets, then the hidden one."""
        self._workbook.set_properties({"title": cell_text(self._book.title), "created": _MADE})
        for index, sheet in enumerate(self._book.sheets):
            self._sheet(sheet)
            self._progress((index + 1) / (len(self._book.sheets) + 1))
        if self._book.charts:
            self._charts()
        if self._book.about:
            self._key_sheets()
        self._progress(1.0)

    def _charts(self) -> None:
        """All charts on a sheet of their own, one below another."""
        page = self._workbook.add_worksheet(CHART_SHEET)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        for index, one in enumerate(self._book.charts):
            chart = self._workbook.add_chart({"type": "column"})
            chart.add_series({"categories": self._range(one.names), "values": self._range(one.values), "gap": 60})
            chart.set_title({"name": cell_text(one.title), "name_font": {"size": 11}, "overlay": False})
            chart.set_legend({"none": True})
            chart.set_y_axis(
                {"num_format": "0%" if one.shares else "0.00", "min": 0, "major_gridlines": {"visible": True}}
            )
            chart.set_size({"width": 1000, "height": 320})
            page.insert_chart(index * 17, 0, chart)

    def _range(self, ends: tuple[str, str]) -> list[Any]:
        """The cells between two places as XlsxWriter wants them."""
        sheet, row, column = self._places[ends[0]]
        _, last_row, last_column = self._places[ends[1]]
        return [sheet, row, column, last_row, last_column]

    def _sheet(self, sheet: Sheet) -> None:
        page = self._workbook.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            page.set_column_pixels(column, column, round(width * _MM))
        for row, line in enumerate(sheet.rows):
            if line.height:
                page.set_row(row, line.height)
        for row, column, cell in self._cells[sheet.name]:
            self._cell(page, sheet, row, column, cell)
        _set_up(page, sheet)

    def _cell(self, page: Any, sheet: Sheet, row: int, column: int, cell: BookCell) -> None:
        value, name, _place, formula, entry, rule, columns, rows, decimals = cell
        look = self._formats.get((name, entry, decimals)) or self._new_format(name, entry, decimals)
        if columns > 1 or rows > 1:
            page.merge_range(row, column, row + rows - 1, column + columns - 1, "", look)
        if formula:
            result = cell_text(value) if isinstance(value, str) else value
            page.write_formula(row, column, self._formula(formula, sheet.name), look, "" if result is None else result)
        elif isinstance(value, str) and value:
            page.write_string(row, column, cell_text(value), look)
        elif isinstance(value, (int, float)):
            page.write_number(row, column, value, look)
        else:
            page.write_blank(row, column, None, look)
        if rule:
            page.data_validation(row, column, row, column, _validation(rule, self._address(row, column)))

    def _new_format(self, name: str, entry: bool, decimals: int) -> Any:
        look = self._workbook.add_format(properties(name, entry, decimals))
        self._formats[name, entry, decimals] = look
        return look

    def _formula(self, text: str, own: str) -> str:
        """The formula with addresses in the place of places."""
        first, *rest = text.split("[[")
        if not rest:
            return text
        pieces = [first]
        for one in rest:
            place, _, behind = one.partition("]]")
            sheet, row, column = self._places[place]
            cell = f"{self._letters(column)}{row + 1}"
            pieces += (cell if sheet == own else f"{self._quoted(sheet)}!{cell}", behind)
        return "".join(pieces)

    def _key_sheets(self) -> None:
        """What the program needs to know the book again, and a name for every cell that is free to type in."""
        self._hidden(KEY_SHEET, list(self._book.about))
        lines = []
        for index, (place, (sheet, row, column)) in enumerate(self._places.items()):
            lines.append((place, f"{self._quoted(sheet)}!{self._address(row, column)}"))
            if place in self._entries:
                absolute = self._address(row, column, row_abs=True, col_abs=True)
                self._workbook.define_name(f"shnor_{index + 1}", f"={self._quoted(sheet)}!{absolute}")
        self._hidden(PLACES_SHEET, lines)

    def _hidden(self, name: str, lines: list[tuple[str, str]]) -> None:
        """A sheet that only a program reads."""
        page = self._workbook.add_worksheet(name)
        for row, pair in enumerate(lines):
            for column, text in enumerate(pair):
                page.write_string(row, column, cell_text(text))
        page.protect()
        page.very_hidden()


def cells_of(sheet: Sheet) -> list[tuple[int, int, BookCell]]:
    """The cells of a sheet with the row and column where each begins."""
    taken: set[tuple[int, int]] = set()
    found: list[tuple[int, int, BookCell]] = []
    for row, line in enumerate(sheet.rows):
        column = 0
        for cell in line.cells:
            while taken and (row, column) in taken:
                column += 1
            if cell is None:
                column += 1
                continue
            found.append((row, column, cell))
            if cell.rows > 1:
                reach = range(row + 1, row + cell.rows)
                taken.update((below, column + step) for below in reach for step in range(cell.columns))
            column += cell.columns
    return found


def _set_up(page: Any, sheet: Sheet) -> None:
    """Paper, repeated rows, what is locked."""
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    if sheet.fixed_columns:
        page.repeat_columns(0, sheet.fixed_columns - 1)
        page.set_print_scale(70)
    else:
        page.fit_to_pages(1, 1 if sheet.on_one_page else 0)
    page.set_footer("&C&P из &N")
    if sheet.head:
        page.repeat_rows(*sheet.head)
        page.freeze_panes(sheet.head[1] + 1, sheet.fixed_columns)
    last = (sheet.print_columns or len(sheet.widths)) - 1
    page.print_area(0, 0, max(len(sheet.rows) - 1, 0), max(last, 0))
    page.protect("", _UNPROTECTED)


def _validation(rule: Rule, cell: str) -> dict[str, Any]:
    """A rule in the words of XlsxWriter; it warns and lets pass, for life is richer than a list."""
    common = {"error_type": "warning", "error_title": "Проверьте значение"}
    if rule.kind == "list":
        return {
            **common,
            "validate": "list",
            "source": list(rule.choices),
            "error_message": "Обычно здесь выбирают из списка.",
        }
    if rule.kind == "percent":
        text = "Процент выполнения — целое число от 0 до 100."
        return {
            **common,
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": 100,
            "error_message": text,
        }
    whole = f'=OR(AND(ISNUMBER({cell}),N({cell})>=0,INT(N({cell}))=N({cell})),{cell}="нет данных")'
    return {
        **common,
        "validate": "custom",
        "value": whole,
        "error_message": "Здесь нужно целое число или слова «нет данных».",
    }
