"""Lines of a plan whose rows are read when they are wanted: a page of ten thousand rows opens with those in sight.

Level, place and typed number of every row are known from the beginning; the texts come in blocks, the neighbours of a
row that is asked for together with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...models.activities import Activity
from ...services.plan_rows import Spot
from ...services.reading import read_among
from ...services.school_file import SchoolFile
from .lines import Line

BEFORE, AFTER = 56, 200
"""So many neighbours come along: what is scrolled to next, and what a count of all rows asks for next."""


class PlanLine(Line):
    """A line that knows where its row stands and fetches it when it is asked for."""

    __slots__ = ("_store", "position", "spot", "typed", "upper")

    def __init__(self, spot: Spot, number: str, store: PlanRows, row: Activity | None = None) -> None:
        self.spot = spot
        """What was known of the row from the beginning."""
        id_, self.level, self.position, self.typed, self.upper = spot
        self.key = ("activity", id_)
        self.number = number
        self._row = row
        self._store = store

    @property
    def row(self) -> Any:
        """The stored row."""
        return self._row if self._row is not None else self._store.fetch(self)

    @property
    def id(self) -> int:
        """The id of the stored row, whether it was read or not."""
        return self.spot.id

    @property
    def is_here(self) -> bool:
        """Whether the row was read already."""
        return self._row is not None

    def take(self, row: Activity) -> None:
        """Keep the row that was read."""
        self._row = row

    def with_row(self, row: Any) -> Line:
        """The same line after an edit that moved nothing."""
        return PlanLine(self.spot, self.number, self._store, row)

    def unread(self) -> PlanLine:
        """The same line, whose row is to be read again."""
        return PlanLine(self.spot, self.number, self._store)

    def numbered(self, number: str) -> PlanLine:
        """The line under that number: itself where it has it already."""
        return self if number == self.number else PlanLine(self.spot, number, self._store, self._row)

    def shows_as(self, other: Line) -> bool:
        """Rows that were not read yet may say anything."""
        both_here = isinstance(other, PlanLine) and self.is_here and other.is_here
        return both_here and self == other


class PlanRows:
    """Reads the rows of one model's lines, block by block."""

    def __init__(self, file: SchoolFile, whole: Callable[[], Sequence[Line]], place_of: Callable[[Any], int]) -> None:
        self._file = file
        self._whole = whole
        self._place_of = place_of

    def fetch(self, line: PlanLine) -> Activity:
        """The row of a line; its neighbours' rows are kept in their lines.

        While a long action is being written nothing is kept: it may be taken back.
        """
        if self._file.closed:  # a page may be painted once more before it goes
            return _bare(line)
        if self._file.writing:
            return self._read([line])[line.id]
        whole, place = self._whole(), self._place_of(line.key)
        there = 0 <= place < len(whole) and whole[place] is line
        block = whole[max(place - BEFORE, 0) : place + AFTER] if there else [line]
        missing = [one for one in block if isinstance(one, PlanLine) and not one.is_here]
        found = self._read(missing)
        for one in missing:
            one.take(found[one.id])
        return found[line.id]

    def _read(self, lines: Sequence[PlanLine]) -> dict[int, Activity]:
        """The rows by id; one that went meanwhile is as empty as it is on paper."""
        found = {row.id: row for row in read_among(self._file.raw, Activity, "id", [line.id for line in lines])}
        for line in lines:
            found.setdefault(line.id, _bare(line))
        return found


def _bare(line: PlanLine) -> Activity:
    return Activity(line.id, level=line.level, position=line.position)


class LineRows(Sequence[Activity]):
    """The rows of lines, each read when it is asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = list(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, place: Any) -> Any:
        return [line.row for line in self._lines[place]] if isinstance(place, slice) else self._lines[place].row
