"""What the tables of all kinds share: the header row or rows, and cells that keep a column's alignment."""

from __future__ import annotations

from collections.abc import Sequence

from ...formats import ColumnSpec
from ..tree import Cell, Row, Table, text_cell


def header_rows(columns: Sequence[ColumnSpec]) -> list[Row]:
    """One header row, or two where neighbours share a cell above their own."""
    if not any(column.group for column in columns):
        return [Row(tuple(text_cell(column.label, "table_header") for column in columns), header=True)]
    upper: list[Cell] = []
    lower: list[Cell] = []
    index = 0
    while index < len(columns):
        column = columns[index]
        if not column.group:
            upper.append(text_cell(column.label, "table_header", rows=2))
            index += 1
            continue
        end = index
        while end < len(columns) and columns[end].group == column.group:
            lower.append(text_cell(columns[end].label, "table_header"))
            end += 1
        upper.append(text_cell(column.group, "table_header", columns=end - index))
        index = end
    return [Row(tuple(upper), header=True), Row(tuple(lower), header=True)]


def plain_row(columns: Sequence[ColumnSpec], texts: Sequence[str], style: str = "table", source: str = "") -> Row:
    """A row with one cell a column; `source` is the row's, the columns add their fields to it."""
    cells = [
        text_cell(text, style, align=column.align, source=source and f"{source}:{column.field}")
        for column, text in zip(columns, texts, strict=True)
    ]
    return Row(tuple(cells))


def across_row(count: int, text: str, number: str | None = None, source: str = "") -> Row:
    """A section row: its text over all columns, or its number in the first and the text over the rest."""
    if number is None or count < 2:
        return Row((text_cell(f"{number or ''} {text}".strip(), "table_group", columns=count, source=source),))
    row, mark, _field = source.rpartition(":")
    named = text_cell(number, "table_group", align="center", source=f"{row}{mark}number" if mark else "")
    return Row((named, text_cell(text, "table_group", columns=count - 1, source=source)))


def table(columns: Sequence[ColumnSpec], head: Sequence[Row], rows: Sequence[Row]) -> Table:
    """A bordered table with the columns' own widths; writers change them where words would be cut."""
    return Table((*head, *rows), tuple(column.width for column in columns))
