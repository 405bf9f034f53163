"""Bricks: what stands one under another in a column – lines, pictures, row groups – and columns of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from shnor_desktop.ui.paper.pages import Area, Link, PictureItem, TextItem
from shnor_desktop.ui.paper.sheet import Sheet

TOLERANCE = 0.01
"""Sums of floats that should be equal differ by less than this."""


class Brick(Protocol):
    """A thing of known height that can be put on a sheet and perhaps be divided."""

    height: float
    spare: float  # the foot of its height: nothing stands there, it need not fit on the page
    before: float  # space wanted above and below; between two bricks the larger counts
    after: float
    keep: bool  # stays on one page with the brick that follows
    fresh: bool  # begins a new page
    header: Header | None  # what is repeated above it when it comes first on a page

    def put(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it with its upper left corner at (x, y)."""

    def split(self, space: float) -> tuple[Brick, Brick] | None:
        """Two bricks, the first no higher than `space`; None when nothing of it fits or it cannot be divided."""


class Header:
    """The rows of a table that are repeated on each of its pages."""

    __slots__ = ("bricks", "height")

    def __init__(self, bricks: Sequence[Brick]) -> None:
        self.bricks = tuple(bricks)
        self.height = sum(brick.height for brick in self.bricks)


class Line:
    """A line of text or a picture; `heading` says which heading it begins.

    In the contents `link` says which heading a line names, `entry` that the heading's page number ends it.
    `source` is where its text comes from, `width` the room of its paragraph.
    """

    __slots__ = (
        *("height", "texts", "pictures", "width", "source", "heading", "link", "entry"),
        *("after", "before", "fresh", "header", "keep", "spare"),
    )

    def __init__(
        self,
        height: float,
        texts: tuple[TextItem, ...] = (),
        pictures: tuple[PictureItem, ...] = (),
        spare: float = 0.0,
    ) -> None:
        self.height, self.spare = height, spare
        self.texts = texts
        self.pictures = pictures
        self.before = self.after = 0.0
        self.keep = self.fresh = False
        self.header: Header | None = None
        self.heading = self.link = self.entry = -1
        self.width, self.source = 0.0, ""

    def put(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw the line."""
        add = sheet.texts.append
        for left, base, text, look, width, stretch, squeeze in self.texts:
            add(TextItem(left + x, base + y, text, look, width, stretch, squeeze))
            if look.link:
                area = Area(left + x, y, width, self.height - self.spare)
                sheet.links.append(Link(area, address=look.link))
        for picture in self.pictures:
            sheet.pictures.append(picture._replace(x=picture.x + x, y=picture.y + y))
        if self.heading >= 0:
            sheet.headings.append((self.heading, y))
        if self.source:
            sheet.spot(x, y, self.width, self.height, self.source)
        if self.link >= 0:
            sheet.links.append(Link(Area(x, y, self.width, self.height), self.link))
        if self.entry >= 0:
            sheet.entries.append((len(sheet.texts) - 1, self.entry))

    def split(self, space: float) -> tuple[Brick, Brick] | None:
        """A line is never divided."""
        return None


class Column:
    """Bricks one under another, or a stretch of them; the space above the first and below the last is a part of it."""

    __slots__ = ("_bricks", "_start", "_stop", "_tops", "height")

    def __init__(self, bricks: Sequence[Brick]) -> None:
        tops: list[float] = []
        y = after = 0.0
        for brick in bricks:
            y += max(after, brick.before)
            tops.append(y)
            y += brick.height
            after = brick.after
        self._bricks, self._tops = bricks, tops
        self._start, self._stop = 0, len(tops)
        self.height = y + after

    def __bool__(self) -> bool:
        return self._stop > self._start

    def put(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw all bricks."""
        if self._stop > self._start:
            y -= self._edge()
            for index in range(self._start, self._stop):
                self._bricks[index].put(sheet, x, y + self._tops[index])

    def _part(self, start: int, stop: int) -> Column:
        part = Column.__new__(Column)
        part._bricks, part._tops, part._start, part._stop = self._bricks, self._tops, start, stop
        part.height = 0.0
        if stop > start:
            last = self._bricks[stop - 1]
            part.height = self._tops[stop - 1] + last.height - part._edge()
            if stop == len(self._bricks):
                part.height += last.after
        return part

    def _edge(self) -> float:
        """Where it begins: below a cut without the space above its first brick."""
        return self._tops[self._start] if self._start else 0.0

    def cut(self, space: float) -> tuple[Column, Column]:
        """What fits into `space` and the rest; a brick that is taller than it is divided where it can be."""
        if not self or self.height <= space + TOLERANCE:
            return self, self._part(self._stop, self._stop)
        limit = space + TOLERANCE + self._edge()
        stop = bisect_right(self._tops, limit, self._start, self._stop)
        while stop > self._start and self._tops[stop - 1] + self._bricks[stop - 1].height > limit:
            stop -= 1
        kept = stop
        while self._start < kept < self._stop and self._bricks[kept - 1].keep:  # the last is kept with nothing
            kept -= 1
        if kept == self._start:
            return self._divide(stop, limit)
        head = self._part(self._start, kept)
        head.height = min(head.height, space)  # the space below its last brick need not fit
        return head, self._part(kept, self._stop)

    def _divide(self, stop: int, limit: float) -> tuple[Column, Column]:
        """Cut at `stop`, through the brick there if possible: nothing above it may be parted from it."""
        halves = self._bricks[stop].split(limit - TOLERANCE - self._tops[stop])
        if halves is None:
            return self._part(self._start, stop), self._part(stop, self._stop)
        head = Column([*self._bricks[self._start : stop], halves[0]])
        return head, Column([halves[1], *self._bricks[stop + 1 : self._stop]])
