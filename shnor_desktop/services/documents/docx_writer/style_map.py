"""From the style names of the tree to the style ids of the base file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from xml.etree import ElementTree

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.docx_writer.markup import W_NAMESPACE, escape
from shnor_desktop.services.documents.page_layout import PageLayout
from shnor_desktop.services.documents.styles import NUMBER_STYLE, Style

GAP_STYLE = "Shnor Gap"
"""Paragraphs that only Word needs (between two tables, under a table in a cell, a section's end): all but invisible."""
APPENDIX_TITLE_STYLE = "Shnor Appendix Title"
"""A heading that contents do not list by itself: they list it with the mark above it («Приложение 1. …»)."""
HEADER_STYLE = "Header"
LINK_STYLE = "Hyperlink"

JUSTIFICATION = {"left": "left", "center": "center", "right": "right", "justify": "both"}
"""Alignments of the tree -> values of `w:jc`."""

_W = f"{{{W_NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style ready for use: the opening of its properties and what its runs are like without formatting.

    `size` are properties of runs in a table whose letters became smaller, `mark` that of the paragraph's end.
    `before` are points above the paragraph.
    """

    opening: str
    align: str
    bold: bool
    italic: bool
    left: float
    before: float = 0.0
    corner: float = 0.0
    size: str = ""
    mark: str = ""


@lru_cache(maxsize=4)  # nearly every document is written on the same base
def _read(styles_part: bytes) -> tuple[Mapping[str, str], str]:
    """The ids of all styles by their names in small letters, and that of the usual paragraph."""
    ids: dict[str, str] = {}
    default = ""
    for style in ElementTree.fromstring(styles_part).iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        identity = style.get(f"{_W}styleId", "")
        if name is not None:
            ids[name.get(f"{_W}val", "").lower()] = identity
        if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true"):
            default = identity
    return MappingProxyType(ids), default


class StyleMap:
    """The styles of one base file, looked up by the names of the tree or of Word."""

    def __init__(self, styles_part: bytes, layout: PageLayout) -> None:
        self._layout = layout
        self._smaller: dict[float, Mapping[str, Look]] = {}
        self._ids, default = _read(styles_part)
        self.looks = {
            name: Look(
                self._opening(self.id(style.word_name), default),
                style.align,
                style.bold,
                style.italic,
                style.left,
                style.before,
                layout.corner if style.corner else 0.0,
            )
            for name, style in layout.styles.items()
        }
        self.gap = f'<w:pStyle w:val="{escape(self.id(GAP_STYLE))}"/>'
        self.appendix_title = self._opening(self.id(APPENDIX_TITLE_STYLE), default)
        self.header = f'<w:pStyle w:val="{escape(self.id(HEADER_STYLE))}"/>'
        self.number = f'<w:rStyle w:val="{escape(self.id(NUMBER_STYLE))}"/>'
        self.link = f'<w:rStyle w:val="{escape(self.id(LINK_STYLE))}"/>'

    def looks_at(self, size: float) -> Mapping[str, Look]:
        """The looks in a table with letters of that size."""
        if size == self._layout.table_letters:
            return self.looks
        known = self._smaller.get(size)
        if known is None:
            styles = self._layout.styles_at(size)
            known = {name: _sized(look, styles[name].size) for name, look in self.looks.items()}
            self._smaller[size] = known
        return known

    def styles_at(self, size: float) -> Mapping[str, Style]:
        """The styles of the tree in such a table."""
        return self._layout.styles_at(size)

    def id(self, word_name: str) -> str:
        """The id of a style; Word compares the names of its own styles without case."""
        try:
            return self._ids[word_name.lower()]
        except KeyError:
            message = f"В файле оформления нет стиля «{word_name}»: верните base.docx, с которым пришла программа."
            raise UserError(message) from None

    @staticmethod
    def _opening(identity: str, default: str) -> str:
        """The reference to a style; the default style needs none."""
        return "" if identity == default else f'<w:pStyle w:val="{escape(identity)}"/>'


def _sized(look: Look, points: float) -> Look:
    size = _size(points)
    return replace(look, size=size, mark=f"<w:rPr>{size}</w:rPr>")


def _size(points: float) -> str:
    """The size of letters as a property of runs, in half points."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
