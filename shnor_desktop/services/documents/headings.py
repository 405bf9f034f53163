"""The headings of a document in reading order, and which of them its contents list: the same for every writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shnor_desktop.services.documents.tree import Block, Contents, Document, Heading, Paragraph, Table

CONTENTS_DEPTH = 2
"""The contents list headings of levels 1 and 2."""


def headings_and_contents(blocks: Iterable[Block]) -> Iterator[Heading | Contents]:
    """Headings and tables of contents in reading order, cells of tables included."""
    for block in blocks:
        if isinstance(block, Heading | Contents):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    if len(cell.blocks) != 1 or type(cell.blocks[0]) is not Paragraph:  # as nearly all cells are
                        yield from headings_and_contents(cell.blocks)


def counts_pages(document: Document) -> bool:
    """Whether a document has contents that show page numbers."""
    return any(isinstance(one, Contents) for one in headings_and_contents(document.blocks()))


def headings_of(blocks: Iterable[Block]) -> list[Heading]:
    """All headings in reading order, those in table cells included."""
    return [block for block in headings_and_contents(blocks) if isinstance(block, Heading)]


def is_listed(heading: Heading) -> bool:
    """Whether the contents list a heading."""
    return heading.level <= CONTENTS_DEPTH and bool(heading.full_text)
