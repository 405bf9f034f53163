"""What a paragraph's own properties say on top of its style."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_desktop.services.documents.docx_reader.look import ALIGNMENTS, ParagraphStyle, StyleSheet, heading_level
from shnor_desktop.services.documents.docx_reader.names import (
    PPR,
    RPR,
    SECT_PR,
    VAL,
    Element,
    W,
    by_tag,
    integer,
    is_on,
)
from shnor_desktop.services.documents.docx_reader.wrappers import GONE

_STYLE, _ALIGN = W + "pStyle", W + "jc"
_SIMPLE = frozenset(
    {
        _STYLE,
        _ALIGN,
        *(W + name for name in ("spacing", "ind", "keepNext", "keepLines", "widowControl", "contextualSpacing")),
    }
)
"""Children that leave the properties a matter of style and alignment alone."""


@dataclass(frozen=True, slots=True)
class Properties:
    """A paragraph's style, place in a list and what happens around it."""

    style: ParagraphStyle
    align: str = ""
    heading: int = 0
    list_id: str = ""
    level: int | None = None
    page_break_before: bool = False
    mark_deleted: bool = False  # a tracked deletion of the paragraph mark joins it with the next paragraph
    section: Element | None = None


class PropertiesReader:
    """Reads w:pPr; equal ones, of which a large table has thousands, are made once."""

    def __init__(self, styles: StyleSheet) -> None:
        self._styles = styles
        self._simple: dict[tuple[str, str], Properties] = {}

    def read(self, paragraph: Element) -> Properties:
        """The properties of a paragraph."""
        children = by_tag(next(paragraph.iterchildren(PPR), None))
        style_id, align = _value(children.get(_STYLE)), _value(children.get(_ALIGN))
        if not children.keys() <= _SIMPLE:
            return self._full(style_id, align, children)
        found = self._simple.get((style_id, align))
        if found is None:
            found = self._simple[style_id, align] = self._full(style_id, align, children)
        return found

    def _full(self, style_id: str, align: str, children: dict[str, Element]) -> Properties:
        style = self._styles.paragraph(style_id)
        numbering = by_tag(children.get(W + "numPr"))
        list_id = _value(numbering.get(W + "numId"), style.list_id)
        own_level = numbering.get(W + "ilvl")
        outline, before = children.get(W + "outlineLvl"), children.get(W + "pageBreakBefore")
        return Properties(
            style,
            ALIGNMENTS.get(align, ""),
            style.heading if outline is None else heading_level(integer(outline.get(VAL), 9)),
            "" if list_id == "0" else list_id,
            style.level if own_level is None else integer(own_level.get(VAL)),
            before is not None and is_on(before),
            not GONE.isdisjoint(by_tag(children.get(RPR))),
            children.get(SECT_PR),
        )


def _value(element: Element | None, default: str = "") -> str:
    return default if element is None else str(element.get(VAL, default))
