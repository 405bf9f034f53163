"""The passport: a label and a text a row."""

from __future__ import annotations

import dataclasses

from ...queries import ProgrammeData, SectionData
from ..tree import Block, Cell, Paragraph, Row, Table, text_cell
from ..tree_json import load_blocks


def passport_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """The two-column table."""
    rows = tuple(
        Row((text_cell(row.label, "plain"), Cell(tuple(restyled(load_blocks(row.body), "body", "plain")))))
        for row in section.passport
    )
    return [Table(rows, (30.0, 70.0))] if rows else []


def restyled(blocks: tuple[Block, ...], old: str, new: str) -> list[Block]:
    """Paragraphs of one style given another: text in a cell has no first-line indent."""
    return [
        dataclasses.replace(block, style=new) if isinstance(block, Paragraph) and block.style == old else block
        for block in blocks
    ]
