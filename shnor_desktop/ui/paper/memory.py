"""What one layout leaves for the next: letters' sizes, cells and blocks that are laid out, for a preview that is live.

Belongs to the thread in which it is used. What two layouts in a row did not need is forgotten.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar

from shnor_desktop.services.documents.list_numbers import ListItem, ListNumbers, marker_text
from shnor_desktop.services.documents.page_layout import USUAL, PageLayout
from shnor_desktop.services.documents.tree import Block, Paragraph
from shnor_desktop.ui.paper.bricks import Brick, Column
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.measure import TextSetter

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by key; those that were not asked for between two turns go."""

    def __init__(self) -> None:
        self._now: dict[Hashable, T] = {}
        self._before: dict[Hashable, T] = {}

    def __len__(self) -> int:
        return len(self._now) + len(self._before)

    def get(self, key: Hashable) -> T | None:
        """What is kept, and from now on kept for another turn."""
        value = self._now.get(key)
        if value is None and key in self._before:
            value = self._now[key] = self._before.pop(key)
        return value

    def put(self, key: Hashable, value: T) -> T:
        """Keep a value; it is given back."""
        self._now[key] = value
        return value

    def turn(self) -> None:
        """Another layout begins."""
        self._before, self._now = self._now, {}


class Item(NamedTuple):
    """A list paragraph and how its place was shown."""

    paragraph: Paragraph
    level: int
    marker: str


class Laid(NamedTuple):
    """A block with its bricks; `items` are the list paragraphs in it, which count on from those before it."""

    block: Block  # held here, so that no other one can get its id
    bricks: Sequence[Brick]
    items: tuple[Item, ...] = ()


class Memory:
    """Goes from layout to layout; a fresh one remembers nothing."""

    def __init__(self) -> None:
        self.fonts = FontBook()
        self.setter = TextSetter(self.fonts)
        self.layout = USUAL
        self.columns: Kept[Column] = Kept()
        self.blocks: Kept[Laid] = Kept()

    def turn(self, layout: PageLayout = USUAL) -> None:
        """Another layout begins; on other pages nothing stays as it was."""
        if layout != self.layout:
            self.layout = layout
            self.columns, self.blocks = Kept(), Kept()
        self.columns.turn()
        self.blocks.turn()


class Counting:
    """Counts list items, and can tell which ones it was given since it was asked last."""

    def __init__(self) -> None:
        self._numbers = ListNumbers()
        self._told: list[Item] = []

    def item(self, paragraph: Paragraph) -> ListItem:
        """The place of the next list paragraph."""
        item = self._numbers.item(paragraph)
        self._told.append(Item(paragraph, item.level, marker_text(item)))
        return item

    def told(self) -> tuple[Item, ...]:
        """The items since the last call."""
        told, self._told = tuple(self._told), []
        return told

    def passes(self, items: Sequence[Item]) -> bool:
        """Count these items again; False, and nothing is counted, when one would be shown otherwise than it was."""
        if not items:
            return True
        numbers = self._numbers.copy()
        for paragraph, level, marker in items:
            item = numbers.item(paragraph)
            if item.level != level or marker_text(item) != marker:
                return False
        self._numbers = numbers
        return True
