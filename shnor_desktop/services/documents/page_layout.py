"""How pages look: margins, letters, spacing after ГОСТ Р 7.0.97, one object for Word, pages, PDF and HTML.

`styles.py` says how every style looks on the usual page; a layout of larger letters or other spacing changes that in
one place, here, so that all writers agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from shnor_desktop.services.documents.styles import MARGINS_MM, PAGE_MM, STYLES, TABLE_SIZE, Style

LETTER_SIZES = (12, 13, 14)
TABLE_SIZES = (9, 10, 11, 12)
LINE_SPACINGS = (1.0, 1.15, 1.25, 1.5)
LEFT_MARGINS = (20, 30)
"""Millimetres: the second for papers that are kept for more than ten years."""

USUAL_SIZE = STYLES["body"].size
USUAL_LINE = STYLES["body"].line
_TALL = 60.0  # points of space that a title page can give up when its letters grow
_GIVEN_UP = 0.12


@dataclass(frozen=True, slots=True)
class Edition:
    """What one edition of the standard asks for; `corner` is the longest line of a mark in the upper right, in mm."""

    key: str
    title: str
    corner: float


EDITIONS = (
    Edition("2025", "ГОСТ Р 7.0.97-2025", 80.0),
    Edition("2016", "ГОСТ Р 7.0.97-2016", 75.0),
)
"""The newest first; they part in little else that a page shows."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The look of all pages of a document. Millimetres and points.

    `named` are styles that look otherwise than in the table: those of a school's own template, and `wider` is how wide
    its letters are beside the usual ones.
    """

    edition: str = EDITIONS[0].key
    left: float = MARGINS_MM["left"]
    right: float = MARGINS_MM["right"]
    top: float = MARGINS_MM["top"]
    bottom: float = MARGINS_MM["bottom"]
    letters: float = USUAL_SIZE
    table_letters: float = TABLE_SIZE
    line: float = USUAL_LINE
    paper: tuple[float, float] = PAGE_MM
    named: tuple[tuple[str, Style], ...] = ()
    wider: float = 1.0

    @property
    def corner(self) -> float:
        """How wide a mark in the upper right corner is."""
        return next((one.corner for one in EDITIONS if one.key == self.edition), EDITIONS[0].corner)

    def page(self, landscape: bool) -> tuple[float, float]:
        """Width and height of a page."""
        width, height = self.paper
        return (height, width) if landscape else (width, height)

    def text_area(self, landscape: bool) -> tuple[float, float]:
        """Width and height of the text on a page."""
        width, height = self.page(landscape)
        return width - self.left - self.right, height - self.top - self.bottom

    @property
    def styles(self) -> Mapping[str, Style]:
        """The look of every style on these pages."""
        return styles_of(self)

    def styles_at(self, size: float) -> Mapping[str, Style]:
        """The same inside a table whose letters had to become smaller than `table_letters`."""
        return styles_of(self) if size == self.table_letters else _smaller(self, size)


USUAL = PageLayout()
"""What a new programme has."""


@lru_cache(maxsize=16)
def styles_of(layout: PageLayout) -> Mapping[str, Style]:
    """The table of styles with a layout's sizes, spacing and corner."""
    return {name: _changed(name, style, layout) for name, style in STYLES.items()} | dict(layout.named)


def _changed(name: str, style: Style, layout: PageLayout) -> Style:
    larger = layout.table_letters - TABLE_SIZE if name.startswith("table") else layout.letters - USUAL_SIZE
    before = style.before
    if before > _TALL:
        before -= before * _GIVEN_UP * max(larger, 0.0)
    line = layout.line if style.line == USUAL_LINE else style.line
    left = layout.text_area(landscape=False)[0] - layout.corner if style.corner else style.left
    return replace(style, size=style.size + larger, before=before, line=line, left=left)


@lru_cache(maxsize=64)
def _smaller(layout: PageLayout, size: float) -> Mapping[str, Style]:
    factor = size / layout.table_letters
    return {name: replace(style, size=round(style.size * factor * 2) / 2) for name, style in layout.styles.items()}
