"""Small questions about blocks and their neighbours that the walk through a document asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ..tree import Block, Heading, PageBreak, Paragraph, Picture, Run, Table, inner_blocks


def next_index(blocks: Sequence[Block], index: int) -> int | None:
    """Where the next block stands that is more than a page break or an empty paragraph."""
    for place, block in enumerate(blocks[index + 1 : index + 6], index + 1):
        if isinstance(block, PageBreak) or (isinstance(block, Paragraph) and not block.text.strip()):
            continue
        return place
    return None


def is_blank(table: Table) -> bool:
    """Whether a table is one empty cell: a frame that something else stood in."""
    cells = [cell for row in table.rows for cell in row.cells]
    return len(cells) < 2 and not any(cell.text.strip() for cell in cells) and not pictures_of(table)


def with_number(heading: Heading) -> tuple[Run, ...]:
    """The runs of a heading that becomes a paragraph, its number among them."""
    first = dataclasses.replace(heading.runs[0], text=f"{heading.number} {heading.runs[0].text}")
    return (first, *heading.runs[1:])


def trimmed(blocks: list[Block]) -> list[Block]:
    """Without page breaks at the edges: sections begin where the form says."""
    start, end = 0, len(blocks)
    while start < end and isinstance(blocks[start], PageBreak):
        start += 1
    while end > start and isinstance(blocks[end - 1], PageBreak):
        end -= 1
    return blocks[start:end]


def pictures_of(table: Table) -> list[Block]:
    """Pictures in the cells of a table that becomes data: they are kept behind it."""
    return [block for block in inner_blocks((table,)) if isinstance(block, Picture)]
