"""What styles.xml says about paragraphs, runs and tables, boiled down to what the tree can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from shnor_desktop.services.documents.docx_reader.names import (
    PPR,
    RPR,
    VAL,
    Element,
    W,
    child_value,
    integer,
    is_on,
)
from shnor_desktop.services.documents.styles import NUMBER_STYLE, STYLES

ALIGNMENTS = {
    "left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "both": "justify",
    "distribute": "justify", "thaiDistribute": "justify", "lowKashida": "justify", "mediumKashida": "justify",
    "highKashida": "justify",
}  # fmt: skip
_EDGES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
_HEADING = re.compile(r"(?:heading|заголовок)([1-9])$")
_CONTENTS_LINE = re.compile(r"(?:toc|contents|оглавление)[1-9]$")
_CONTENTS_TITLE = re.compile(r"tocheading|contentsheading|заголовокоглавления$")
_DEEPEST_HEADING = 4
_LONGEST_CHAIN = 50


def _key(name: str) -> str:
    return re.sub(r"\s+", "", name).casefold()


_NUMBER_KEY = _key(NUMBER_STYLE)
_OUR_NAMES = {_key(style.word_name): name for name, style in STYLES.items()}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with everything it inherits."""

    name: str = "body"  # in the tree
    heading: int = 0
    contents_line: bool = False  # a generated line of a table of contents
    bold: bool = False  # what an unknown style adds to its runs; a known one has it in the tree's own table
    italic: bool = False
    align: str = ""
    list_id: str = ""
    level: int | None = None
    style_id: str = ""


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """A character style with everything it inherits."""

    bold: bool = False
    italic: bool = False
    number: bool = False


NO_STYLE = CharacterStyle()
"""A run without a character style."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What a style itself says, without those it is based on; None where it says nothing."""

    align: str = ""
    list_id: str = ""
    level: int | None = None
    heading: int | None = None
    bold: bool | None = None
    italic: bool | None = None


@dataclass(frozen=True)
class _Raw:
    """A style as it stands in the file."""

    style_id: str
    key: str
    based_on: str
    element: Element

    @cached_property
    def own(self) -> _Own:
        """Looked up once: thousands of styles may be based on one another."""
        list_id, level, align = "", None, ""
        ppr = self.element.find(PPR)
        if ppr is not None:
            align = alignment(ppr)
            numbering = ppr.find(W + "numPr")
            if numbering is not None:
                list_id = child_value(numbering, W + "numId")
                found = numbering.find(W + "ilvl")
                level = None if found is None else integer(found.get(VAL))
        return _Own(align, list_id, level, self._heading(), self._switch("b"), self._switch("i"))

    def _heading(self) -> int | None:
        outline = self.element.find(f"{PPR}/{W}outlineLvl")
        if outline is not None:
            return heading_level(integer(outline.get(VAL), 9))
        if _CONTENTS_TITLE.match(self.key) or (self.key in _OUR_NAMES and not _HEADING.match(self.key)):
            return 0
        return _named_heading(self.key)

    def _switch(self, name: str) -> bool | None:
        found = self.element.find(f"{RPR}/{W}{name}")
        return None if found is None else is_on(found)


def alignment(ppr: Element) -> str:
    """The tree's word for a paragraph's own alignment, empty when it has none."""
    return ALIGNMENTS.get(child_value(ppr, W + "jc"), "")


def heading_level(outline: int) -> int:
    """The tree's heading level for Word's outline level 0–8; 9 is body text."""
    return min(outline + 1, _DEEPEST_HEADING) if 0 <= outline <= 8 else 0


