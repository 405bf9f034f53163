"""From the data of a school file and its form to a document tree, ready for every writer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import zip_longest

from ...page_looks import layout_of
from ...queries import ProgrammeData, SectionData
from ..tree import Block, Contents, Document, Heading, PageBreak, Paragraph, Part, Picture, Table
from .captions import Counted, numbered
from .pages import is_landscape, turned
from .sections import section_blocks
from .title import title_blocks
from .title_foot import at_the_foot

_MARKS = ("appendix_mark", "approval_mark")
"""Styles of what stands above an appendix's title."""

_LONGEST_TITLE = 120
"""Letters of a line above a table that may be its title."""


def compose(data: ProgrammeData, *, sections: Collection[str | int] = (), wave: str = "") -> Document:
    """The programme as a document; `sections` (keys or ids, empty: all) prints only these, without title page.

    What stands under a section that was asked for is printed with it, unless it is hidden.

    `wave` picks one monitoring wave for Приложения 1 and 2; without it every wave that has values gets a column.
    """
    parts: list[Part] = []
    blocks: list[Block] = []
    lies = landscape = False  # the section, and what was put last
    layout = layout_of(data.pages)
    counted = _captions_before(data, wave) if data.form.captions or data.pages.captions else {}
    if not sections and data.form.title_page:
        front = title_blocks(data)
        front = front if data.template else at_the_foot(front, layout)  # a letterhead takes room that is not known
        blocks = [*front, PageBreak(), Contents(), PageBreak()]
    for section in _chosen(data, sections):
        own = section_blocks(data, section, wave)
        if section.section.id in counted:
            own, _reached = numbered(own, counted[section.section.id])
        follows = not section.section.key and section.section.title_role == "hidden"
        lies = lies if follows and blocks else is_landscape(section)
        for turn, (wide, piece) in enumerate(turned(section, own, layout, lies)):
            if wide != landscape and blocks:
                blocks, led = _without_titles(blocks, section)
                if blocks:
                    parts.append(Part(_trimmed(blocks), landscape))
                blocks = led
            elif section.section.numbering == "appendix" and blocks and not turn:
                blocks.append(PageBreak())
            landscape = wide
            blocks.extend(piece)
    if blocks or not parts:
        parts.append(Part(_trimmed(blocks), landscape))
    return Document(tuple(parts), data.programme.title, data.media, layout=layout, template=data.template)


def _captions_before(data: ProgrammeData, wave: str) -> dict[int, Counted]:
    """How many captions stand before each section: a part that is printed alone keeps the numbers of the whole."""
    reached = Counted()
    before: dict[int, Counted] = {}
    for section in data.sections:
        before[section.section.id] = reached
        if not section.section.hidden:
            _blocks, reached = numbered(section_blocks(data, section, wave), reached)
    return before


def _chosen(data: ProgrammeData, sections: Collection[str | int]) -> Iterator[SectionData]:
    """The sections to print; parents stand before their children."""
    chosen: set[int | None] = set()
    for one in data.sections:
        row = one.section
        below = row.parent_id in chosen and not row.hidden
        if not sections or row.key in sections or row.id in sections or below:
            chosen.add(row.id)
            yield one


def _without_titles(blocks: list[Block], below: SectionData) -> tuple[list[Block], list[Block]]:
    """The blocks, and apart from them the headings at their end that lead to the section `below`.

    These go over to its page: «5. Ресурсное обеспечение» stands above 5.1, not alone at the foot of the page before.
    So does the title of a section that holds nothing yet, but appendices begin on pages of their own.
    """
    end, level = len(blocks), below.entry.depth + 1
    alone = below.section.numbering == "appendix"
    while end and isinstance(title := blocks[end - 1], Heading):
        if title.level > level or (title.level == level and (alone or title.mark)):
            break
        end, level = end - 1, title.level
        above = blocks[end - 1] if end else None
        if isinstance(above, Paragraph) and above.style in _MARKS:
            end -= 1
    return blocks[:end], blocks[end:]


def _trimmed(blocks: list[Block]) -> tuple[Block, ...]:
    """Without a page break at the end: the next part begins on a new page by itself."""
    while blocks and isinstance(blocks[-1], PageBreak):
        blocks.pop()
    return tuple(_led(block, below) for block, below in zip_longest(blocks, blocks[1:]))


def _led(block: Block, below: Block | None) -> Block:
    """A short line just above a table is its title, whatever its style: it stays on the table's page.

    So does a picture on the page of the caption below it.
    """
    if isinstance(below, Paragraph) and isinstance(block, Picture) and below.style == "caption":
        return replace(block, keep=True)
    if isinstance(below, Table) and isinstance(block, Paragraph) and 0 < len(block.text) <= _LONGEST_TITLE:
        return replace(block, keep=True)
    return block
