"""Tasks and target indicators as the table of section 7."""

from __future__ import annotations

from collections.abc import Sequence

from ....models.indicators import Indicator
from ...columns import columns_of
from ...formats import ColumnSpec
from ...queries import IndicatorEntry, ProgrammeData, SectionData, TaskEntry
from ..tree import Block, Row
from .tables import across_row, header_rows, plain_row, table


def indicators_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """A row across the table for each task, under it its indicators."""
    columns = columns_of(section.section, section.spec, data.school.short_name)
    rows: list[Row] = []
    for task in section.tasks:
        rows.append(_task_row(columns, task))
        rows += [plain_row(columns, [_text(entry, column.field) for column in columns]) for entry in task.indicators]
    return [table(columns, header_rows(columns), rows)]


def _task_row(columns: Sequence[ColumnSpec], task: TaskEntry) -> Row:
    if columns and columns[0].field == "number":
        return across_row(len(columns), task.row.text, task.number)
    return across_row(len(columns), f"{task.number}. {task.row.text}")


def _text(entry: IndicatorEntry, field: str) -> str:
    if field == "number":
        return entry.number
    if field == "unit":
        return entry.row.unit or entry.row.comparison
    if field == "target":
        return target_text(entry.row)
    return str(getattr(entry.row, field))


def target_text(row: Indicator) -> str:
    """The target, with the comparison in brackets where the unit's column has no room for it."""
    if row.comparison and row.unit:
        return f"{row.target} ({row.comparison})".strip()
    return row.target
