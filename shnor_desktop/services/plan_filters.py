"""Which rows of a plan are asked for: late ones, those of this month, those without a responsible person or deadline.

Counted while the person types, so that each distinct period is read once and each row is judged once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..models.activities import Activity
from .deadlines import Recurrence, Span, occurrences, parse_deadline
from .overview import late

FILTERS: tuple[tuple[str, str], ...] = (
    ("late", "Просроченные"),
    ("month", "В этом месяце"),
    ("no_responsible", "Без ответственного"),
    ("no_deadline", "Без срока"),
)
"""What can be asked for, and what it is called."""

Years = tuple[int, int] | None


class PlanFilters:
    """Judges rows of one plan on one day; `years` are those of the programme."""

    def __init__(self, years: Years, today: date) -> None:
        self.years = years
        self.today = today
        self._month = _month_of(today)
        self._periods: dict[str, tuple[bool, bool]] = {}
        self._judged: dict[int, tuple[Activity, frozenset[str]]] = {}

    def forget(self) -> None:
        """Let the rows go that were judged."""
        self._judged.clear()

    def counts(self, rows: Sequence[Activity]) -> dict[str, int]:
        """How many items each filter asks for: one and its sub-items count once, so that no part exceeds the whole."""
        found = dict.fromkeys((key for key, _ in FILTERS), 0)
        counted: set[str] = set()
        for row in rows:
            if row.level != "sub":
                counted = set()
            for key in self.judged(row) - counted:
                found[key] += 1
                counted.add(key)
        return found

    def shown(self, rows: Sequence[Activity], key: str) -> set[int]:
        """The ids of the rows that a filter asks for, each with what it belongs to and what belongs to it."""
        found: set[int] = set()
        group = item = 0
        item_asked = False
        for row in rows:
            asked = key in self.judged(row)
            if row.level == "group":
                group, item, item_asked = row.id, 0, False
                continue
            if row.level == "item":
                item, item_asked = row.id, asked
            if asked:
                found.update((group, item, row.id))
            elif row.level == "sub" and item_asked:
                found.add(row.id)
        found.discard(0)
        return found

    def judged(self, row: Activity) -> frozenset[str]:
        """The filters that ask for a row itself."""
        known = self._judged.get(row.id)
        if known is None or known[0] is not row:
            known = self._judged[row.id] = (row, self._judge(row))
        return known[1]

    def _judge(self, row: Activity) -> frozenset[str]:
        if row.level == "group":
            return frozenset()
        found = set()
        past, this_month = self._period(row.period)
        if past and row.text.strip() and late(row, self.years, self.today):
            found.add("late")
        if this_month:
            found.add("month")
        if row.level == "item" and not row.responsible.strip():
            found.add("no_responsible")
        if row.level == "item" and not row.period.strip():
            found.add("no_deadline")
        return frozenset(found)

    def _period(self, text: str) -> tuple[bool, bool]:
        """Whether its last day has passed, and whether it begins, ends or comes round in this month."""
        known = self._periods.get(text)
        if known is None:
            deadline = parse_deadline(text, self.years)
            past = deadline.due is not None and deadline.due < self.today
            month = self._month
            spans = () if deadline.recurrence is Recurrence.CONSTANT else occurrences(deadline, month)
            here = (month.start <= span.end <= month.end or (not deadline.limit and span.start >= month.start)
                    for span in spans)  # fmt: skip
            known = self._periods[text] = (past, any(here))
        return known


def _month_of(day: date) -> Span:
    after = (day.replace(day=28) + timedelta(4)).replace(day=1)
    return Span(day.replace(day=1), after - timedelta(1))
