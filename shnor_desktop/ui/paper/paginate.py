"""The one paginator: a document tree becomes pages, the same for preview, print, PDF and page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from shnor_desktop.services.documents.headings import headings_of
from shnor_desktop.services.documents.page_layout import PageLayout
from shnor_desktop.services.documents.styles import PAGE_NUMBER_TOP_MM
from shnor_desktop.services.documents.tree import Document, Heading, Table
from shnor_desktop.services.jobs import Progress, no_progress
from shnor_desktop.ui.paper.bricks import TOLERANCE, Brick
from shnor_desktop.ui.paper.contents import fill_numbers
from shnor_desktop.ui.paper.flow import Flow
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.memory import Memory
from shnor_desktop.ui.paper.pages import Area, Goal, Pages, TextItem, mm, text_area
from shnor_desktop.ui.paper.paragraphs import look_of
from shnor_desktop.ui.paper.sheet import Sheet
from shnor_desktop.ui.paper.tables import Room

WORTH_STARTING = 0.1
"""What is taller than a page begins on the current one if at least this share of it is free."""


def layout_document(document: Document, *, progress: Progress = no_progress, memory: Memory | None = None) -> Pages:
    """Lay a document out on pages; needs a QGuiApplication and may run in any thread.

    A document without content is one blank page. With a memory, blocks that were laid out the last time are taken
    from it: the very same blocks, not equal ones, for those may come from elsewhere.
    """
    memory = memory or Memory()
    layout = document.layout
    memory.turn(layout)
    fonts = memory.fonts
    headings = headings_of(document.blocks())
    flow = Flow(memory, document.media, headings, _ticker(document, progress))
    sheets: list[Sheet] = []
    for part in document.parts:
        area = text_area(part.landscape, layout)
        room = Room(area.width, area.height, layout.table_letters, wider=layout.wider)
        bricks = flow.bricks(part.blocks, room)
        if bricks:
            sheets += _Pile(area, part.landscape).lay(bricks)
    if not sheets:
        sheets.append(Sheet(bool(document.parts) and document.parts[0].landscape))
    goals = _goals(headings, sheets)
    for sheet in sheets:
        fill_numbers(sheet.texts, sheet.entries, [goal.page for goal in goals], fonts)
    pages = tuple(sheet.page(_number(index, sheet, fonts, layout)) for index, sheet in enumerate(sheets, 1))
    progress(1.0)
    return Pages(pages, goals, document.title, document.media)


def _goals(headings: Sequence[Heading], sheets: Sequence[Sheet]) -> tuple[Goal, ...]:
    """Where each heading stands; one in a repeated table header counts where it stands first."""
    places: dict[int, tuple[int, float]] = {}
    for number, sheet in enumerate(sheets, 1):
        for index, top in sheet.headings:
            places.setdefault(index, (number, top))
    return tuple(Goal(heading.level, heading.listed_text, *places[index]) for index, heading in enumerate(headings))


def _ticker(document: Document, progress: Progress) -> Callable[[], None]:
    """Counts blocks and table rows as they are laid out and reports the share done."""
    total = sum(1 + (len(block.rows) if isinstance(block, Table) else 0) for block in document.blocks())
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        progress(done / (total + 1))

    return tick


def _number(index: int, sheet: Sheet, fonts: FontBook, layout: PageLayout) -> TextItem | None:
    """The page number: top centre between the margins, from page 2."""
    if index == 1:
        return None
    look = look_of(layout.styles["body"])
    area = text_area(sheet.landscape, layout)
    width = fonts.width(str(index), look)
    baseline = mm(PAGE_NUMBER_TOP_MM) + fonts.line(look).ascent
    return TextItem(area.left + (area.width - width) / 2, baseline, str(index), look, width)


class _Pile:
    """Stacks the bricks of one part on sheets."""

    def __init__(self, area: Area, landscape: bool) -> None:
        self._area, self._landscape = area, landscape
        self._sheets: list[Sheet] = []
        self._y = self._after = 0.0
        self._empty = self._begun = False

    def lay(self, bricks: Sequence[Brick]) -> list[Sheet]:
        """The sheets that hold all of the bricks."""
        self._turn(None, begun=True)
        for chain in _chains(bricks):
            if chain[0].fresh and not self._empty:
                self._turn(None, begun=True)
            if not self._fits(chain):
                if self._fits_fresh(chain):
                    self._turn(chain[0])
                else:
                    self._pour(chain)
                    continue
            for brick in chain:
                self._put(brick)
        return self._sheets

    def _turn(self, first: Brick | None, begun: bool = False) -> None:
        """Begin a page; `first` will stand on it under its repeated header; `begun` keeps the space above the first."""
        self._sheets.append(Sheet(self._landscape))
        self._y, self._after, self._empty, self._begun = self._area.top, 0.0, True, begun
        if first is not None and first.header is not None:
            for brick in first.header.bricks:
                brick.put(self._sheets[-1], self._area.left, self._y)
                self._y += brick.height

    def _gap(self, brick: Brick) -> float:
        if self._empty:
            return brick.before if self._begun else 0.0
        return max(self._after, brick.before)

    def _put(self, brick: Brick) -> None:
        self._y += self._gap(brick)
        brick.put(self._sheets[-1], self._area.left, self._y)
        self._y += brick.height
        self._after, self._empty = brick.after, False

    def _fits(self, chain: Sequence[Brick]) -> bool:
        """Whether a chain fits on what is left of the page."""
        return self._y + self._gap(chain[0]) + _height(chain) - chain[-1].spare <= self._area.bottom + TOLERANCE

    def _fits_fresh(self, chain: Sequence[Brick]) -> bool:
        """Whether a chain would fit on a page of its own."""
        return _height(chain) - chain[-1].spare <= self._fresh_room(chain[0]) + TOLERANCE

    def _fresh_room(self, brick: Brick) -> float:
        return self._area.height - (brick.header.height if brick.header else 0.0)

    def _pour(self, chain: Sequence[Brick]) -> None:
        """Lay a chain that is taller than a page, breaking where it must."""
        if not self._empty and self._area.bottom - self._y < self._area.height * WORTH_STARTING:
            self._turn(chain[0])
        for brick in chain:
            self._pour_brick(brick)

    def _pour_brick(self, brick: Brick) -> None:
        while not self._fits((brick,)):
            halves = None
            if brick.height > self._fresh_room(brick):
                halves = brick.split(self._area.bottom - self._y - self._gap(brick))
            if halves is not None:
                self._put(halves[0])
                brick = halves[1]
            elif self._empty:
                break  # nothing more can be done: taller than a page and of one piece
            self._turn(brick)
        self._put(brick)


def _chains(bricks: Sequence[Brick]) -> Iterator[Sequence[Brick]]:
    """Bricks that stay together, up to one that may be parted from the next or that begins a page."""
    start = 0
    for index, brick in enumerate(bricks, 1):
        if not brick.keep or index == len(bricks) or bricks[index].fresh:
            yield bricks[start:index]
            start = index


def _height(chain: Sequence[Brick]) -> float:
    """The height of a chain without the space around it."""
    gaps = sum(max(above.after, below.before) for above, below in zip(chain, chain[1:], strict=False))
    return gaps + sum(brick.height for brick in chain)
