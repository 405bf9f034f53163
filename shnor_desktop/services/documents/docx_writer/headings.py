"""The bookmarks by which the contents of a document find its headings."""

from __future__ import annotations

from shnor_desktop.services.documents.headings import headings_and_contents, is_listed
from shnor_desktop.services.documents.tree import Document, Heading


def entered(heading: Heading) -> bool:
    """Whether contents name a heading otherwise than it reads: an appendix, with its mark before the title."""
    return bool(heading.mark) and heading.level == 1 and is_listed(heading)


class HeadingMarks:
    """Gives every heading that the contents list a bookmark; without contents there are none."""

    def __init__(self, document: Document) -> None:
        marked = list(headings_and_contents(document.blocks()))
        headings = [block for block in marked if isinstance(block, Heading)]
        wanted = len(headings) < len(marked)
        self.listed: list[tuple[int, Heading]] = [
            (index, heading) for index, heading in enumerate(headings) if wanted and is_listed(heading)
        ]
        """Index among all headings of the document and heading, for those the contents list."""
        self.lists_marks = any(entered(heading) for _, heading in self.listed)
        """Whether the contents name appendices with their marks."""
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
