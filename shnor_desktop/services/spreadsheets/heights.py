"""How high a row must be for its wrapped text: not every program works it out when it opens a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..documents.letter_widths import word_width
from .book import BookCell, BookRow
from .looks import FONT, LOOKS

POINTS_PER_MM = 72 / 25.4
LINE = 1.28
"""Height of a line as a factor of the letter size, as Excel draws Times New Roman."""
PADDING_MM = 2.0
"""What Excel keeps free left and right of a cell's text."""


HIGHEST = 400.0
"""Excel refuses a row of more than 409 points."""


def row_height(cells: Iterable[BookCell | None], widths: Sequence[float], column: int = 0) -> float:
    """The height that the cells of a row need, from `column` on; those that reach down are not counted."""
    height = 0.0
    for cell in cells:
        if cell is None:
            column += 1
            continue
        if cell.rows == 1 and isinstance(cell.value, str) and cell.value:
            size, bold = _letters_of(cell.look)
            room = sum(widths[column : column + cell.columns])
            height = max(height, text_height(cell.value, room, size, bold=bold))
        column += cell.columns
    return min(height, HIGHEST)


@lru_cache(maxsize=1 << 7)
def _letters_of(look: str) -> tuple[float, bool]:
    """Size of the letters of a look in points, and whether they are bold."""
    found = {**FONT, **LOOKS[look]}
    return float(found["font_size"]), bool(found.get("bold"))


def fitted(row: BookRow, widths: Sequence[float]) -> BookRow:
    """The row with the height that its text needs."""
    return BookRow(row.cells, row_height(row.cells, widths))


def text_height(text: str, width_mm: float, size: float = 11, *, bold: bool = False) -> float:
    """The height of `text` wrapped at a width, in points."""
    return max(1, lines_of(text, width_mm, size, bold=bold)) * size * LINE


@lru_cache(maxsize=1 << 12)
def lines_of(text: str, width_mm: float, size: float = 11, *, bold: bool = False) -> int:
    """How many lines a text takes."""
    room = max(width_mm - PADDING_MM, 1) * POINTS_PER_MM * 1000 / size
    return sum(_wrapped(line, room, bold) for line in text.split("\n"))


def _wrapped(line: str, room: float, bold: bool) -> int:
    count, used = 1, 0.0
    for word in line.split(" "):
        width = float(word_width(word, bold, False))
        if used and used + 250 + width > room:
            count, used = count + 1, 0.0
        used += width + (250 if used else 0)
        if used > room:  # a word longer than the line goes on below
            more = int(used // room)
            count, used = count + more, used - more * room
    return count
