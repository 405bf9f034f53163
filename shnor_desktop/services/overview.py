"""The state of a programme on one page: how much is filled and done, what is late and what comes next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..models.activities import Activity
from ..models.indicators import Indicator
from .completeness import whole
from .deadlines import control_date, is_overdue, parse_deadline
from .queries import ProgrammeData, SectionData

HORIZON = timedelta(days=120)
"""How far ahead the overview looks."""

DONE = 100
"""Per cent at which an activity is done."""

_NUMBER = re.compile(r"^-?\d+(?:[.,]\d+)?$")


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
    indicators = [entry.row for section in data.sections for task in section.tasks for entry in task.indicators]
    overdue = [event for event in _activity_events(data, today) if event.overdue]
    ahead = [event for event in _activity_events(data, today) if not event.overdue and event.day <= today + HORIZON]
    ahead += _control_events(data, today)
    return Overview(
        filled=whole(data.sections),
        activities=len(items),
        activities_done=sum(row.percent == DONE for _, row in items),
        indicators=len(indicators),
        indicators_reached=sum(reached(row) is True for row in indicators),
        overdue=tuple(sorted(overdue, key=lambda event: event.day)),
        upcoming=tuple(sorted(ahead, key=lambda event: event.day)),
    )


def reached(row: Indicator) -> bool | None:
    """Whether a target is reached: numbers are compared, «имеется» must be there; None while nobody can say.

    A comparison «не выше…» turns the direction round.
    """
    if not row.achieved.strip() or not row.target.strip():
        return None
    target, achieved = _number(row.target), _number(row.achieved)
    if target is not None and achieved is not None:
        falling = row.comparison.lower().startswith(("не выше", "не более", "ниже", "меньше", "менее"))
        return achieved <= target if falling else achieved >= target
    if target is None and achieved is None:
        return row.target.strip().lower() == row.achieved.strip().lower()
    return None


def late(row: Activity, years: tuple[int, int] | None, today: date) -> bool:
    """Whether an activity is past its deadline and not done."""
    return is_overdue(parse_deadline(row.period, years), today, row.percent == DONE)


def years_of(data: ProgrammeData) -> tuple[int, int] | None:
    """First and last year of the programme, None while they are unknown."""
    first, last = data.programme.year_from, data.programme.year_to
    return (first, last or first) if first else None


def _activity_events(data: ProgrammeData, today: date) -> list[Event]:
    years = years_of(data)
    events = []
    for section in data.sections:
        for entry in section.activities:
            row = entry.row
            if row.level == "group" or row.percent == DONE or not row.text.strip():
                continue
            deadline = parse_deadline(row.period, years)
            if deadline.due is not None:
                overdue = is_overdue(deadline, today, done=False)
                if overdue or deadline.due >= today:
                    place = f"activity:{row.id}:period"
                    text = f"{entry.number} {row.text}".strip()
                    events.append(Event(deadline.due, text, section.section.id, place, overdue))
    return events


def _control_events(data: ProgrammeData, today: date) -> list[Event]:
    return [
        Event(day, row.kind, section.section.id, f"schedule_row:{row.id}:control_date")
        for section in data.sections
        for row in section.schedule
        if (day := _next_control(section, row.control_date, data, today)) is not None
    ]


def _next_control(section: SectionData, text: str, data: ProgrammeData, today: date) -> date | None:
    day = control_date(text, years_of(data))
    return day if day is not None and today <= day <= today + HORIZON else None


def _number(text: str) -> float | None:
    plain = text.replace("%", "").replace("\u00a0", "").strip()
    return float(plain.replace(",", ".")) if _NUMBER.match(plain) else None
