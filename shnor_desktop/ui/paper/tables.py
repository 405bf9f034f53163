"""Tables as row groups: column widths, merged cells, repeated headers, group rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from shnor_desktop.services.documents.column_widths import Columns, fit_columns
from shnor_desktop.services.documents.styles import AFTER_TABLE, STYLES, TABLE_SIZE
from shnor_desktop.services.documents.table_layout import fitted, placed_rows
from shnor_desktop.services.documents.tree import Block, Paragraph, Table
from shnor_desktop.ui.paper.bricks import Column, Header
from shnor_desktop.ui.paper.pages import POINT, mm
from shnor_desktop.ui.paper.rowgroup import CellBox, Padding, RowGroup

PADDING_DOWN_MM = 0.5
"""Lines have air of their own above and below: with it the letters stand about 1.5 mm from the border all round."""

HEADER_SHARE = 1 / 3
"""A header taller than this share of a page is not repeated: it would leave no room for the rows."""

BORDER = 0.5 * POINT
"""What the lines between rows take of the page."""

_EMPTY_LINE = Paragraph(style="table")

SPACE_BEFORE = 3 * POINT
SPACE_AFTER = AFTER_TABLE * POINT


class Room(NamedTuple):
    """Width to fill, the height that an indivisible thing may have at most, the size of letters in tables there."""

    width: float
    height: float
    size: float = TABLE_SIZE
    in_cell: bool = False
    wider: float = 1.0  # how wide the letters are beside the usual ones


SetBlocks = Callable[[tuple[Block, ...], Room], Column]
"""Lays out a cell's blocks in a column."""


class _Place(NamedTuple):
    """A cell and the part of the grid it covers; ends are excluded."""

    blocks: tuple[Block, ...]
    top: int
    bottom: int
    left: int
    right: int
    source: str = ""
    shaded: bool = False


def table_groups(table: Table, room: Room, set_blocks: SetBlocks, tick: Callable[[], None]) -> list[RowGroup]:
    """The row groups of a table from top to bottom; `tick` is called for each row."""
    if not table.rows:
        return []
    table = fitted(_clipped(table))
    builder = _Builder(table, room, set_blocks)
    heads = next((index for index, row in enumerate(table.rows) if not row.header), len(table.rows))
    groups: list[RowGroup] = []
    header: Header | None = None
    for places, first, last in _tied(_places(table), len(table.rows)):
        if header is None and first == heads and groups:
            header = Header(groups[:])
            header = header if header.height <= room.height * HEADER_SHARE else None
            builder.room = room._replace(height=room.height - (header.height if header else 0.0))
        group = builder.group(places, first, last)
        group.header = header
        group.keep = last <= heads or _leads(places, last - 1, table.column_count)
        groups.append(group)
        for _row in range(first, last):
            tick()
    groups[0].before, groups[-1].after = SPACE_BEFORE, SPACE_AFTER
    groups[-1].keep = False
    return groups


class _Builder:
    """Makes the row groups of one table."""

    def __init__(self, table: Table, room: Room, set_blocks: SetBlocks) -> None:
        self.room = room
        self._table, self._set_blocks = table, set_blocks
        columns = fit_columns(table, room.width / mm(1), room.size, room.wider)
        self._size = columns.size
        self._edges = column_edges(columns, room.width)
        across = min(mm(columns.side), room.width / table.column_count / 6)
        down = min(round(mm(PADDING_DOWN_MM)), room.height / 20)
        self._padding = Padding(across, down, BORDER if table.borders else 0.0)
        line = set_blocks((_EMPTY_LINE,), Room(room.width, room.height, self._size, True))
        self._least = line.height + self._padding.both

    def group(self, places: Sequence[_Place], first: int, last: int) -> RowGroup:
        """The rows from `first` to `last` (excluded) with the cells that begin there."""
        padding, boxes = self._padding, []
        for place in places:
            left, right = self._edges[place.left], self._edges[place.right]
            width, height = right - left - 2 * padding.across, self.room.height - padding.both
            inner = Room(width, height, self._size, True, self.room.wider)
            column = self._set_blocks(place.blocks, inner)
            middle = self._table.rows[place.top].header
            rows = (place.top - first, place.bottom - first)
            boxes.append(CellBox(left, right, *rows, column, middle, place.source, place.shaded))
        edge = BORDER if first == 0 and self._table.borders else 0.0
        return RowGroup(boxes, last - first, self._least, padding, self._table.borders, edge)


def _clipped(table: Table) -> Table:
    """The table with no cell wider than itself: in damaged files such cells push their neighbours off the grid."""
    count = table.column_count
    if all(cell.columns <= count for row in table.rows for cell in row.cells):
        return table
    rows = [[replace(cell, columns=min(cell.columns, count)) for cell in row.cells] for row in table.rows]
    return replace(table, rows=tuple(replace(row, cells=tuple(c)) for row, c in zip(table.rows, rows, strict=True)))


def column_edges(columns: Columns, width: float) -> list[float]:
    """The left edge of each grid column and the right one of the last, from 0 to `width`."""
    edges = [0.0, *(mm(reached) for reached in accumulate(columns.widths))]
    edges[-1] = width
    return edges


def _places(table: Table) -> Iterator[_Place]:
    """Where each cell of a fitted table stands, row by row."""
    for number, (_row, places) in enumerate(placed_rows(table)):
        for place in places:
            if not place.continued:
                right = place.column + place.columns
                cell = place.cell
                bottom = number + place.rows
                yield _Place(cell.blocks, number, bottom, place.column, right, cell.source, cell.shaded)


def _tied(places: Iterable[_Place], rows: int) -> Iterator[tuple[list[_Place], int, int]]:
    """Places in groups of rows that no merged cell crosses, with the first row and the one after the last."""
    group: list[_Place] = []
    first, last = 0, 1
    for place in places:
        if place.top >= last:
            yield group, first, last
            group, first, last = [], last, last + 1
            while place.top >= last:
                yield group, first, last
                group, first, last = [], last, last + 1
        group.append(place)
        last = max(last, place.bottom)
    yield group, first, last
    for row in range(last, rows):
        yield [], row, row + 1


def _leads(places: Sequence[_Place], row: int, columns: int) -> bool:
    """Whether a row names the rows under it: one cell across the table or a style that stays with the next."""
    cells = [place for place in places if place.bottom > row]
    if len(cells) == 1 and columns > 1 and cells[0].right - cells[0].left == columns and cells[0].top == row:
        return True
    first = cells[0].blocks[0] if cells and cells[0].blocks else None
    return isinstance(first, Paragraph) and STYLES[first.style].keep_next
