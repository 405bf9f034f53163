"""A table of contents that somebody typed: the program makes its own, so it is recognised and not kept as text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ..tree import Block, Contents, Document, Heading, PageBreak, Paragraph, Table
from .words import norm

_TITLES = frozenset({"содержание", "оглавление", "содержаниепрограммы"})
_LINE = re.compile(r"\s*\S.*?(?:\t|\.{3,}|…|_{3,}|(?:\. ){3,}|\s{4,})[\s.…_]*\d{1,3}\s*", re.DOTALL)
_LEAST_LINES = 3
_MOST_COLUMNS = 3
_NUMBERS = 0.8
"""So many rows of a table of contents end with a page number; a line without one is a heading over others."""


def without_typed_contents(document: Document) -> Document:
    """The document with typed contents as one block of contents; others stay as they are."""
    parts = [dataclasses.replace(part, blocks=_replaced(part.blocks)) for part in document.parts]
    return dataclasses.replace(document, parts=tuple(parts))


def _replaced(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph | Heading) and norm(block.text) in _TITLES:
            end = _end(blocks, place + 1)
            if end > place + 1:
                title = Contents(" ".join(block.text.split()))
                return (*blocks[:place], title, *blocks[end:])
    return blocks


def _end(blocks: Sequence[Block], start: int) -> int:
    """Behind the last line of the contents that begin here; `start` where none do."""
    place = start
    while place < len(blocks) and _is_blank(blocks[place]):
        place += 1
    if place < len(blocks) and isinstance(block := blocks[place], Table):
        return place + 1 if _lists_pages(block) else start
    lines, end = 0, start
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Paragraph | Heading) and _LINE.fullmatch(block.text):
            lines, end = lines + 1, place + 1
        elif not _is_blank(block) or isinstance(block, PageBreak):
            break
        place += 1
    return end if lines >= _LEAST_LINES else start


def _lists_pages(table: Table) -> bool:
    if not 1 < table.column_count <= _MOST_COLUMNS or len(table.rows) < _LEAST_LINES:
        return False
    last = [row.cells[-1].text.strip() for row in table.rows if row.cells]
    return sum(text.isdecimal() and len(text) < 4 for text in last) >= _NUMBERS * len(table.rows)


def _is_blank(block: Block) -> bool:
    return isinstance(block, PageBreak) or (isinstance(block, Paragraph) and not block.text.strip())
