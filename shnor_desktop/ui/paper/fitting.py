"""Pages on sheets of another size or turn: as large as the sheet allows, in its middle; for printers and PDF alike."""

from __future__ import annotations

from typing import NamedTuple

from shnor_desktop.ui.paper.pages import Area, Page, page_size

AS_IS, UPRIGHT, LYING = "", "portrait", "landscape"
"""How sheets lie: each as its page does, or all one way."""


class Fit(NamedTuple):
    """A sheet, and where and how large a page stands on it."""

    paper: str
    landscape: bool
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def area(self, area: Area) -> Area:
        """Where a rectangle of the page comes to stand."""
        scale = self.scale
        return Area(self.x + area.left * scale, self.y + area.top * scale, area.width * scale, area.height * scale)


def fit(page: Page, paper: str = "", turn: str = AS_IS) -> Fit:
    """The page on a sheet of that name (none: its own) and turn."""
    paper = paper or page.paper
    landscape = page.landscape if turn == AS_IS else turn == LYING
    if (paper, landscape) == (page.paper, page.landscape):
        return Fit(paper, landscape)
    width, height = page_size(landscape, paper)
    scale = min(width / page.size[0], height / page.size[1])
    return Fit(paper, landscape, scale, (width - page.size[0] * scale) / 2, (height - page.size[1] * scale) / 2)
