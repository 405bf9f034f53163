"""The state of a programme on one page: how much is filled and done, what is late and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..models.activities import Activity
from .completeness import whole
from .deadlines import Recurrence, is_overdue, next_occurrence, parse_deadline
from .indicator_course import reached as reached
from .queries import ProgrammeData

HORIZON = timedelta(days=120)
"""How far ahead the overview looks."""

DONE = 100
"""Per cent at which an activity is done."""

_EVER = (Recurrence.DAILY, Recurrence.WEEKLY)
"""Comes round so often that only its last day is worth a line."""


@dataclass(frozen=True)
class Event:
    """A date that comes or has passed: where it stands in the programme, and its text."""

    day: date
    text: str
    section_id: int
    place: str
    overdue: bool = False


@dataclass(frozen=True)
class Overview:
    """The figures of the overview page; `filled` is a part of 0 to 1."""

    filled: float
    activities: int
    activities_done: int
    indicators: int
    indicators_reached: int
    overdue: tuple[Event, ...]
    upcoming: tuple[Event, ...]


def overview(data: ProgrammeData, today: date) -> Overview:
    """Everything the page shows, from plain data; linear in rows."""
    items = [(section, entry.row) for section in data.sections for entry in section.activities]
    items = [(section, row) for section, row in items if row.level == "item" and section.section.key != "diary"]
    indicators = [entry for section in data.sections for task in section.tasks for entry in task.indicators]
    calendar = _Calendar(data, today)
    events = _activity_events(data, calendar)
    overdue = [event for event in events if event.overdue]
    ahead = [event for event in events if not event.overdue] + _control_events(data, calendar)
    return Overview(
        filled=whole(data.sections),
        activities=len(items),
        activities_done=sum(row.percent == DONE for _, row in items),
        indicators=len(indicators),
        indicators_reached=sum(reached(entry.row, entry.values) is True for entry in indicators),
        overdue=tuple(sorted(overdue, key=lambda event: event.day)),
        upcoming=tuple(sorted(ahead, key=lambda event: event.day)),
    )


def late(row: Activity, years: tuple[int, int] | None, today: date) -> bool:
    """Whether an activity is past its deadline and not done."""
    return is_overdue(parse_deadline(row.period, years), today, row.percent == DONE)


def years_of(data: ProgrammeData) -> tuple[int, int] | None:
    """First and last year of the programme, None while they are unknown."""
    first, last = data.programme.year_from, data.programme.year_to
    return (first, last or first) if first else None


class _Calendar:
    """What the periods of a programme mean on a day; a plan of 10,000 rows repeats some forty texts."""

    def __init__(self, data: ProgrammeData, today: date) -> None:
        self._years = years_of(data)
        self._today = today
        self._known: dict[str, tuple[date | None, bool]] = {}

    def day(self, text: str) -> tuple[date | None, bool]:
        """The day on which a period ends next within the horizon, or ran out, and whether it is past."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> tuple[date | None, bool]:
        deadline = parse_deadline(text, self._years)
        if is_overdue(deadline, self._today, done=False):
            return deadline.due, True
        if deadline.recurrence in _EVER:
            near = deadline.due is not None and deadline.due <= self._today + HORIZON
            return deadline.due if near else None, False
        found = next_occurrence(deadline, self._today, self._today + HORIZON)
        return found.end if found else None, False


def _activity_events(data: ProgrammeData, calendar: _Calendar) -> list[Event]:
    """A diary row and the roadmap row it was taken from are one thing to do, told once where the day is the same."""
    rows = {entry.row.id: entry.row for section in data.sections for entry in section.activities}
    events = []
    for section in data.sections:
        for entry in section.activities:
            row = entry.row
            if row.level == "group" or row.percent == DONE or not row.text.strip():
                continue
            day, overdue = calendar.day(row.period)
            source = rows.get(row.linked_id or 0)
            told = source is not None and source.text.strip() and calendar.day(source.period) == (day, overdue)
            if day is not None and not told:
                place = f"activity:{row.id}:period"
                text = f"{entry.number} {row.text}".strip()
                events.append(Event(day, text, section.section.id, place, overdue))
    return events


def _control_events(data: ProgrammeData, calendar: _Calendar) -> list[Event]:
    """Reports that come next; one that is past may have been handed in: nothing says that it was not."""
    events = []
    for section in data.sections:
        for row in section.schedule:
            day, past = calendar.day(row.control_date)
            if day is not None and not past:
                events.append(Event(day, row.kind, section.section.id, f"schedule_row:{row.id}:control_date"))
    return events
