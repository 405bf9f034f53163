"""Cells that are written in one piece: the bytes are those of XlsxWriter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from shnor_desktop.services.spreadsheets.book_sheet import BookSheet
from shnor_desktop.services.spreadsheets.plain_sheet import PlainSheet

CELLS = (
    "",
    " с краю ",
    "<&>\"'\n",
    "_x000D_",
    0,
    -7,
    10**17,
    0.1 + 0.2,
    1e-9,
    None,
    True,
)
FORMULAS = (
    ("=SUM(A1:B2)", 3),
    ("=A1/B1", 0.30000000000000004),
    ('=IF(N(B1)>0,A1/B1,"")', ""),
    ('=IF(A1<B1,"да & нет","")', "да & нет"),
    ("=A1/0", "#DIV/0!"),
    ("=A1=B1", True),
)


def made(path: Path, kind: type[PlainSheet], looked: bool, **options: bool) -> bytes:
    """A workbook of every kind of cell."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, **options}) as book:
        book.worksheet_class = kind
        book.set_properties({"created": datetime(2000, 1, 1)})
        page = book.add_worksheet("Лист")
        look = book.add_format({"bold": True}) if looked else None
        for column in (0, 25, 26, 702):
            for row, value in enumerate(CELLS):
                page.write(row, column, value, look)
            for row, (formula, value) in enumerate(FORMULAS, len(CELLS)):
                page.write_formula(row, column, formula, look, value)
    return path.read_bytes()


@pytest.mark.parametrize("looked", [True, False])
@pytest.mark.parametrize("constant_memory", [True, False])
def test_the_bytes_are_those_of_the_library(looked: bool, constant_memory: bool, tmp_path: Path):
    options = {"constant_memory": constant_memory} if constant_memory else {}
    ways = [made(tmp_path / f"{kind.__name__}.xlsx", kind, looked, **options) for kind in (BookSheet, PlainSheet)]
    assert ways[0] == ways[1]
