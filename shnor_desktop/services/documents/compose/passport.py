"""The passport: a label and a text a row."""

from __future__ import annotations

import dataclasses

from ...queries import ProgrammeData, SectionData
from ..sources import source_of, sourced
from ..tree import Block, Cell, Paragraph, Row, Table, text_cell
from ..tree_json import load_blocks
from .texts import with_tables


def passport_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """The two-column table."""
    rows: list[Row] = []
    for row in section.passport:
        source = source_of(section.section.id, f"passport_row:{row.id}")
        body = sourced(restyled(with_tables(data, load_blocks(row.body)), "body", "plain"), source)
        rows.append(Row((text_cell(row.label, "plain", source=source), Cell(tuple(body), source=source))))
    return [Table(tuple(rows), (30.0, 70.0))] if rows else []


def restyled(blocks: tuple[Block, ...], old: str, new: str) -> list[Block]:
    """Paragraphs of one style given another: text in a cell has no first-line indent."""
    return [
        dataclasses.replace(block, style=new) if isinstance(block, Paragraph) and block.style == old else block
        for block in blocks
    ]
