"""A workbook as plain data: sheets of cells that know their place in the programme; `book_writer` makes the file.

A cell's place is the word that the window uses for it («activity:12:period»), so that a workbook that comes back can
be read by program. A formula names other cells by their places, never by addresses: «[[place]]».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LINE_HEIGHT = 18.0
"""Points of a row of one line."""
PAGE_HEIGHT = 500.0
"""Points of an A4 page across between its margins."""

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be typed into a cell: `kind` is "list", "count" or "percent"; a list has its `choices`."""

    kind: str
    choices: tuple[str, ...] = ()


class BookCell(NamedTuple):
    """A cell, listed once where it begins; a tuple, for a thousand schools make tens of thousands of them.

    `look` is a key of `looks.LOOKS`. A cell with an `entry` is free to type in, all others are locked. Where there is
    a `formula`, `value` is its result, for viewers that do not calculate.
    """

    value: Value = None
    look: str = "text"
    place: str = ""
    formula: str = ""
    entry: bool = False
    rule: Rule | None = None
    columns: int = 1
    rows: int = 1
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of cells; None where a cell above reaches down. `height` is in points, 0 lets Excel choose."""

    cells: tuple[BookCell | None, ...] = ()
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `widths` in millimetres, `head` is the first and last row that repeat on every page (from 0).

    Columns from `print_columns` on stand beside the form and are not printed; 0 prints all. What is little longer
    than a page is printed on one (`on_one_page`). A table with `fixed_columns` is as wide as it has schools: those
    columns stay in sight and are repeated on every page.
    """

    name: str
    widths: tuple[float, ...]
    rows: tuple[BookRow, ...]
    head: tuple[int, int] | None = None
    print_columns: int = 0
    fixed_columns: int = 0

    @property
    def on_one_page(self) -> bool:
        """Whether the rows fill a page and no more than a quarter of the next."""
        return sum(row.height or LINE_HEIGHT for row in self.rows) <= 1.25 * PAGE_HEIGHT


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns, one for each name; both rows are given by the places of their first and last cells."""

    title: str
    names: tuple[str, str]
    values: tuple[str, str]
    shares: bool = True


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; `about` are the lines of the hidden sheet by which the program knows it again (empty: no sheet)."""

    title: str
    sheets: tuple[Sheet, ...]
    about: tuple[tuple[str, str], ...] = ()
    charts: tuple[Chart, ...] = ()


def across(text: str, columns: int, look: str = "note", height: float = 0.0) -> BookRow:
    """A line of text over the width of the table."""
    return BookRow((BookCell(text, look, columns=columns),), height)
