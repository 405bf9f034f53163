"""An exam under another name: what the keys of values and tables, the signs and the marks of measures become."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .computed import ExamId
from .exam_key import EGE, OGE, VPR
from .exam_place import exam_from, exam_text

_SUMMARIES = {VPR: "vpr-summary", OGE: "oge"}
"""Kind of exam → its table that the other kind has too."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """One exam that becomes another; `years` are those the kind of the old one has, the exam itself left out."""

    old: ExamId
    new: ExamId
    years: Collection[int] = ()

    def key(self, key: str) -> str:
        """The key of a value or of a table under which it is found afterwards."""
        place, _, name = key.rpartition("/")
        if exam_from(place) is not None:
            return self._value(place, name)
        kind, _, place = key.partition("/")
        exam = exam_from(place)
        if exam is not None:
            return f"{self._table(kind)}/{exam_text(self.new)}" if exam == self.old else key
        return self._of_year(key)

    def sign(self, sign: str) -> str:
        """The name of a sign (see `signs.py`)."""
        old, new = (":".join((kind, str(year), subject, str(grade), "")) for kind, year, subject, grade in self._both)
        return new + sign.removeprefix(old) if sign.startswith(old) else sign

    @property
    def _both(self) -> tuple[ExamId, ExamId]:
        return self.old, self.new

    def _value(self, place: str, name: str) -> str:
        exam = exam_from(place)
        if exam == self.old:
            return f"{exam_text(self.new)}/{name}"
        word, mark, year = name.partition("@")
        earlier = exam is not None and mark and (exam[0], exam[2], exam[3]) == (self.old[0], *self.old[2:])
        if earlier and year == str(self.old[1]) and (self.new[0], *self.new[2:]) == (self.old[0], *self.old[2:]):
            return f"{place}/{word}@{self.new[1]}"  # said of another year against this one
        return f"{place}/{name}"

    def _table(self, table: str) -> str:
        if self.old[0] != self.new[0] and table == _SUMMARIES.get(self.old[0]):
            return _SUMMARIES.get(self.new[0], table)
        return table

    def _of_year(self, key: str) -> str:
        """What is of a whole year goes along with the only exam of that year."""
        kind, year = self.old[0], self.old[1]
        if self.new[0] != kind or year in self.years:
            return key
        if kind == EGE and key == f"ege/{year}":
            return f"ege/{self.new[1]}"
        begin = f"{kind}-years/{year}/"
        return f"{kind}-years/{self.new[1]}/{key.removeprefix(begin)}" if key.startswith(begin) else key
