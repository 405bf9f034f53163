"""Mean scores by year as programmes keep them: years down and subjects across («27,2/4»), or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cells import Cell, filled, folded, number, text, whole
from .figures import YEARS, Figures
from .layout import Layout, Rows
from .subjects import find_subject

_MEAN = re.compile(r"средн\w* балл|ср\.? ?балл")
_LABEL = re.compile(r"^(?:учебный )?год\b|^предмет")
_PAIR = re.compile(r"(\d+(?:[.,]\d+)?)\s*/\s*(\d(?:[.,]\d+)?)$")
_BASIC = "базов"
_MARKS = (2.0, 5.0)


def yearly_header(rows: Rows, at: int) -> Layout | None:
    """The layout of a table that begins in a row: what it shows is named beside the heading of its first column."""
    row = rows[at]
    label = next((place for place, cell in filled(row) if _LABEL.search(folded(cell))), None)
    if label is None or not any(_MEAN.search(folded(cell)) for _, cell in filled(row)):
        return None
    for below in range(at + 1, min(len(rows), at + 3)):
        named = {place: _named(cell) for place, cell in filled(rows[below]) if place > label}
        across = {place: name for place, name in named.items() if name}
        if across and len(across) == len(named):
            return Layout(YEARS, {"label": label}, height=below - at + 1, subjects=across)
    return None


def read_years(body: Rows, layout: Layout) -> Iterator[tuple[str, int, Figures]]:
    """Subject, year and what is said of them; a «-» says nothing."""
    place = layout.roles["label"]
    for row in body:
        down = _named(row[place]) if place < len(row) else ""
        for column, across in layout.subjects.items():
            if not down or down.isdecimal() == across.isdecimal() or column >= len(row):
                continue
            subject, year = (across, down) if down.isdecimal() else (down, across)
            stated = _stated(row[column], subject)
            if stated:
                yield subject, int(year), Figures(stated=stated)


def _named(cell: Cell) -> str:
    """The year or the known subject that a cell names; empty for anything else."""
    year = whole(cell) or whole(text(cell).split(" ")[0])
    return str(year) if year and 2000 <= year <= 2049 else find_subject(text(cell)) if isinstance(cell, str) else ""


def _stated(cell: Cell, subject: str) -> dict[str, float]:
    """«27,2/4» is a mean score and a mean mark; a single number of the basic level may be a mark."""
    pair = _PAIR.search(text(cell))
    if pair:
        return {"mean_score": _float(pair[1]), "mean_mark": _float(pair[2])}
    value = number(cell)
    if value is None:
        return {}
    low, high = _MARKS
    return {"mean_mark" if _BASIC in subject and low <= value <= high else "mean_score": value}


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))
