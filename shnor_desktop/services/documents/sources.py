"""Where a value of the paper comes from: the section whose page holds it and the place there, «12/activity:5:period».

The place is in the words of findings and searches; section 0 is the title page. Empty: the form's own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from shnor_desktop.services.documents.tree import Block, Heading, Paragraph, ResultTable, Row, Table

TITLE_PAGE = 0
"""The section id of what stands on the title page."""


class Source(NamedTuple):
    """A section's id and a place of its page."""

    section_id: int
    place: str


def source_of(section_id: int, place: str) -> str:
    """The source in the one form in which nodes carry it."""
    return f"{section_id}/{place}"


def parse_source(text: str) -> Source | None:
    """Read a source; None for a node that has none."""
    section, mark, place = text.partition("/")
    return Source(int(section), place) if mark and section.isdecimal() else None


def sourced(blocks: Sequence[Block], source: str) -> list[Block]:
    """The blocks of a text, each paragraph with its number among those that say something («…:body:3»)."""
    counter = count()
    named: list[Block] = []
    last = f"{source}:0"  # a table of results says nothing of its own here: a click on it leads to what stands above
    for block in blocks:
        made = replace(block, source=last) if isinstance(block, ResultTable) else _sourced(block, source, counter)
        last = _last_source(made) or last
        named.append(made)
    return named


def _last_source(block: Block) -> str:
    return block.source if isinstance(block, Paragraph | Heading) else ""


def _sourced(block: Block, source: str, counter: Iterator[int]) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=tuple([_sourced_row(row, source, counter) for row in block.rows]))
    if isinstance(block, Paragraph | Heading) and block.text.strip():
        return replace(block, source=f"{source}:{next(counter)}")
    return block


def _sourced_row(row: Row, source: str, counter: Iterator[int]) -> Row:
    cells = [
        replace(cell, blocks=tuple([_sourced(block, source, counter) for block in cell.blocks])) for cell in row.cells
    ]
    return replace(row, cells=tuple(cells))
