"""A sheet that writes its usual cells in one piece; XlsxWriter is imported with it, so it is imported only to write.

XlsxWriter makes a list of attributes for every cell and looks through each of them for signs that need another
spelling. An address and the number of a look have none: most of the time that a table of a thousand schools takes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple

from .plain_sheet import PlainSheet


class BookSheet(PlainSheet):
    """A sheet whose cells with a look are written at once; any other is left to XlsxWriter."""

    # rows and columns come as numbers: what looks for «A1» in their place is passed by
    write_string = PlainSheet._write_string
    write_number = PlainSheet._write_number
    write_blank = PlainSheet._write_blank
    write_formula = PlainSheet._write_formula

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """The same bytes as XlsxWriter writes."""
        kind, look = type(cell), cell.format
        if not look or self.constant_memory:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{_letters(col)}{row + 1}" s="{look._get_xf_index()}"'
        if kind is CellNumberTuple:
            self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
        elif kind is CellStringTuple:
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        elif kind is CellBlankTuple:
            self.fh.write(f"{start}/>")
        elif kind is CellFormulaTuple and (cell.value == "" or type(cell.value) in (int, float)):
            self.fh.write(f"{start}><f>{self._escape_data(cell.formula)}</f><v>{cell.value}</v></c>")
        else:
            super()._write_cell(row, col, cell)

    def _calculate_spans(self) -> None:
        """The first and last column of every sixteen rows, without a look at each cell between them."""
        if self.comments:
            super()._calculate_spans()
            return
        spans: dict[int, tuple[int, int]] = {}
        for row, cells in self.table.items():
            if cells:
                first, last = spans.get(row // 16, (self.xls_colmax, 0))
                spans[row // 16] = min(first, *cells), max(last, *cells)
        self.row_spans = {block: f"{first + 1}:{last + 1}" for block, (first, last) in spans.items()}


_letters = lru_cache(maxsize=1 << 12)(xl_col_to_name)
