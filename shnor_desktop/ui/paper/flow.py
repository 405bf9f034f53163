"""Blocks of the document tree as bricks: one method for each kind of node."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from shnor_desktop.services.documents.styles import Style
from shnor_desktop.services.documents.tree import Block, Contents, Heading, PageBreak, Paragraph, Picture, Table
from shnor_desktop.ui.paper.bricks import Brick, Column, Line
from shnor_desktop.ui.paper.contents import contents_lines
from shnor_desktop.ui.paper.memory import Counting, Laid, Memory
from shnor_desktop.ui.paper.pages import POINT, PictureItem, mm
from shnor_desktop.ui.paper.paragraphs import heading_lines, paragraph_lines
from shnor_desktop.ui.paper.pictures import fitted_size
from shnor_desktop.ui.paper.tables import Room, table_groups

PICTURE_SHARE = 0.85
"""A picture takes at most this share of the page's height, so that its heading or caption stays with it."""

PICTURE_SPACE = 4 * POINT


class Flow:
    """Turns the blocks of one document into bricks, in reading order."""

    def __init__(
        self, memory: Memory, media: Mapping[str, bytes], headings: Sequence[Heading], tick: Callable[[], None]
    ) -> None:
        self._memory, self._media, self._headings, self._tick = memory, media, headings, tick
        self._setter = memory.setter
        self._heading = 0  # index of the next heading
        self._lists = Counting()

    def bricks(self, blocks: Sequence[Block], room: Room) -> list[Brick]:
        """The bricks of a part's blocks."""
        result: list[Brick] = []
        fresh = False
        for block in blocks:
            self._tick()
            if isinstance(block, PageBreak):
                fresh = True
                continue
            bricks = self._block(block, room)
            if bricks:
                bricks[0].fresh, fresh = fresh, False
            result += bricks
        return result

    def _block(self, block: Block, room: Room) -> Sequence[Brick]:
        """A block of its own, as it was laid out before when that can be."""
        if isinstance(block, Contents):
            return self._plain(block, room)
        key = (id(block), room)
        laid = self._memory.blocks.get(key)
        if laid is not None and self._lists.passes(laid.items):
            if isinstance(block, Heading) and isinstance(line := laid.bricks[0], Line):
                line.heading, self._heading = self._heading, self._heading + 1
            return laid.bricks
        self._lists.told()
        heading = self._heading
        if isinstance(block, Table):
            bricks: Sequence[Brick] = table_groups(block, room, self._column, self._tick)
        else:
            bricks = self._plain(block, room)
        if isinstance(block, Heading) or heading == self._heading:  # headings in a table have their numbers in it
            self._memory.blocks.put(key, Laid(block, bricks, self._lists.told()))
        return bricks

    def _plain(self, block: Block, room: Room) -> Sequence[Brick]:
        """A block that looks the same on a page and in a cell."""
        if isinstance(block, Paragraph):
            place = self._lists.item(block) if block.list else None
            corner = 0.0 if room.in_cell else room.width / mm(1) - self._memory.layout.corner
            return paragraph_lines(self._setter, block, room.width, place, self._styles(room), corner)
        if isinstance(block, Heading):
            self._heading += 1
            return heading_lines(self._setter, block, room.width, self._heading - 1, self._styles(room))
        if isinstance(block, Picture):
            return [self._picture(block, room)]
        if isinstance(block, Contents):
            return contents_lines(self._setter, block, self._headings, room.width, self._styles(room))
        raise TypeError(f"the page painter does not know {type(block).__name__}")

    def _styles(self, room: Room) -> Mapping[str, Style]:
        return self._memory.layout.styles_at(room.size)

    def _column(self, blocks: tuple[Block, ...], room: Room) -> Column:
        """The content of a table cell; cells of the same text, width and source are laid out once."""
        if not all(isinstance(block, Paragraph) and not block.list for block in blocks):
            return Column(self._cell_bricks(blocks, room))
        key = (blocks, room.width, room.size, blocks[0].source if blocks and isinstance(blocks[0], Paragraph) else "")
        column = self._memory.columns.get(key)
        if column is None:
            column = self._memory.columns.put(key, Column(self._cell_bricks(blocks, room)))
        return column

    def _cell_bricks(self, blocks: Sequence[Block], room: Room) -> list[Brick]:
        result: list[Brick] = []
        for block in blocks:
            if isinstance(block, Table):
                result += table_groups(block, room, self._column, _nothing)
            elif not isinstance(block, PageBreak):  # a page cannot begin within a cell
                result += self._plain(block, room)
        return result

    def _picture(self, picture: Picture, room: Room) -> Line:
        data = self._media.get(picture.name, b"")
        width, height = fitted_size(picture, data, room.width, room.height * PICTURE_SHARE)
        line = Line(height, (), (PictureItem((room.width - width) / 2, 0.0, width, height, picture.name, picture.alt),))
        line.before = line.after = PICTURE_SPACE
        line.keep = picture.keep
        return line


def _nothing() -> None:
    """A table within a cell counts as part of its row."""
