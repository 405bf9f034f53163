"""The head of a table that stays text: Word files seldom say which rows it is, and paper has to repeat them."""

from __future__ import annotations

import re
from dataclasses import replace

from ..tree import Row, Table

MOST_ROWS = 3
_LEAST_COLUMNS = 3
_LONGEST = 90
"""A longer text in a cell is no name of a column."""

_FIGURE = re.compile(r"[\d.,%/()+\-–—\s]*\d[\d.,%/()+\-–—\s]*")


def with_head(table: Table) -> Table:
    """The table with the rows above its first figures as its head, where they read like one."""
    if not table.borders or table.column_count < _LEAST_COLUMNS or any(row.header for row in table.rows):
        return table
    count = next((number for number, row in enumerate(table.rows) if _has_figures(row)), 0)
    first = table.rows[:1]
    if not 0 < count <= MOST_ROWS or not _names(first[0], table.column_count):
        return table
    reach = max(number + cell.rows for number, row in enumerate(table.rows[:count]) for cell in row.cells)
    if reach > count:
        return table  # a cell goes on into the rows below: these are not the head alone
    return replace(table, rows=tuple(replace(row, header=n < count) for n, row in enumerate(table.rows)))


def _has_figures(row: Row) -> bool:
    return any(_FIGURE.fullmatch(cell.text.strip()) for cell in row.cells)


def _names(row: Row, columns: int) -> bool:
    """Whether a row names columns: most cells say something, and none of them much."""
    texts = [cell.text.strip() for cell in row.cells]
    return len(texts) > 1 and 2 * sum(map(bool, texts)) >= min(len(texts), columns) and max(map(len, texts)) <= _LONGEST
