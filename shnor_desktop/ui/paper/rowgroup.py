"""Row groups: table rows tied together by merged cells (mostly a single row), put whole or divided over pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from shnor_desktop.ui.paper.bricks import TOLERANCE, Brick, Column, Header
from shnor_desktop.ui.paper.sheet import Sheet

WELL_FILLED = 0.5
"""Rows are not cut through when whole ones fill this share of the space."""


class CellBox:
    """A cell in its group: edges, the rows it covers (`last` excluded), what stands in it."""

    __slots__ = ("column", "first", "last", "left", "middle", "right", "shaded", "source")

    def __init__(
        self,
        left: float,
        right: float,
        first: int,
        last: int,
        column: Column,
        middle: bool = False,
        source: str = "",
        shaded: bool = False,
    ) -> None:
        self.left, self.right = left, right
        self.first, self.last = first, last
        self.column = column
        self.middle = middle
        self.source = source
        self.shaded = shaded

    def moved(self, first: int, last: int, column: Column) -> CellBox:
        """The same cell over other rows and with other content."""
        return CellBox(self.left, self.right, first, last, column, self.middle, self.source, self.shaded)


class Padding:
    """Space between a cell's border and its text; `both` is that above and below, with the `border` itself."""

    __slots__ = ("across", "both", "down")

    def __init__(self, across: float, down: float, border: float = 0.0) -> None:
        self.across, self.down = across, down
        self.both = 2 * down + border


class RowGroup:
    """A brick of one row or of several that merged cells tie together."""

    __slots__ = (
        *("_borders", "_cells", "_least", "_padding", "_tops"),
        *("after", "before", "fresh", "header", "height", "keep", "spare"),
    )

    def __init__(
        self, cells: Sequence[CellBox], rows: int, least: float, padding: Padding, borders: bool, edge: float = 0.0
    ) -> None:
        """`edge` is what the line above the first row of a table takes."""
        self._cells, self._least, self._padding, self._borders = cells, least, padding, borders
        self._tops = row_tops(cells, rows, least, padding.both, edge)
        self.height = self._tops[-1]
        self.before = self.after = self.spare = 0.0
        self.keep = self.fresh = False
        self.header: Header | None = None

    def put(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw borders and contents of all cells."""
        across, down, tops = self._padding.across, self._padding.down, self._tops
        for cell in self._cells:
            top, bottom = y + tops[cell.first], y + tops[cell.last]
            if cell.shaded:
                sheet.shade(x + cell.left, top, x + cell.right, bottom)
            if self._borders:
                sheet.frame(x + cell.left, top, x + cell.right, bottom)
            if cell.source:
                sheet.spot(x + cell.left, top, cell.right - cell.left, bottom - top, cell.source)
            free = bottom - top - 2 * down - cell.column.height
            cell.column.put(sheet, x + cell.left + across, top + down + (free / 2 if cell.middle else 0.0))

    def split(self, space: float) -> tuple[Brick, Brick] | None:
        """Cut between two rows; through the lines of a row where that would leave most of `space` empty."""
        whole = bisect_right(self._tops, space + TOLERANCE) - 1
        if not 0 <= whole < len(self._tops) - 1:
            return None
        if self._tops[whole] < space * WELL_FILLED and space - self._tops[whole] >= self._least:
            halves = self._halves(whole, whole + 1, space)
            if halves is not None:
                return halves
        return self._halves(whole, whole, self._tops[whole]) if whole else None

    def _halves(self, whole: int, kept: int, space: float) -> tuple[Brick, Brick] | None:
        """What of the first `kept` rows fits into `space`, and the rest from row `whole` on; None if nothing is cut."""
        upper: list[CellBox] = []
        lower: list[CellBox] = []
        cut = kept == whole
        for cell in self._cells:
            if cell.first >= kept:
                lower.append(cell.moved(cell.first - whole, cell.last - whole, cell.column))
                continue
            head = cell.column
            if cell.last > whole:
                head, tail = cell.column.cut(space - self._tops[cell.first] - self._padding.both)
                lower.append(cell.moved(max(cell.first - whole, 0), cell.last - whole, tail))
                cut = cut or bool(head)
            upper.append(cell.moved(cell.first, min(cell.last, kept), head))
        if not cut:
            return None
        first = self._part(upper, kept)
        second = self._part(lower, len(self._tops) - 1 - whole)
        first.before, second.after, second.keep = self.before, self.after, self.keep
        second.header = first.header = self.header
        return first, second

    def _part(self, cells: Sequence[CellBox], rows: int) -> RowGroup:
        return RowGroup(cells, rows, self._least, self._padding, self._borders)


def row_tops(cells: Sequence[CellBox], rows: int, least: float, padding: float, edge: float = 0.0) -> list[float]:
    """The upper edge of each row and the lower one of the last; merged cells stretch their rows evenly."""
    heights = [least] * rows
    merged = []
    for cell in cells:
        if cell.last - cell.first > 1:
            merged.append(cell)
        else:
            heights[cell.first] = max(heights[cell.first], cell.column.height + padding)
    for cell in sorted(merged, key=lambda box: box.last - box.first):
        lacking = cell.column.height + padding - sum(heights[cell.first : cell.last])
        if lacking > 0:
            share = lacking / (cell.last - cell.first)
            for row in range(cell.first, cell.last):
                heights[row] += share
    tops = [edge]
    for height in heights:
        tops.append(tops[-1] + height)
    return tops