class StyleSheet:
    """Styles by id, resolved once each. A document without styles.xml has its style ids taken for names."""

    def __init__(self, root: Element | None) -> None:
        self._raw: dict[str, _Raw] = {}
        self._default = ""
        for element in () if root is None else root.iterfind(W + "style"):
            style_id = element.get(W + "styleId", "")
            key, based_on = _key(child_value(element, W + "name", style_id)), child_value(element, W + "basedOn")
            self._raw.setdefault(style_id, _Raw(style_id, key, based_on, element))
            if element.get(W + "type") == "paragraph" and element.get(W + "default", "0") in ("1", "true", "on"):
                self._default = self._default or style_id
        self.ours = any(raw.key.startswith("shnor") for raw in self._raw.values())
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, CharacterStyle] = {}
        self._tables: dict[str, bool] = {}

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """The paragraph style of this id; the default one for an empty id."""
        style_id = style_id or self._default
        found = self._paragraphs.get(style_id)
        if found is None:
            found = self._paragraphs[style_id] = self._resolve_paragraph(style_id)
        return found

    def character(self, style_id: str) -> CharacterStyle:
        """The character style of this id."""
        found = self._characters.get(style_id)
        if found is None:
            chain = list(self._chain(style_id))
            number = _key(style_id) == _NUMBER_KEY or any(raw.key == _NUMBER_KEY for raw in chain)
            found = CharacterStyle(_switch(chain, "bold"), _switch(chain, "italic"), number)
            self._characters[style_id] = found
        return found

    def table_borders(self, style_id: str) -> bool:
        """Whether a table style draws any line."""
        found = self._tables.get(style_id)
        if found is None:
            edges: dict[str, bool] = {}
            for raw in self._chain(style_id):
                edges = own_borders(raw.element.find(W + "tblPr")) | edges
                # Conditional parts (first row, bands) may draw the lines as well.
                for cell in raw.element.iter(W + "tcBorders"):
                    edges["cells"] = edges.get("cells", False) or any(map(is_drawn, cell))
            known = style_id in self._raw
            found = any(edges.values()) if known else "grid" in _key(style_id)
            self._tables[style_id] = found
        return found

    def numbering_list(self, style_id: str) -> str:
        """The list (w:numId) that a numbering style stands for."""
        for raw in self._chain(style_id):
            found = raw.element.find(f"{PPR}/{W}numPr/{W}numId")
            if found is not None:
                return str(found.get(VAL, ""))
        return ""

    def _chain(self, style_id: str) -> Iterator[_Raw]:
        """The style and those it is based on, the nearest first; circles of damaged files end."""
        for _ in range(_LONGEST_CHAIN):
            raw = self._raw.get(style_id)
            if raw is None:
                return
            yield raw
            style_id = raw.based_on

    def _resolve_paragraph(self, style_id: str) -> ParagraphStyle:
        chain = list(self._chain(style_id))
        key = chain[0].key if chain else _key(style_id)
        aligns = (raw.own.align for raw in chain if raw.style_id != self._default)
        style = ParagraphStyle(
            align=next(filter(None, aligns), ""),
            list_id=next(filter(None, (raw.own.list_id for raw in chain)), ""),
            level=next((raw.own.level for raw in chain if raw.own.level is not None), None),
            style_id=style_id,
        )
        if _CONTENTS_LINE.match(key):
            return replace(style, contents_line=True)
        known = _OUR_NAMES.get(key, "")
        if known.startswith("heading") or not known:
            level = _chain_heading(chain, key)
            if level:
                return replace(style, name=f"heading{level}", heading=level, align="")
        if known:
            return replace(style, name=known, align="")
        if _CONTENTS_TITLE.match(key):
            return replace(style, name="contents_title", align="")
        return replace(style, bold=_switch(chain, "bold"), italic=_switch(chain, "italic"))


def own_borders(table_properties: Element | None) -> dict[str, bool]:
    """For each edge that the table's own properties name, whether a line is drawn."""
    borders = None if table_properties is None else table_properties.find(W + "tblBorders")
    if borders is None:
        return {}
    found = ((edge, borders.find(W + edge)) for edge in _EDGES)
    return {edge: is_drawn(element) for edge, element in found if element is not None}


def is_drawn(edge: Element) -> bool:
    """Whether an edge of a table or cell is a visible line."""
    return edge.get(VAL, "nil") not in ("none", "nil")


def _chain_heading(chain: list[_Raw], key: str) -> int:
    """The heading level of a style: the nearest outline level or heading name decides."""
    if not chain:
        return _named_heading(key) or 0
    return next((raw.own.heading for raw in chain if raw.own.heading is not None), 0)


def _named_heading(key: str) -> int | None:
    found = _HEADING.match(key)
    return heading_level(int(found.group(1)) - 1) if found else None


def _switch(chain: list[_Raw], name: Literal["bold", "italic"]) -> bool:
    """The nearest word on bold or italic among a style and its ancestors."""
    said = (getattr(raw.own, name) for raw in chain)
    return next((word for word in said if word is not None), False)
