"""A plan as a table: roadmap, staff measures, method stages, diary — one thing seen through different columns."""

from __future__ import annotations

from collections.abc import Sequence

from ...columns import columns_of, shown_field
from ...formats import ColumnSpec
from ...plan_text import SUB_MARK, percent_text
from ...queries import ActivityEntry, ProgrammeData, SectionData
from ..sources import source_of
from ..tree import Block, Row, paragraph, text_cell
from .tables import across_row, header_rows, plain_row, table

WIDEST_NUMBER = 5
"""A longer number («Раздел 2.») does not fit its column and stands in one cell with the title."""


def activities_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """The rule of the form, if there is one, and the table."""
    columns = columns_of(section.section, section.spec, data.school.short_name)
    head = header_rows(columns)
    if section.spec.column_numbers:
        head.append(Row(tuple(text_cell(str(n), "table_header") for n in range(1, len(columns) + 1)), header=True))
    id_, across = section.section.id, section.spec.group_across
    rows = [_row(columns, entry, across, source_of(id_, f"activity:{entry.row.id}")) for entry in section.activities]
    blocks: list[Block] = [paragraph(section.spec.rule)] if section.spec.rule else []
    return [*blocks, table(columns, head, rows)]


def cell_text(entry: ActivityEntry, field: str) -> str:
    """What a column shows of a row."""
    row = entry.row
    if field == "number":
        return entry.number
    if field == "text":
        return SUB_MARK + row.text if row.level == "sub" else row.text
    if field == "percent":
        return percent_text(row)
    return shown_field(row, field)


def _row(columns: Sequence[ColumnSpec], entry: ActivityEntry, across: bool, source: str) -> Row:
    texts = [cell_text(entry, column.field) for column in columns]
    if entry.row.level != "group":
        return plain_row(columns, texts, "table_sub" if entry.row.level == "sub" else "table", source)
    fields = [column.field for column in columns]
    more = any(text for field, text in zip(fields, texts, strict=True) if field not in ("number", "text"))
    if more:
        return plain_row(columns, texts, "table_group", source)
    source += ":text"
    if entry.row.upper:
        cell = text_cell(f"{entry.number} {entry.row.text}".strip(), "table_upper", columns=len(columns), source=source)
        return Row((cell,))
    if "number" not in fields:
        return across_row(len(columns), entry.row.text, source=source)
    if across or fields[:2] != ["number", "text"] or len(entry.number) > WIDEST_NUMBER:
        return across_row(len(columns), f"{entry.number} {entry.row.text}".strip(), source=source)
    return across_row(len(columns), entry.row.text, entry.number, source)
