"""Blocks in reading order: the walk over a body, cell, text box, header or note."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_desktop.services.documents.docx_reader.assembly import blocks_of
from shnor_desktop.services.documents.docx_reader.context import MAX_DEPTH, Story
from shnor_desktop.services.documents.docx_reader.inline import InlineReader
from shnor_desktop.services.documents.docx_reader.names import (
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SECT_PR,
    TBL,
    VAL,
    Element,
    M,
    P,
    R,
    W,
)
from shnor_desktop.services.documents.docx_reader.pieces import Pieces
from shnor_desktop.services.documents.docx_reader.properties import Properties
from shnor_desktop.services.documents.docx_reader.tables import read_table
from shnor_desktop.services.documents.docx_reader.wrappers import GONE, inside
from shnor_desktop.services.documents.tree import Block, Contents, Heading, PageBreak, Paragraph, paragraph

_GALLERY = f"{SDT_PR}/{W}docPartObj/{W}docPartGallery"
_CONTENTS_WORDS = frozenset({"содержание", "оглавление"})


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """Where a section of the body ends: before which block, and its properties."""

    place: int
    properties: Element


def read_blocks(story: Story, container: Element, depth: int, in_cell: bool) -> list[Block]:
    """The blocks inside a cell, text box, header or note."""
    return Flow(story, depth, in_cell).read(container)


class Flow:
    """Gathers blocks; `depth` 0 is the body, the only place that has sections and page breaks."""

    def __init__(self, story: Story, depth: int = 0, in_cell: bool = False) -> None:
        self._story = story
        self._depth = depth
        self._in_cell = in_cell
        self._blocks: list[Block] = []
        self._waiting: tuple[Pieces, Properties] | None = None
        self._cut_inside = False  # the paragraph above ends with a page break, so a new page begins anyway
        self.sections: list[SectionEnd] = []

    def read(self, container: Element) -> list[Block]:
        """All blocks of the container."""
        if self._depth >= MAX_DEPTH:
            for element in container.iter(P):
                self._paragraph(element)
        else:
            self._children(container)
        self._finish_waiting()
        return self._blocks

    def _children(self, container: Element) -> None:
        for child in container:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._table(child)
            elif tag == SECT_PR:
                self._end_section(child)
            elif tag == SDT and self._is_contents(child):
                self._contents_control(child)
            elif tag == W + "altChunk":
                self._foreign_chunk(child)
            elif tag == M + "oMathPara":
                self._paragraph(container, equation=child)
            elif tag not in GONE:
                content = inside(child)
                if content is not None:
                    self._children(content)

    def _paragraph(self, element: Element, equation: Element | None = None) -> None:
        source = self._story.source
        properties = source.properties.read(element)
        pieces = self._waiting[0] if self._waiting else Pieces()
        self._waiting = None
        if properties.page_break_before and self._depth == 0:
            self._break_before()
        item = None
        if properties.list_id and not properties.mark_deleted:
            item = source.numbering.item(properties.list_id, properties.level, properties.style.style_id)
        InlineReader(self._story, pieces, properties.style, self._depth, self._in_cell).read(
            element if equation is None else [equation]
        )
        if properties.mark_deleted and properties.section is None:
            self._waiting = (pieces, properties)
            return
        self._add(blocks_of(pieces, properties, item, source, self._in_cell, self._depth == 0))
        if properties.section is not None:
            self._end_section(properties.section)

    def _finish_waiting(self) -> None:
        """A paragraph whose mark is deleted but has no paragraph after it stays one of its own."""
        if self._waiting:
            pieces, properties = self._waiting
            self._waiting = None
            self._add(blocks_of(pieces, properties, None, self._story.source, self._in_cell, self._depth == 0))

    def _table(self, element: Element) -> None:
        self._finish_waiting()
        table = read_table(self._story, element, self._depth)
        if table is not None:
            self._add([table])

    def _add(self, blocks: list[Block]) -> None:
        self._cut_inside = bool(blocks) and isinstance(blocks[-1], PageBreak)
        for block in blocks:
            if isinstance(block, Contents):
                self._add_contents(block)
            else:
                self._blocks.append(block)

    def _add_contents(self, block: Contents) -> None:
        """One block for a table of contents, its title taken from the line before it."""
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, Contents):
            return
        if isinstance(last, Paragraph | Heading):
            titled = isinstance(last, Paragraph) and last.style == "contents_title"
            if titled or last.text.strip().casefold() in _CONTENTS_WORDS:
                self._blocks.pop()
                block = Contents(_one_line(last.text))
        self._blocks.append(block)

    def _is_contents(self, control: Element) -> bool:
        gallery = control.find(_GALLERY)
        return gallery is not None and gallery.get(VAL, "").casefold() == "table of contents"

    def _contents_control(self, control: Element) -> None:
        """A content control with a table of contents: its first line is the title, its generated lines go."""
        self._finish_waiting()
        start = len(self._blocks)
        content = control.find(SDT_CONTENT)
        if content is not None:
            self._children(content)
            self._finish_waiting()
        # The title before the control may have been taken already, so the block may stand one place earlier.
        found = next((i for i in range(max(start - 1, 0), len(self._blocks)) if self._is_contents_at(i)), None)
        if found is None:
            lines = [block.text for block in self._blocks[start:] if isinstance(block, Paragraph | Heading)]
            del self._blocks[start:]
            self._add_contents(Contents(_one_line(lines[0])) if lines else Contents())
        elif found == start + 1 and self._blocks[found] == Contents():
            title = self._blocks[start]
            if isinstance(title, Paragraph | Heading):
                self._blocks[start : found + 1] = [Contents(_one_line(title.text))]
        self.sections = [SectionEnd(min(one.place, len(self._blocks)), one.properties) for one in self.sections]

    def _is_contents_at(self, place: int) -> bool:
        return isinstance(self._blocks[place], Contents)

    def _break_before(self) -> None:
        """The page break of a paragraph's own, unless a new page begins here anyway."""
        self._finish_waiting()
        fresh = self._cut_inside or (self.sections and self.sections[-1].place == len(self._blocks))
        if self._blocks and not fresh:
            self._blocks.append(PageBreak())

    def _end_section(self, properties: Element) -> None:
        self._finish_waiting()
        if self._depth == 0:
            self.sections.append(SectionEnd(len(self._blocks), properties))

    def _foreign_chunk(self, element: Element) -> None:
        """Another document put in whole: it is named, so that nobody takes the text for complete."""
        relation = self._story.part.relations.get(element.get(R + "id", ""))
        if relation:
            self._blocks.append(paragraph(f"[вставленный документ: {relation.target}]"))


def _one_line(text: str) -> str:
    return " ".join(text.split())
