"""The courses of all indicators of an open file, computed once and again only where something has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ..models.indicators import Indicator, IndicatorValue
from ..models.monitoring import Wave
from ..models.school import Programme
from .changes import Change
from .indicator_course import Course, Rules, Verdict, Years, course, wave_days
from .school_file import SchoolFile

_TABLES = ("indicator_value", "programme", "wave")
"""What a course rests on besides the indicator's own row."""


class Courses:
    """Knows the checkpoints and the verdict of every indicator."""

    def __init__(self, file: SchoolFile, rules: Rules | None = None, today: Callable[[], date] = date.today) -> None:
        self._file = file
        self._today = today
        self.rules = rules or Rules()
        self._known: dict[int, tuple[object, Course]] = {}
        self._values: dict[int, tuple[IndicatorValue, ...]] = {}
        self._years: Years = None
        self._days: dict[str, date] = {}
        self._read()

    def follow(self, changes: Iterable[Change]) -> bool:
        """Take over what was committed; whether courses may be others now."""
        touched = any(change.table in _TABLES for change in changes)
        if touched:
            self._read()
        return touched

    def _read(self) -> None:
        programme = self._file.get(Programme, 1) or Programme()
        first, last = programme.year_from, programme.year_to
        self._years = (first, last or first) if first else None
        self._days = wave_days(self._file.rows(Wave), self._years)
        held: dict[int, list[IndicatorValue]] = {}
        for value in self._file.rows(IndicatorValue):
            held.setdefault(value.indicator_id, []).append(value)
        self._values = {owner: tuple(values) for owner, values in held.items()}

    def values(self, indicator_id: int) -> tuple[IndicatorValue, ...]:
        """The checkpoints of an indicator."""
        return self._values.get(indicator_id, ())

    def of(self, row: Indicator) -> Course:
        """The course of an indicator today."""
        values, today = self.values(row.id), self._today()
        basis = (row, values, self._years, self._days, today, self.rules)
        known = self._known.get(row.id)
        if known is None or known[0] != basis:
            known = basis, course(row, values, self._years, today, self._days, self.rules)
            self._known[row.id] = known
        return known[1]

    def count(self, rows: Sequence[Indicator]) -> dict[Verdict, int]:
        """How many of the rows stand where."""
        verdicts = [self.of(row).verdict for row in rows]
        return {verdict: verdicts.count(verdict) for verdict in Verdict}
