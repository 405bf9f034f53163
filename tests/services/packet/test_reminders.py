"""The calendar of control dates and deadlines."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

from icalendar import Calendar

from shnor_desktop.services.packet.reminders import reminders, write_calendar
from shnor_desktop.services.queries import ProgrammeData


def test_control_dates_stand_in_the_calendar(example: ProgrammeData):
    days = [one.day for one in reminders(example) if one.control]
    assert days[:4] == [date(2026, 4, 20), date(2026, 10, 1), date(2026, 12, 15), date(2026, 12, 31)]
    assert len(days) == 10


def test_what_is_done_needs_no_reminder(example: ProgrammeData):
    done = {
        f"activity:{entry.row.id}"
        for section in example.sections
        for entry in section.activities
        if entry.row.percent == 100
    }
    assert done
    assert not done & {one.key for one in reminders(example)}


def test_the_file(example: ProgrammeData, tmp_path: Path):
    count = write_calendar(example, tmp_path / "a.ics")
    calendar = Calendar.from_ical((tmp_path / "a.ics").read_bytes())
    events = list(calendar.walk("VEVENT"))
    assert len(events) == count == len(reminders(example))
    assert len({str(event["uid"]) for event in events}) == count
    first = next(event for event in events if "Отчёт: Входной" in str(event["summary"]))
    assert first["dtstart"].dt == date(2026, 4, 20)
    assert first["dtend"].dt == date(2026, 4, 21)
    (alarm,) = first.walk("VALARM")
    assert alarm["trigger"].dt.days == -7
    assert all(len(line) <= 75 for line in (tmp_path / "a.ics").read_bytes().split(b"\r\n"))


def test_the_same_programme_gives_the_same_file(example: ProgrammeData, tmp_path: Path):
    for name in ("a.ics", "b.ics"):
        write_calendar(example, tmp_path / name)
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_a_programme_without_years_has_only_what_is_dated(example: ProgrammeData):
    data = dataclasses.replace(example, programme=dataclasses.replace(example.programme, year_from=0, year_to=0))
    assert all(one.control for one in reminders(data))
