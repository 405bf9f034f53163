"""Relative scores found on a sheet by their words: beside the label, or as a column of a table of schools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .criteria_in import Cell, Spot, text_of
from .safe_text import number_of

_LABEL = re.compile(r"относительн\w*\s+балл", re.IGNORECASE)
_SCHOOL = re.compile(r"организаци|школ|^оо$|^оу$|учреждени", re.IGNORECASE)
_HIGHEST = 5.0
"""The region's mean is 1: what is more than five times as much is no relative score."""


@dataclass(frozen=True, slots=True)
class FoundScore:
    """A school's relative score and where it stands; no `school` where the sheet is about one."""

    school: str
    score: float
    spot: Spot

    def of(self, school: str) -> FoundScore:
        """The same with the name of the school."""
        return replace(self, school=school)


def find_scores(rows: Sequence[Sequence[Cell]]) -> Iterator[FoundScore]:
    """Every relative score of a sheet."""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if type(cell) is not str or not ("носитель" in cell or "НОСИТЕЛЬ" in cell) or not _LABEL.search(cell):
                continue  # a quick look first: there are a thousand workbooks
            beside = _score(cells[column + 1]) if column + 1 < len(cells) else None
            if beside is not None:
                yield FoundScore("", beside, Spot(row, column + 1))
                continue
            names = next((at for at, head in enumerate(cells) if at != column and _SCHOOL.search(text_of(head))), -1)
            if names >= 0:
                yield from _below(rows, row + 1, names, column)


def _below(rows: Sequence[Sequence[Cell]], start: int, names: int, column: int) -> Iterator[FoundScore]:
    """The scores of a table of schools, to its first row without a name."""
    for row in range(start, len(rows)):
        cells = rows[row]
        name = text_of(cells[names]) if names < len(cells) else ""
        if not name:
            return
        score = _score(cells[column]) if column < len(cells) else None
        if score is not None:
            yield FoundScore(name, score, Spot(row, column))


def _score(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        value = float(cell)
    else:
        number = number_of(text_of(cell))
        if number is None:
            return None
        value = number[0]
    return value if 0 < value <= _HIGHEST else None
