"""Matrix and staff tables: rows of plain texts under the section's own headings."""

from __future__ import annotations

from ...columns import columns_of
from ...queries import ProgrammeData, SectionData
from ..tree import Block, Row
from .tables import across_row, header_rows, plain_row, table


def grid_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """The table; a heading row goes across it."""
    columns = columns_of(section.section, section.spec, data.school.short_name)
    rows: list[Row] = []
    for row in section.grid:
        if row.heading:
            rows.append(across_row(len(columns), row.cells[0] if row.cells else ""))
        else:
            texts = [row.cells[index] if index < len(row.cells) else "" for index in range(len(columns))]
            rows.append(plain_row(columns, texts))
    return [table(columns, header_rows(columns), rows)] if columns else []
