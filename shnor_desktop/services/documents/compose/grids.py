"""Matrix and staff tables: rows of plain texts under the section's own headings."""

from __future__ import annotations

from ...columns import columns_of
from ...queries import ProgrammeData, SectionData
from ..sources import source_of
from ..tree import Block, Row, text_cell
from .tables import across_row, header_rows, table


def grid_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """The table; a heading row goes across it."""
    columns = columns_of(section.section, section.spec, data.school.short_name)
    rows: list[Row] = []
    for row in section.grid:
        source = source_of(section.section.id, f"grid_row:{row.id}:cell")
        if row.heading:
            rows.append(across_row(len(columns), row.cells[0] if row.cells else "", source=f"{source}0"))
            continue
        cells = [
            text_cell(row.cells[index] if index < len(row.cells) else "", align=column.align, source=f"{source}{index}")
            for index, column in enumerate(columns)
        ]
        rows.append(Row(tuple(cells)))
    return [table(columns, header_rows(columns), rows)] if columns else []
