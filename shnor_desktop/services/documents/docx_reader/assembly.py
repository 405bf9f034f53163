"""From the pieces of a paragraph to blocks of the tree."""

from __future__ import annotations

from shnor_desktop.services.documents.docx_reader.context import Source
from shnor_desktop.services.documents.docx_reader.numbering import Item
from shnor_desktop.services.documents.docx_reader.pieces import PLAIN, Pieces, Segment
from shnor_desktop.services.documents.docx_reader.properties import Properties
from shnor_desktop.services.documents.styles import STYLES
from shnor_desktop.services.documents.tree import Block, Contents, Heading, PageBreak, Paragraph, Run


def blocks_of(
    pieces: Pieces, properties: Properties, item: Item | None, source: Source, in_cell: bool, in_body: bool
) -> list[Block]:
    """The blocks of one paragraph: its text, what hangs on it, and what it is cut by."""
    if not properties.heading:
        pieces.segments[0].runs[:0] = [(PLAIN, pieces.number)] if pieces.number else []
    blocks: list[Block] = []
    label = item
    for segment in pieces.segments:
        generated = properties.style.contents_line
        block = None if generated else _text_block(pieces, segment, properties, label, source, in_cell)
        if block is not None:
            blocks.append(block)
            label, pieces.number = None, ""
        blocks.extend(segment.after)
        if segment.end == "contents" or (generated and not segment.is_blank):
            blocks.append(Contents())
        elif segment.end == "page" and in_body:
            blocks.append(PageBreak())
    return blocks


def _text_block(
    pieces: Pieces, segment: Segment, properties: Properties, item: Item | None, source: Source, in_cell: bool
) -> Block | None:
    """A heading or paragraph, None where nothing can be read."""
    if properties.heading:
        return _heading(pieces, segment, properties, item)
    if segment.is_blank:
        # A cell that only counts (the «№» column) shows its number; elsewhere an empty item is layout.
        number = item.label if item and in_cell and item.kind != "bullet" else ""
        if not number:
            return None
        segment.runs[:] = [(PLAIN, number)]
        item = None
    listed = item is not None and item.kind != "text"
    style = _style_name(properties, source, in_cell, listed)
    align = properties.align or properties.style.align
    align = "" if align == STYLES[style].align else align
    if item is None:
        return Paragraph(segment.tree_runs(), style, align)
    if item.kind == "text":
        if item.label:
            segment.runs[:0] = [(segment.runs[0][0]._replace(link=""), item.label + "\t")]
        return Paragraph(segment.tree_runs(), style, align)
    start = source.numbering.start(item)
    return Paragraph(segment.tree_runs(), style, align, item.kind, item.level, start, item.marker)


def _heading(pieces: Pieces, segment: Segment, properties: Properties, item: Item | None) -> Heading | None:
    if segment.is_blank and not pieces.number.strip():
        return None
    counted = item.label if item and item.kind != "bullet" else ""
    number = " ".join(filter(None, [counted, pieces.number.strip()]))
    runs = () if segment.is_blank else _without_gap(segment, bool(pieces.number) and not pieces.number.endswith(" "))
    return Heading(properties.heading, runs, number)


def _without_gap(segment: Segment, has_gap: bool) -> tuple[Run, ...]:
    """The runs without the space that parts the number from the text."""
    if has_gap:
        look, text = segment.runs[0]
        rest = text.removeprefix(" ")
        segment.runs[:1] = [(look, rest)] if rest else []
    return segment.tree_runs()


def _style_name(properties: Properties, source: Source, in_cell: bool, listed: bool) -> str:
    """The tree's style; plain text of other people's tables and lists gets the look of ours."""
    name = properties.style.name
    if name == "body" and not source.styles.ours:
        return "table" if in_cell else "list" if listed else name
    return name
