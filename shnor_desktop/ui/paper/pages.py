"""What a laid-out document is: plain pages of drawing items, safe to hand from one thread to another.

All coordinates are twips (1/20 of a point) from the page's upper left corner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from shnor_desktop.services.documents.page_layout import USUAL, PageLayout
from shnor_desktop.services.documents.styles import PAGE_MM

TWIPS_PER_INCH = 1440
POINT = 20.0


def mm(value: float) -> float:
    """Millimetres as twips."""
    return value * TWIPS_PER_INCH / 25.4


class Look(NamedTuple):
    """The look of letters; `size` is in twips. Without serifs: for what is read from afar. `link` is an address.

    `family` is the typeface of a school's own template, empty for the usual one.
    """

    size: int
    bold: bool = False
    italic: bool = False
    sans: bool = False
    link: str = ""
    family: str = ""


class TextItem(NamedTuple):
    """A stretch of one line; (x, y) is where its baseline begins and `width` what it takes up."""

    x: float
    y: float
    text: str
    look: Look
    width: float
    stretch: float = 0.0  # added to every space of a justified line
    squeeze: float = 1.0  # horizontal scale of letters wider than their column


class RuleItem(NamedTuple):
    """A thin straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


class PictureItem(NamedTuple):
    """A picture of `Pages.media` and the place it fills."""

    x: float
    y: float
    width: float
    height: float
    name: str
    alt: str = ""


class Area(NamedTuple):
    """A rectangle of a page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


class Fill(NamedTuple):
    """A rectangle of one colour («#rrggbb») under everything else."""

    area: Area
    colour: str


class Spot(NamedTuple):
    """A rectangle of a page that shows the value of a source (see `services/documents/sources.py`)."""

    area: Area
    source: str


class Link(NamedTuple):
    """A place that leads elsewhere: to a heading, by its place among all of them, or to an address."""

    area: Area
    heading: int = -1
    address: str = ""


class Goal(NamedTuple):
    """A heading and where it stands: the page's number from 1, the height of its upper edge on it."""

    level: int
    text: str
    page: int
    top: float


PAPERS_MM = {"A4": PAGE_MM, "A3": (297.0, 420.0)}
"""Sheets by name, upright."""


def page_size(landscape: bool, paper: str = "A4") -> tuple[float, float]:
    """Width and height of a page."""
    width, height = (mm(side) for side in PAPERS_MM[paper])
    return (height, width) if landscape else (width, height)


def text_area(landscape: bool, layout: PageLayout = USUAL) -> Area:
    """The rectangle between the margins of a page."""
    width, height = layout.text_area(landscape)
    return Area(mm(layout.left), mm(layout.top), mm(width), mm(height))


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `number` is its page number on paper, absent on the first one."""

    landscape: bool = False
    texts: tuple[TextItem, ...] = ()
    rules: tuple[RuleItem, ...] = ()
    pictures: tuple[PictureItem, ...] = ()
    number: TextItem | None = None
    spots: tuple[Spot, ...] = ()
    links: tuple[Link, ...] = ()
    fills: tuple[Fill, ...] = ()
    paper: str = "A4"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return page_size(self.landscape, self.paper)


@dataclass(frozen=True, slots=True)
class Pages:
    """A laid-out document; `goals` are its headings in reading order."""

    pages: tuple[Page, ...]
    goals: tuple[Goal, ...] = ()
    title: str = ""
    media: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def heading_pages(self) -> tuple[int, ...]:
        """The page numbers of the headings, as the Word writer counts them."""
        return tuple(goal.page for goal in self.goals)
