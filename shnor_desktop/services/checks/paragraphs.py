"""The paragraphs of a programme's texts with the places that lead to them, for rules that read what is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..documents.tree import Block, Heading, Paragraph, Table
from ..documents.tree_json import load_blocks
from ..field_names import SLOT_NAMES
from ..queries import SectionData


class Told(NamedTuple):
    """A paragraph: what the person calls its text, the paragraph itself, and its place without the words sought.

    `stretches` are its texts of one look each.
    """

    spot: str
    text: str
    place: str
    stretches: tuple[str, ...] = ()


def paragraphs_of(section: SectionData) -> Iterator[Told]:
    """Every paragraph that says something, in the texts and the passport of a section."""
    for slot, blocks in section.texts.items():
        yield from _told("" if slot == "body" else SLOT_NAMES.get(slot, ""), blocks, f"section_text:{slot}")
    for row in section.passport:
        yield from _told(row.label, load_blocks(row.body), f"passport_row:{row.id}")


def _told(spot: str, blocks: tuple[Block, ...], place: str) -> Iterator[Told]:
    said = (block for block in worded(blocks) if block.text.strip())
    for n, block in enumerate(said):
        yield Told(spot, block.text, f"{place}:{n}", tuple(run.text for run in block.runs))


def worded(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Heading]:
    """The paragraphs and headings in reading order, cells of tables included."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from worded(cell.blocks)
