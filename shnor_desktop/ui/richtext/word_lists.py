"""Lists as Word puts them on the clipboard: paragraphs that begin with their number or sign, one after another.

Qt forgets what only Word understands, so the list's level and the bounds of its sign are written into the text by
characters that no text has, and taken out again when the paragraph is read.
"""

from __future__ import annotations

import dataclasses
import re

from ...services.documents.list_numbers import DEEPEST_LEVEL, marker_of
from ...services.documents.number_formats import in_format
from ...services.documents.tree import Block, Paragraph

_LEVEL, _BEGIN, _END = "\ue000", "\ue001", "\ue002"

_ITEM = re.compile(r"<p\b[^>]*\bmso-list:\s*l\d+\s+level(?P<level>\d)\b[^>]*>", re.IGNORECASE)
_SIGN = re.compile(r"<!(?:--)?\[if !supportLists\](?:--)?>(.*?)<!(?:--)?\[endif\](?:--)?>", re.DOTALL | re.IGNORECASE)
_READ = re.compile(rf"\s*{_LEVEL}(\d)\s*(?:{_BEGIN}(.*?){_END}\s*)?", re.DOTALL)
_NUMBER = re.compile(r"\(?(?P<sign>\d{1,3}|[ivxlc]{1,5}|[a-zа-я])[.)]", re.IGNORECASE)
_LONGEST_SIGN = 2
"""Letters of a sign that is no number: Word shows ticks and arrows by letters of its fonts of signs («ü», «Ø», «o»)."""

_LAST = 400
"""The number up to which an item's own number is looked for."""


def mark_lists(html: str) -> str:
    """The page with the level of each item and the bounds of its sign written into the text."""
    marked = _SIGN.sub(rf"{_BEGIN}\1{_END}", html)
    return _ITEM.sub(rf"\g<0>{_LEVEL}\g<level>", marked)


def unmarked(text: str) -> str:
    """The text without what marked a list in it."""
    text = re.sub(rf"\s*{_END}\s*", " ", text)
    return re.sub(rf"{_LEVEL}\d\s*|{_BEGIN}", "", text)


def item_of(text: str) -> tuple[Paragraph, int] | None:
    """The item that a marked text begins, without its words, and how much of the text told so; None for other texts."""
    found = _READ.match(text)
    if found is None or found[2] is None:
        return None
    level = min(max(int(found[1]) - 1, 0), DEEPEST_LEVEL)
    sign = " ".join(found[2].split())
    number = _NUMBER.fullmatch(sign)
    if number is not None and (value := _value(sign, number["sign"])):
        kind = marker_of(sign).kind
        look = sign.replace(number["sign"], in_format(1, kind))
        return Paragraph(list="number", level=level, start=value, marker=look), found.end()
    if len(sign) <= _LONGEST_SIGN and not any(char.isdigit() for char in sign):
        return Paragraph(list="bullet", level=level), found.end()
    return None


def _value(sign: str, number: str) -> int:
    """Which number a sign is; 0 when nobody can tell."""
    kind = marker_of(sign).kind
    return next((value for value in range(1, _LAST) if in_format(value, kind) == number), 0)


class Counting:
    """Tells the items that go on with the list above them from those that begin another."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[int, str]] = {}

    def settled(self, block: Block) -> Block:
        """The item, told to begin a list only where its number does not follow."""
        if not isinstance(block, Paragraph) or not block.list:
            return block
        for deeper in [level for level in self._open if level > block.level]:
            del self._open[deeper]
        if block.list != "number" or not block.marker:
            return block
        follows = self._open.get(block.level) == (block.start - 1, block.marker)
        self._open[block.level] = (block.start, block.marker)
        return dataclasses.replace(block, start=0, marker="") if follows else block
