"""Sections of the body become parts: runs of pages of one orientation."""

from __future__ import annotations

from shnor_desktop.services.documents.docx_reader.flow import SectionEnd
from shnor_desktop.services.documents.docx_reader.names import Element, W, child_value, integer
from shnor_desktop.services.documents.tree import Block, PageBreak, Part

_SAME_PAGE = frozenset({"continuous", "nextColumn"})


def parts_of(blocks: list[Block], ends: list[SectionEnd]) -> tuple[Part, ...]:
    """The parts of the body; at least one, so that an empty document has its page."""
    parts: list[tuple[list[Block], bool]] = []
    begin = 0
    for end in [*ends, None]:
        stop = len(blocks) if end is None else end.place
        own = blocks[begin:stop]
        begin = stop
        if not own:
            continue
        landscape = bool(end and is_landscape(end.properties))
        if end is None and parts:
            landscape = parts[-1][1]  # what follows the last section mark of a damaged file
        same_page = bool(end and child_value(end.properties, W + "type") in _SAME_PAGE)
        if parts and parts[-1][1] == landscape:
            parts[-1][0].extend(own if same_page else [PageBreak(), *own])
        else:
            parts.append((own, landscape))
    if not parts:
        return (Part((), any(is_landscape(end.properties) for end in ends[-1:])),)
    return tuple(Part(tuple(collected), landscape) for collected, landscape in parts)


def is_landscape(section: Element) -> bool:
    """Whether the pages of a section lie on their side."""
    size = section.find(W + "pgSz")
    if size is None:
        return False
    width, height = integer(size.get(W + "w")), integer(size.get(W + "h"))
    return width > height if width and height else size.get(W + "orient") == "landscape"
