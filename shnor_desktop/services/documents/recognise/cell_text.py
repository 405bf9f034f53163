"""A cell of a table that becomes data, as plain text: what a list and a hyperlink say besides their words is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ..list_numbers import ListNumbers, marker_text
from ..tree import Block, Cell, Heading, Paragraph, Run, Table

_SCHEME = re.compile(r"^(?:mailto:|https?://(?:www\.)?)", re.IGNORECASE)


def cell_text(cell: Cell, numbers: ListNumbers) -> str:
    """The paragraphs of a cell, one a line: «1) план», «приказ (https://…)».

    `numbers` counts the lists of the whole table. A bullet before the only paragraph of a cell says nothing.
    """
    lines = list(_lines(cell.blocks, numbers))
    if len(lines) == 1 and isinstance(block := cell.blocks[0], Paragraph) and block.list == "bullet":
        lines = [with_addresses(block.runs)]
    return "\n".join(lines).strip()


def with_addresses(runs: tuple[Run, ...]) -> str:
    """The text of runs with the address of each hyperlink behind its words, unless they are the address."""
    text = ""
    for link, group in groupby(runs, lambda run: run.link):
        words = "".join(run.text for run in group)
        address = bare_address(link)
        if address and words.strip() and address not in words:
            space = words[len(words.rstrip()) :]
            words = f"{words.rstrip()} ({link}){space}"
        text += words
    return text


def bare_address(link: str) -> str:
    """The telling part of an address, empty for a place in the document itself: «https://a.ru/» → «a.ru»."""
    return "" if link.startswith("#") else _SCHEME.sub("", link).rstrip("/")


def _lines(blocks: tuple[Block, ...], numbers: ListNumbers) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            text = with_addresses(block.runs)
            marker = marker_text(numbers.item(block)) if block.list else ""
            yield f"{marker} {text}" if marker and text.strip() else text
        elif isinstance(block, Heading):
            yield f"{block.number} {with_addresses(block.runs)}".strip()
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _lines(cell.blocks, numbers)
