"""The last line of the title page, place and year, stands at the foot of the page, however much is above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..page_layout import PageLayout
from ..styles import AFTER_TABLE
from ..tall_rows import lines_height
from ..tree import Block, Paragraph, Table

_POINT_MM = 25.4 / 72
_SPARE_MM = 10.0
"""Left free below: another typeface must not push the line to a page of its own."""
_AROUND_MM = 4.0
"""What the margins of a cell take of its width."""
_LEAST = 12.0
"""Points above the line even on a crowded page."""


def at_the_foot(blocks: Sequence[Block], layout: PageLayout) -> list[Block]:
    """The blocks of a title page, the last with as much space above as brings it down."""
    if not blocks or not isinstance(last := blocks[-1], Paragraph) or last.style != "title_place":
        return list(blocks)
    width, height = layout.text_area(landscape=False)
    above, after = _height(blocks[:-1], width, layout)
    own = lines_height(last, width, layout.styles[last.style])
    free = (height - _SPARE_MM - above - own) / _POINT_MM
    return [*blocks[:-1], replace(last, lift=max(free, after, _LEAST))]


def _height(blocks: Iterable[Block], width: float, layout: PageLayout) -> tuple[float, float]:
    """How many millimetres the blocks take, and the points of space below the last."""
    reached, after = 0.0, 0.0
    for block in blocks:
        if isinstance(block, Paragraph):
            style = layout.styles[block.style]
            reached += max(after, style.before) * _POINT_MM + lines_height(block, width, style)
            after = style.after
        elif isinstance(block, Table):
            reached += after * _POINT_MM + _table_height(block, width, layout)
            after = AFTER_TABLE
    return reached, after


def _table_height(table: Table, width: float, layout: PageLayout) -> float:
    shares = table.widths or (1.0,) * table.column_count
    rooms = [max(width * share / sum(shares) - _AROUND_MM, 1.0) for share in shares]
    cells = [
        [_height(cell.blocks, room, layout)[0] for cell, room in zip(row.cells, rooms, strict=False)]
        for row in table.rows
    ]
    return sum(max(heights, default=0.0) for heights in cells)
