"""Tasks and target indicators as the table of section 7."""

from __future__ import annotations

from collections.abc import Sequence

from ....models.indicators import Indicator
from ...columns import columns_of
from ...formats import ColumnSpec
from ...queries import IndicatorEntry, ProgrammeData, SectionData, TaskEntry
from ..sources import source_of
from ..tree import Block, Row
from .tables import across_row, header_rows, plain_row, table


def indicators_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """A row across the table for each task, under it its indicators."""
    columns = columns_of(section.section, section.spec, data.school.short_name)
    rows: list[Row] = []
    id_ = section.section.id
    for task in section.tasks:
        rows.append(_task_row(columns, task, source_of(id_, f"task:{task.row.id}:text")))
        for entry in task.indicators:
            texts = [_text(entry, column.field) for column in columns]
            rows.append(plain_row(columns, texts, source=source_of(id_, f"indicator:{entry.row.id}")))
    return [table(columns, header_rows(columns), rows)]


def _task_row(columns: Sequence[ColumnSpec], task: TaskEntry, source: str) -> Row:
    if columns and columns[0].field == "number":
        return across_row(len(columns), task.row.text, task.number, source)
    return across_row(len(columns), f"{task.number}. {task.row.text}", source=source)


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
