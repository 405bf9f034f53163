"""Captions numbered by the program through the whole document, where a form or the person asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..captions import PICTURE, TABLE, kind_of, named
from ..tree import Block, Paragraph


class Counted(NamedTuple):
    """How many captions of tables and of pictures stand before."""

    tables: int = 0
    pictures: int = 0


def numbered(blocks: Iterable[Block], before: Counted) -> tuple[list[Block], Counted]:
    """The blocks with their captions numbered on from `before`, and how many there are up to the end.

    A caption is a paragraph of that style; it stands above its table and below its picture.
    """
    found = list(blocks)
    counts = {TABLE: before.tables, PICTURE: before.pictures}
    for index, block in enumerate(found):
        if not isinstance(block, Paragraph) or block.style != "caption" or not block.text.strip():
            continue
        kind = kind_of(found, index)
        if kind:
            counts[kind] += 1
            found[index] = named(block, kind, counts[kind])
    return found, Counted(counts[TABLE], counts[PICTURE])
