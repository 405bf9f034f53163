"""Tasks and target indicators as the table of section 7."""

from __future__ import annotations

from ....models.indicators import Indicator
from ...columns import columns_of
from ...queries import IndicatorEntry, ProgrammeData, SectionData
from ..tree import Block, Row
from .tables import across_row, header_rows, plain_row, table


def indicators_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """A row across the table for each task, under it its indicators."""
    columns = columns_of(section.section, section.spec, data.school.short_name)
    rows: list[Row] = []
    for task in section.tasks:
        rows.append(across_row(len(columns), task.row.text, task.number))
        rows += [plain_row(columns, [_text(entry, column.field) for column in columns]) for entry in task.indicators]
    return [table(columns, header_rows(columns), rows)]


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
