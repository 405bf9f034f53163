"""The reporting schedule as the table of section 8."""

from __future__ import annotations

from ...columns import columns_of
from ...queries import ProgrammeData, SectionData
from ..sources import source_of
from ..tree import Block
from .tables import header_rows, plain_row, table


def schedule_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """One row for each report."""
    columns = columns_of(section.section, section.spec, data.school.short_name)
    rows = []
    for index, row in enumerate(section.schedule, 1):
        texts = [
            (row.number or str(index)) if column.field == "number" else str(getattr(row, column.field))
            for column in columns
        ]
        rows.append(plain_row(columns, texts, source=source_of(section.section.id, f"schedule_row:{row.id}")))
    return [table(columns, header_rows(columns), rows)]
