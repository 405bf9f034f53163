"""Control dates and deadlines as an .ics file for any calendar program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ..deadlines import Recurrence, Span, occurrences, parse_deadline
from ..documents.text_clean import clean_text
from ..files import write_aside
from ..overview import DONE, years_of
from ..queries import ProgrammeData
from .requested import requests

BEFORE = timedelta(days=7)
"""How long before a control date the calendar reminds."""

_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""No true time: the same programme gives the same file."""
_EVER = (Recurrence.DAILY, Recurrence.WEEKLY, Recurrence.CONSTANT)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day to be reminded of; `key` stays the same from export to export, so that calendars do not double it."""

    day: date
    text: str
    note: str
    key: str
    control: bool = False


def reminders(data: ProgrammeData) -> list[Reminder]:
    """All control dates and the last days of activities that are not done, in order."""
    found = [
        Reminder(
            request.day, " ".join(request.row.kind.split()), request.row.form, f"schedule_row:{request.row.id}", True
        )
        for request in requests(data)
        if request.day is not None
    ]
    return sorted([*found, *_activities(data)], key=lambda one: (one.day, not one.control, one.text))


def write_calendar(data: ProgrammeData, path: Path) -> int:
    """Write the calendar to `path`, whole or not at all; returns how many days it holds."""
    from icalendar import Alarm, Calendar, Event

    school = data.school.short_name or data.school.full_name
    mark = hashlib.sha256(f"{data.school.full_name}\n{data.programme.title}".encode()).hexdigest()[:16]
    calendar = Calendar()
    calendar.add("prodid", "-//shnor-desktop//RU")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean_text(f"Программа школы: {school}"))
    days = reminders(data)
    for one in days:
        event = Event()
        event.add("uid", f"{mark}-{one.key.replace(':', '-')}-{one.day:%Y%m%d}@shnor-desktop")
        event.add("dtstamp", _STAMP)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", clean_text(f"{'Отчёт: ' if one.control else ''}{one.text}"))
        if one.note.strip():
            event.add("description", clean_text(one.note))
        event.add("transp", "TRANSPARENT")
        if one.control:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", clean_text(one.text))
            alarm.add("trigger", -BEFORE)
            event.add_component(alarm)
        calendar.add_component(event)
    with write_aside(path) as aside:
        aside.write_bytes(calendar.to_ical())
    return len(days)


def _activities(data: ProgrammeData) -> Iterator[Reminder]:
    """Activities with a last day; what goes on all the time, or comes every week, is no appointment."""
    years = years_of(data)
    if years is None:
        return
    whole = Span(date(years[0], 1, 1), date(years[1], 12, 31))
    for section in data.sections:
        for entry in section.activities:
            row = entry.row
            if row.level == "group" or row.percent == DONE or row.linked_id is not None or not row.text.strip():
                continue
            deadline = parse_deadline(row.period, years)
            if deadline.recurrence in _EVER:
                continue
            for day in sorted({span.end for span in occurrences(deadline, whole)}):
                yield Reminder(day, f"{entry.number} {row.text}".strip(), row.responsible, f"activity:{row.id}")
