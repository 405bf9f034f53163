"""Recognising a matrix or a staff table: headings, rows across the table, rows of texts."""

from __future__ import annotations

import dataclasses

from ....models.programme import GridRow, Section
from ...columns import column_text, columns_of
from ...formats import FREE_SECTION, ColumnSpec, SectionSpec
from ..tree import Table
from .tables import Line, lines_of, tell_nothing
from .words import norm


def read_grid(table: Table, spec: SectionSpec = FREE_SECTION) -> tuple[list[GridRow], tuple[str, ...]]:
    """The rows, and the headings as a section keeps them."""
    _above, lines = _titled(table)
    height = _header_height(lines)
    columns = _grouped_as_in(spec, lines[:height], _columns(lines[:height], table.widths))
    if tell_nothing(table.widths, len(columns)) and len(columns) == len(spec.columns):
        columns = [dataclasses.replace(c, width=form.width) for c, form in zip(columns, spec.columns, strict=True)]
    rows = [_row(line) for line in lines[height:]]
    return rows, tuple(column_text(column) for column in columns)


def text_above(table: Table) -> list[str]:
    """What stands in the table above its header: a title."""
    above, _lines = _titled(table)
    return [line.texts[0] for line in above]


def _titled(table: Table) -> tuple[list[Line], list[Line]]:
    """The rows that hold a title over all columns, and those from the header on; empty ones left out."""
    lines = [line for line in lines_of(table) if any(line.texts)]
    start = 0
    while start < len(lines) - 2 and lines[start].count == 1 and _is_across(lines[start]) and not lines[start].header:
        start += 1
    return lines[:start], lines[start:]


def _is_across(line: Line) -> bool:
    return len(line.cells) > 1 and line.count == 1 and line.cells[0] is not None and line.cells[0].columns > 1


def _grouped_as_in(spec: SectionSpec, header: list[Line], columns: list[ColumnSpec]) -> list[ColumnSpec]:
    """The form's shared header cells, where a table was flattened and its upper labels slid to the left."""
    upper: list[str] = []
    for column in spec.columns:
        if not upper or upper[-1] != norm(column.group or column.label):
            upper.append(norm(column.group or column.label))
    if len(header) != 2 or len(columns) != len(spec.columns) or not any(column.group for column in spec.columns):
        return columns
    if [norm(text) for text in header[0].texts if text] != upper:
        return columns
    lower = header[1].texts
    return [
        dataclasses.replace(own, group=form.group, label=lower[n] or form.label)
        for n, (own, form) in enumerate(zip(columns, spec.columns, strict=True))
    ]


def same_headings(columns: tuple[str, ...], spec: SectionSpec, school_name: str) -> bool:
    """Whether a grid's headings are the form's own, so that it need not keep them."""
    own = columns_of(Section(columns=columns), spec)
    expected = columns_of(Section(), spec, school_name)
    return [norm(c.group + c.label) for c in own] == [norm(c.group + c.label) for c in expected]


def _row(line: Line) -> GridRow:
    if _is_across(line):
        return GridRow(heading=True, cells=(line.texts[0],))
    return GridRow(cells=line.texts)


def _header_height(lines: list[Line]) -> int:
    """Rows marked as header; else the first, and the second where the first has shared cells or holes."""
    marked = 0
    while marked < len(lines) and lines[marked].header:
        marked += 1
    if marked:
        return marked
    shared = lines and any(cell is None or cell.columns > 1 or cell.rows > 1 for cell in lines[0].cells)
    if len(lines) > 2 and (shared or "" in lines[0].texts) and lines[0].texts[0] and not lines[1].texts[0]:
        return 2
    return min(1, len(lines))


def _columns(header: list[Line], widths: tuple[float, ...]) -> list[ColumnSpec]:
    if not header:
        return [ColumnSpec("cell", "", 10.0) for _ in widths]
    count = len(header[0].cells)
    columns = []
    for index in range(count):
        stack: list[str] = []
        for line in header:
            text = line.said[index].replace("\n", " ")
            if text and text not in stack:
                stack.append(text)
        width = widths[index] if len(widths) == count else 10.0
        columns.append(ColumnSpec("cell", stack[-1] if stack else "", width, "", " ".join(stack[:-1])))
    total = sum(column.width for column in columns) or 1.0
    return [ColumnSpec("cell", c.label, round(100 * c.width / total, 1), "", c.group) for c in columns]
