"""Walking through a text of Qt."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextFragment, QTextList, QTextListFormat

_BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The stretches of one look in a text block."""
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def list_kind(found: QTextList | None) -> str:
    """What a list of Qt is in the tree: bullet, number or nothing."""
    if found is None:
        return ""
    return "bullet" if found.format().style() in _BULLETS else "number"
