"""The visitor of the document tree: every kind of block has its way to become Word's XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shnor_desktop.services.documents.docx_writer.contents import contents_markup, entry_markup
from shnor_desktop.services.documents.docx_writer.context import Frame, Writing
from shnor_desktop.services.documents.docx_writer.headings import entered
from shnor_desktop.services.documents.docx_writer.markup import text_markup
from shnor_desktop.services.documents.docx_writer.style_map import JUSTIFICATION, Look
from shnor_desktop.services.documents.docx_writer.tables import table_markup
from shnor_desktop.services.documents.docx_writer.units import twips
from shnor_desktop.services.documents.styles import AFTER_TABLE
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)

_NEW_PAGE = "<w:pageBreakBefore/>"
_KEPT = "<w:keepNext/>"
_GAP_POINTS = 1
_BETWEEN_TABLES = f'<w:spacing w:before="{round((AFTER_TABLE - _GAP_POINTS) * 20)}"/>'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its frame, and what its first and last paragraph carry for the document's sake."""

    frame: Frame
    before: str = ""  # property of the first paragraph: a page break
    below_table: bool = False  # whether it needs the space that a table of Word cannot have
    after: str = ""  # property of the last paragraph: a section's end


class BlockWriter:
    """Writes blocks into `out`, piece by piece."""

    def __init__(self, writing: Writing, pages: Mapping[int, int]) -> None:
        self.out: list[str] = []
        self._writing = writing
        self._pages = pages
        self._ways: dict[type[Any], Callable[[Any, Place], None]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            Picture: self._picture,
            Table: self._table,
            Contents: self._contents,
        }

    def blocks(self, blocks: tuple[Block, ...], frame: Frame, section: str = "") -> None:
        """All blocks of a part or cell; there is always a paragraph at the end, and `section` goes into it."""
        before = ""
        above: type[Any] | None = None
        last = next((number for number in range(len(blocks) - 1, -1, -1) if type(blocks[number]) is not PageBreak), -1)
        for number, block in enumerate(blocks):
            kind = type(block)
            if kind is PageBreak:
                if before:
                    self._gap(before)
                before = "" if frame.in_cell else _NEW_PAGE
                continue
            if kind is Table and (before or above is Table):  # Word would make one table of two neighbours
                self._gap(before or _BETWEEN_TABLES)
                before = ""
            after = section if number == last and kind in _ENDS_IN_PARAGRAPH else ""
            self._way(kind)(block, Place(frame, before, above is Table and not before, after))
            before = ""
            above = kind
        if above is None and frame.in_cell:
            self.out.append(_empty_cell(frame))
        elif above not in _ENDS_IN_PARAGRAPH:
            self._gap(section)

    def _way(self, kind: type[Any]) -> Callable[[Any, Place], None]:
        try:
            return self._ways[kind]
        except KeyError:
            raise TypeError(f"the Word writer does not know the node {kind.__name__}") from None

    def _gap(self, property_: str = "") -> None:
        """A paragraph that only Word needs."""
        self.out.append(f"<w:p><w:pPr>{self._writing.styles.gap}{property_}</w:pPr></w:p>")

    @staticmethod
    def _look(style: str, frame: Frame) -> Look:
        try:
            return frame.looks[style]
        except KeyError:
            raise ValueError(f"no such style: {style}") from None

    def _paragraph(self, block: Paragraph, place: Place) -> None:
        look = self._look(block.style, place.frame)
        properties = look.opening + (place.frame.keep or (_KEPT if block.keep else "")) + place.before
        if block.list:
            properties += self._writing.numbering.properties(block, look.left)
        properties += (
            (_lifted(block) or _space(look, place))
            + _indent(look, place.frame)
            + _alignment(block, look)
            + look.mark
            + place.after
        )
        content = self._writing.inline.runs(block.runs, look)
        self.out.append(f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>" if properties else f"<w:p>{content}</w:p>")
        if not place.frame.in_cell:
            self._writing.tick()

    def _heading(self, block: Heading, place: Place) -> None:
        style = f"heading{min(max(block.level, 1), 4)}"
        look = self._look(style, place.frame)
        content = self._writing.inline.runs(block.runs, look)
        if block.number:
            number = (
                f"<w:r><w:rPr>{self._writing.styles.number}{look.size}</w:rPr>{text_markup(f'{block.number} ')}</w:r>"
            )
            content = number + content
        opening = look.opening
        if self._writing.headings.lists_marks and entered(block):
            opening = self._writing.styles.appendix_title
            content = entry_markup(block) + content
        content = self._writing.headings.wrap(content)
        properties = f"{opening}{place.frame.keep}{place.before}{_space(look, place)}{place.after}"
        self.out.append(f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")
        if not place.frame.in_cell:
            self._writing.tick()

    def _picture(self, block: Picture, place: Place) -> None:
        style = "table" if place.frame.in_cell else "plain"
        look = self._look(style, place.frame)
        run = self._writing.pictures.run(block, place.frame.width, place.frame.height)
        properties = (
            f"{look.opening}{place.frame.keep or (_KEPT if block.keep else '')}{place.before}"
            f'{_space(look, place)}<w:jc w:val="center"/>{place.after}'
        )
        self.out.append(f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>")

    def _table(self, block: Table, place: Place) -> None:
        tick = _no_tick if place.frame.in_cell else self._writing.tick
        self.out.extend(table_markup(block, place.frame, self._cell, self._writing.styles, tick))

    def _contents(self, block: Contents, place: Place) -> None:
        writing = self._writing
        self.out.append(
            contents_markup(
                block,
                place.frame.width,
                writing.styles,
                writing.headings,
                self._pages,
                place.before,
                stale=writing.on_template,
            )
        )

    def _cell(self, cell: Cell, frame: Frame) -> str:
        """The content of a cell, written aside because it stands inside the row's own piece."""
        if not cell.blocks:
            return _empty_cell(frame)
        if len(cell.blocks) == 1:  # nearly every cell is one plain paragraph
            block = cell.blocks[0]
            if type(block) is Paragraph and not block.list:
                look = self._look(block.style, frame)
                properties = look.opening + frame.keep + _indent(look, frame) + _alignment(block, look) + look.mark
                return f"<w:p><w:pPr>{properties}</w:pPr>{self._writing.inline.runs(block.runs, look)}</w:p>"
        outer, self.out = self.out, []
        self.blocks(cell.blocks, frame)
        content = "".join(self.out)
        self.out = outer
        return content


_ENDS_IN_PARAGRAPH = (Paragraph, Heading, Picture)


def _empty_cell(frame: Frame) -> str:
    look = frame.looks["table"]
    return f"<w:p><w:pPr>{look.opening}{frame.keep}{look.mark}</w:pPr></w:p>"


def _space(look: Look, place: Place) -> str:
    """The space above a paragraph below a table, where its style has less."""
    if not place.below_table or look.before >= AFTER_TABLE:
        return ""
    return f'<w:spacing w:before="{round(AFTER_TABLE * 20)}"/>'


def _lifted(block: Paragraph) -> str:
    """The space above that compose wants instead of the style's."""
    return f'<w:spacing w:before="{round(block.lift * 20)}"/>' if block.lift else ""


def _indent(look: Look, frame: Frame) -> str:
    """How far to the right a mark of the upper right corner stands: on a wide page further than its style says."""
    if not look.corner:
        return ""
    left = 0.0 if frame.in_cell else max(frame.width - look.corner, 0.0)
    return "" if left == look.left else f'<w:ind w:left="{twips(left)}"/>'


def _alignment(block: Paragraph, look: Look) -> str:
    """The alignment of a paragraph where it is not its style's own."""
    if not block.align or block.align == look.align:
        return ""
    return f'<w:jc w:val="{JUSTIFICATION[block.align]}"/>'


def _no_tick() -> None:
    """Rows of a table inside a cell are no steps of their own."""
