"""Word's units of length."""

from __future__ import annotations


def twips(millimetres: float) -> int:
    """Twentieths of a point, the unit of page sizes, indents and table widths."""
    return round(millimetres * 1440 / 25.4)


def emu(millimetres: float) -> int:
    """English metric units, the unit of pictures; never less than one."""
    return max(round(millimetres * 36_000), 1)
