"""Cells of foreign workbooks as numbers and comparable text: text numbers, decimal commas, «X», «отсутствовал»."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from ..folding import fold

Cell = object
"""What a cell holds: text, number, date or nothing (an empty text)."""

NOT_TRIED = "X"
"""How «not attempted» is kept, whichever alphabet the source wrote it in."""

_CROSSES = frozenset("xх×✕")  # Latin and Cyrillic
_ABSENT = re.compile(r"отсутств|не писал|не явил|неявк|^н/я$|не участвовал")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?$")
_QUOTES = str.maketrans("", "", "'`’\u200b\ufeff")


def text(cell: Cell) -> str:
    """A cell as one line of text; a whole number without its «.0»."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.date):
        return f"{cell.day:02}.{cell.month:02}.{cell.year}"
    return str(cell)


def folded(cell: Cell) -> str:
    """A cell as comparable text: one line, lower case."""
    return fold(text(cell))


def number(cell: Cell) -> float | None:
    """A cell as a number; texts like «12,50 %», «1 400 321» and «'7» count, anything else is None."""
    if isinstance(cell, float):
        return cell if abs(cell) < 1e15 else None  # also drops NaN and infinities
    if isinstance(cell, int) and not isinstance(cell, bool):
        return float(cell) if abs(cell) < 10**15 else None
    if not isinstance(cell, str):
        return None
    plain = "".join(cell.split())
    if plain[:1].isalpha():
        return None
    plain = plain.translate(_QUOTES).removesuffix("%")
    return float(plain.replace(",", ".")) if len(plain) < 16 and _NUMBER.match(plain) else None


def whole(cell: Cell) -> int | None:
    """A cell as a number that counts something."""
    found = number(cell)
    return int(found) if found is not None and found >= 0 and found.is_integer() else None


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing a person would see."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_cross(cell: Cell) -> bool:
    """«X»: the task was not attempted."""
    return isinstance(cell, str) and cell.strip().lower() in _CROSSES


def is_absent(cell: Cell) -> bool:
    """«отсутствовал» in any of its spellings."""
    return isinstance(cell, str) and _ABSENT.search(fold(cell.strip())) is not None


def filled(row: Iterable[Cell]) -> list[tuple[int, Cell]]:
    """The cells of a row that hold something, with their places."""
    return [(place, cell) for place, cell in enumerate(row) if cell != "" and not is_empty(cell)]


def shown_points(value: float) -> str:
    """Points as a key of a distribution: «2», «0.5»."""
    return str(int(value)) if value.is_integer() else repr(value)
