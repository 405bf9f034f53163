"""Tables of ОГЭ in a text: participants, counts and shares of marks, found by the words of their two heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...folding import fold
from ...results.cells import number, whole
from ...results.subject_words import subjects_in
from .reading import LONGEST_TITLE, Line, Written

_MARK = re.compile(r"^отметк\w*\s*[«\"„“]?([2-5])[»\"“”]?$")
_COUNT = re.compile(r"^кол")
_N = re.compile(r"^кол\S* участник")
_MEAN = re.compile(r"^средн\w* отметк")


@dataclass(frozen=True)
class MarksRow:
    """One sample's row: how many took part, mark → how many, mark → stated per cent, passed, mean mark."""

    name: str
    n: int | None
    marks: Mapping[int, int]
    shares: Mapping[int, float]
    passed: int | None
    passed_share: float | None
    mean: float | None
    place: str

    @property
    def total(self) -> int:
        """All marks together."""
        return sum(self.marks.values())

    @property
    def whole(self) -> bool:
        """Whether all four marks are counted."""
        return set(self.marks) == {5, 4, 3, 2} and self.total > 0

    @property
    def quality(self) -> float:
        """(«5» + «4») / N, per cent."""
        return 100.0 * (self.marks.get(5, 0) + self.marks.get(4, 0)) / self.total


@dataclass(frozen=True)
class MarksTable:
    """A table of one subject."""

    subject: str
    rows: tuple[MarksRow, ...]


@dataclass(frozen=True)
class _Columns:
    n: int | None
    counts: Mapping[int, int]
    shares: Mapping[int, int]
    passed: int | None
    passed_share: int | None
    mean: int | None


def marks_table(table: Written) -> MarksTable | None:
    """What a table of marks says; None when it is another table."""
    for at in range(min(4, len(table.lines) - 1)):
        columns = _columns(table.lines[at], table.lines[at + 1])
        if columns:
            rows = tuple(_rows(columns, table.lines[at + 2 :]))
            return MarksTable(subject_of(table), rows) if rows else None
    return None


def _columns(head: Line, below: Line) -> _Columns | None:
    """Where what stands: the second row says «кол-во» and «%» under each mark, in the order of the first."""
    names = [fold(cell) for cell in head.columns if cell]
    marks = [int(found[1]) for name in names if (found := _MARK.match(name))]
    counts = [place for place, cell in enumerate(below.columns) if _COUNT.match(fold(cell))]
    shares = {place: fold(cell).startswith("%") for place, cell in enumerate(below.columns)}
    if len(marks) < 3 or len(counts) != len(marks):
        return None
    passed = next((place for place, cell in enumerate(below.columns) if fold(cell).startswith("всего")), None)
    last = max(place for place, cell in enumerate(below.columns) if cell)
    return _Columns(
        n=next((place for place, cell in enumerate(head.columns) if _N.match(fold(cell))), None),
        counts=dict(zip(marks, counts, strict=True)),
        shares={mark: place + 1 for mark, place in zip(marks, counts, strict=True) if shares.get(place + 1)},
        passed=passed,
        passed_share=passed + 1 if passed is not None and shares.get(passed + 1) else None,
        mean=last + 1 if any(_MEAN.match(name) for name in names) else None,
    )


def _rows(columns: _Columns, lines: Sequence[Line]) -> Iterator[MarksRow]:
    for line in lines:
        counted = {mark: _count(line, place) for mark, place in columns.counts.items()}
        marks = {mark: count for mark, count in counted.items() if count is not None}
        if len(marks) < len(counted) - 1:  # one empty cell is nobody with that mark
            continue
        shares = {mark: share for mark, place in columns.shares.items() if (share := _value(line, place)) is not None}
        words = [cell for cell in line.columns if cell and number(cell) is None and len(cell) > 2]
        yield MarksRow(
            words[0] if words else "",
            _count(line, columns.n),
            {mark: marks.get(mark, 0) for mark in counted},
            shares,
            _count(line, columns.passed),
            _value(line, columns.passed_share),
            _value(line, columns.mean),
            line.place,
        )


def subject_of(table: Written) -> str:
    """The subject of the nearest title above."""
    for said in reversed(table.above):
        named = list(subjects_in(said.text)) if len(said.text) <= LONGEST_TITLE else []
        if named:
            return named[0].subject
    return ""


def _value(line: Line, place: int | None) -> float | None:
    return number(line.columns[place]) if place is not None and place < len(line.columns) else None


def _count(line: Line, place: int | None) -> int | None:
    return whole(line.columns[place]) if place is not None and place < len(line.columns) else None
