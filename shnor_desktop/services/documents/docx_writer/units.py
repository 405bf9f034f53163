"""Word's units of length."""

from __future__ import annotations

from shnor_desktop.services.documents.styles import MARGINS_MM, PAGE_MM


def twips(millimetres: float) -> int:
    """Twentieths of a point, the unit of page sizes, indents and table widths."""
    return round(millimetres * 1440 / 25.4)


def emu(millimetres: float) -> int:
    """English metric units, the unit of pictures; never less than one."""
    return max(round(millimetres * 36_000), 1)


def page_size(landscape: bool) -> tuple[float, float]:
    """Width and height of a page in millimetres."""
    width, height = PAGE_MM
    return (height, width) if landscape else (width, height)


def text_area(landscape: bool) -> tuple[float, float]:
    """Width and height of the text on a page in millimetres."""
    width, height = page_size(landscape)
    return width - MARGINS_MM["left"] - MARGINS_MM["right"], height - MARGINS_MM["top"] - MARGINS_MM["bottom"]
