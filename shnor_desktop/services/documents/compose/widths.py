"""Column widths that leave words whole: a column as narrow as its form says cuts «ежеквартально» in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...formats import ColumnSpec
from ..styles import MARGINS_MM, PAGE_MM, STYLES
from ..tree import Row

_EM = {
    0.30: ".,:;()'il!|/fj",
    0.45: "гзсеёэceгzrst",
    0.55: "абвдкорухчъ0123456789«»abdghknopquvxyльяЗ",
    0.65: "ийнпцБРГЕТ",
    0.72: "мфжюыАДСХЭЯВКЛУЧwABCDEFGHKLNOPQRSTUVXYZ",
    0.82: "ИНОПЦЪЫЬщшmФM",
    1.00: "ЖМ@%№W",
    1.15: "ШЩЮ",
}
_WIDTH = {letter: width for width, letters in _EM.items() for letter in letters}
_USUAL = 0.6
_REGULAR = 0.95
"""Letters of the usual weight beside the bold ones of the table above."""

_BREAKS = re.compile(r"[\s\-]+")
_MARGIN_MM = 3.6  # both sides of a cell, and its border
_LONGEST_MM = 45.0  # a longer word is an address or a mistake and may be cut
_POINT_MM = 25.4 / 72


def page_width(landscape: bool) -> float:
    """How wide a table can be, in millimetres."""
    return PAGE_MM[1 if landscape else 0] - MARGINS_MM["left"] - MARGINS_MM["right"]


def fitting_widths(columns: Sequence[ColumnSpec], rows: Sequence[Row], page_mm: float) -> tuple[float, ...]:
    """Widths in millimetres, as near to the columns' own proportions as whole words allow."""
    total = sum(column.width for column in columns) or 1.0
    wanted = [page_mm * column.width / total for column in columns]
    needed = _needed(columns, rows)
    missing = sum(max(need - want, 0.0) for need, want in zip(needed, wanted, strict=True))
    spare = sum(max(want - need, 0.0) for need, want in zip(needed, wanted, strict=True))
    if not missing:
        return tuple(round(width, 1) for width in wanted)
    if spare <= missing:  # no way to fit all: each gets its part of what it needs
        return tuple(round(page_mm * need / sum(needed), 1) for need in needed)
    return tuple(
        round(need if want < need else want - (want - need) * missing / spare, 1)
        for need, want in zip(needed, wanted, strict=True)
    )


def _needed(columns: Sequence[ColumnSpec], rows: Sequence[Row]) -> list[float]:
    """For each column the width of its longest word; linear in the letters of the table."""
    needed = [_word_mm(_longest(column.label)) for column in columns]
    words = [""] * len(columns)
    for row in rows:
        first = len(columns) - len(row.cells)  # where cells above reach down, those on the left are missing
        if first < 0 or any(cell.columns > 1 for cell in row.cells):
            continue
        for place, cell in enumerate(row.cells, first):
            text = cell.text
            if len(text) > len(words[place]):
                words[place] = max(words[place], _longest(text), key=len)
    return [max(need, _REGULAR * _word_mm(word)) for need, word in zip(needed, words, strict=True)]


def _longest(text: str) -> str:
    return max(_BREAKS.split(text), key=len)


def _word_mm(word: str) -> float:
    width = sum(_WIDTH.get(letter, _USUAL) for letter in word) * STYLES["table"].size * _POINT_MM
    return min(width, _LONGEST_MM) + _MARGIN_MM
