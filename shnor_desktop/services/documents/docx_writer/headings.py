"""The headings of a document in reading order, and the bookmarks by which the contents find them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shnor_desktop.services.documents.tree import Block, Contents, Document, Heading, Paragraph, Table

CONTENTS_DEPTH = 2
"""The contents list headings of levels 1 and 2."""


def _marked(blocks: Iterable[Block]) -> Iterator[Heading | Contents]:
    """Headings and tables of contents in reading order, cells of tables included."""
    for block in blocks:
        if isinstance(block, Heading | Contents):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    if len(cell.blocks) != 1 or type(cell.blocks[0]) is not Paragraph:  # as nearly all cells are
                        yield from _marked(cell.blocks)


class HeadingMarks:
    """Gives every heading that the contents list a bookmark; without contents there are none."""

    def __init__(self, document: Document) -> None:
        marked = list(_marked(document.blocks()))
        headings = [block for block in marked if isinstance(block, Heading)]
        wanted = len(headings) < len(marked)
        self.listed: list[tuple[int, Heading]] = [
            (index, heading)
            for index, heading in enumerate(headings)
            if wanted and heading.level <= CONTENTS_DEPTH and heading.full_text
        ]
        """Index among all headings of the document and heading, for those the contents list."""
        self._indexes = {index for index, _ in self.listed}
        self._next = 0

    @staticmethod
    def name(index: int) -> str:
        """The bookmark of the heading with that index; Word makes such names itself."""
        return f"_Toc{510_000_000 + index}"

    def wrap(self, content: str) -> str:
        """The content of the next heading in reading order, inside its bookmark when it has one."""
        index = self._next
        self._next += 1
        if index not in self._indexes:
            return content
        start = f'<w:bookmarkStart w:id="{index}" w:name="{self.name(index)}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{index}"/>'
