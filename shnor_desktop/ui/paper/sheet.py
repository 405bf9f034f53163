"""A page in the making: items are added as bricks are put on it, borders that touch become one line."""

from __future__ import annotations

from shnor_desktop.services.documents.styles import SHADE
from shnor_desktop.ui.paper.pages import Area, Fill, Link, Page, PictureItem, RuleItem, Spot, TextItem

Stretches = dict[float, list[tuple[float, float]]]


class Sheet:
    """A page that is still being filled."""

    def __init__(self, landscape: bool) -> None:
        self.landscape = landscape
        self.texts: list[TextItem] = []
        self.pictures: list[PictureItem] = []
        self.headings: list[tuple[int, float]] = []  # which headings of the document stand here, and how high
        self.links: list[Link] = []
        self.spots: list[Spot] = []
        self.entries: list[tuple[int, int]] = []  # (index in texts, heading) of page numbers in the contents
        self.fills: list[Fill] = []
        self._across: Stretches = {}
        self._down: Stretches = {}

    def frame(self, left: float, top: float, right: float, bottom: float) -> None:
        """A rectangle of thin lines."""
        left, top, right, bottom = round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
        _add(self._across, top, left, right)
        _add(self._across, bottom, left, right)
        _add(self._down, left, top, bottom)
        _add(self._down, right, top, bottom)

    def shade(self, left: float, top: float, right: float, bottom: float) -> None:
        """A shaded rectangle under the text."""
        self.fills.append(Fill(Area(left, top, right - left, bottom - top), SHADE))

    def spot(self, left: float, top: float, width: float, height: float, source: str) -> None:
        """Remember what is shown there; lines of one text that follow each other are one spot."""
        if self.spots:
            area, last = self.spots[-1]
            if last == source and area.left == left and area.top <= top:
                self.spots[-1] = Spot(area._replace(height=top + height - area.top), source)
                return
        self.spots.append(Spot(Area(left, top, width, height), source))

    def page(self, number: TextItem | None) -> Page:
        """The finished page."""
        rules = [RuleItem(x1, y, x2, y) for y, line in self._across.items() for x1, x2 in line]
        rules += [RuleItem(x, y1, x, y2) for x, line in self._down.items() for y1, y2 in line]
        spots, links = tuple(self.spots), tuple(self.links)
        return Page(
            self.landscape,
            tuple(self.texts),
            tuple(rules),
            tuple(self.pictures),
            number,
            spots,
            links,
            tuple(self.fills),
        )


def _add(lines: Stretches, position: float, start: float, end: float) -> None:
    """Lengthen the newest stretch there where it touches: neighbours come one after another, so that is enough."""
    stretches = lines.get(position)
    if stretches is None:
        lines[position] = [(start, end)]
        return
    first, last = stretches[-1]
    if not first <= start <= last:
        stretches.append((start, end))
    elif end > last:
        stretches[-1] = (first, end)
