"""Tables with subjects across: ЕГЭ of one year by school and district, means of each year; and means with years across.

Several of them may stand in one table of the document, one under the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...folding import fold
from ...results.cells import number
from ...results.subject_words import subjects_in
from .reading import Line, Written

_YEAR = re.compile(r"^(20\d\d)(?:\s*г\.?|\s*год)?$")
_LEADING = re.compile(r"-?\d+(?:[.,]\d+)?")
_N = re.compile(r"^(?:кол\S*|всего|число) участник\w*$")


@dataclass(frozen=True)
class Indicator:
    """A line of a table with subjects across: its words and a value for each column."""

    label: str
    values: tuple[float | None, ...]
    place: str


@dataclass(frozen=True)
class Across:
    """ЕГЭ of one year: each column is a subject in the school or, beside it, in the district."""

    columns: tuple[str, ...]
    lines: tuple[Indicator, ...]

    def line(self, words: str) -> Indicator | None:
        """The first line whose label matches."""
        return next((line for line in self.lines if re.search(words, line.label)), None)


Means = Mapping[str, Mapping[int, float]]
"""Subject → year → mean."""


def indicators_across(table: Written) -> Iterator[Across]:
    """Every table of ЕГЭ whose lines are indicators."""
    lines = table.lines
    for at, line in enumerate(lines):
        subjects = subjects_of(line)
        if len(subjects) < 2:
            continue
        body = list(_until_subjects(lines[at + 1 :]))
        if any(_year(cells) for cells in body):
            continue
        found = list(_indicators(len(subjects), body))
        pairs = any(len(one.values) > len(subjects) for one in found)
        names = [name for subject in subjects for name in ((subject, f"{subject}, округ") if pairs else (subject,))]
        same = tuple(one for one in found if len(one.values) == len(names))
        if len(same) > 2:
            yield Across(tuple(names), same)


def means_by_year(table: Written) -> Iterator[tuple[Means, str]]:
    """Means of every year with the place of the table: years in lines under subjects, or subjects over years."""
    for at, line in enumerate(table.lines):
        subjects = subjects_of(line)
        if len(subjects) >= 2:
            found: dict[str, dict[int, float]] = {subject: {} for subject in subjects}
            for below in _until_subjects(table.lines[at + 1 :]):
                year = _year(below)
                for subject, cell in zip(subjects, below.cells[1:], strict=False) if year else ():
                    if (value := _leading(cell)) is not None:
                        found[subject][year] = value
            if any(len(years) > 1 for years in found.values()):
                yield found, line.place
        years = [int(match[1]) for cell in line.cells if (match := _YEAR.match(fold(cell)))]
        if len(years) > 1 and len(years) >= len([cell for cell in line.cells if cell]) - 1:
            by_subject = _under_years(years, table.lines[at + 1 :])
            if by_subject:
                yield by_subject, line.place


def subjects_of(line: Line) -> list[str]:
    """The subjects that a line of headings names, each in a cell of its own; none when it says anything else."""
    cells = [cell for cell in line.cells[1:] if cell]
    named = [list(subjects_in(cell)) for cell in cells]
    return [found[0].subject for found in named] if cells and all(len(found) == 1 for found in named) else []


def _until_subjects(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if len(subjects_of(line)) >= 2 or len(line.indented) == 1:
            return
        yield line


def _indicators(subjects: int, lines: Sequence[Line]) -> Iterator[Indicator]:
    """Lines with their words; the first of numbers alone is that of the participants, whose words stand above."""
    for n, line in enumerate(lines):
        label = fold(line.cells[0]) if line.cells else ""
        cells = line.cells[1:] if number(label) is None else line.cells
        cells = cells[: len(cells) - len(cells) % subjects] if len(cells) >= subjects else cells
        if not label and n:
            continue
        yield Indicator(label or "кол-во участников", tuple(_leading(cell) for cell in cells), line.place)


def _under_years(years: Sequence[int], lines: Sequence[Line]) -> dict[str, dict[int, float]]:
    """Lines of a subject's means; the subject stands before them or in a line of its own above."""
    found: dict[str, dict[int, float]] = {}
    above = ""
    for line in lines:
        named = list(subjects_in(line.cells[0])) if line.cells else []
        words = [cell for cell in line.cells if cell]
        if named and len(words) == 1:
            above = named[0].subject
            continue
        subject, cells = (named[0].subject, line.cells[1:]) if named else (above, line.cells)
        if not subject:
            break
        values = {
            year: value for year, cell in zip(years, cells, strict=False) if (value := _leading(cell)) is not None
        }
        found.setdefault(subject, values)
        above = ""
    return found


def _year(line: Line) -> int:
    found = _YEAR.match(fold(line.cells[0])) if line.cells else None
    return int(found[1]) if found else 0


def _leading(cell: str) -> float | None:
    """A number, also the first of «14 (3,9)» and «27,2/4»."""
    found = _LEADING.match(cell.strip())
    return number(found[0]) if found else None
