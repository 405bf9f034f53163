"""The overview on fixed days: what is filled, done, late, and what comes next."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest
from counting import calls_made, in_proportion
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Activity, Indicator, Programme, ScheduleRow, School, Section, Task
from shnor_desktop.services import overview as page
from shnor_desktop.services.deadlines import parse_deadline
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.overview import HORIZON, Event, late, overview, reached, years_of
from shnor_desktop.services.queries import (
    ActivityEntry,
    IndicatorEntry,
    OutlineEntry,
    ProgrammeData,
    SectionData,
    TaskEntry,
    read_programme,
)
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")
TODAY = date(2027, 3, 15)
YEARS = (2026, 2028)


def plan(key: str, *rows: Activity) -> SectionData:
    spec = FORM.sections[key]
    section = Section(id=len(key), key=key, kind=spec.kind)
    entries = tuple(ActivityEntry(row, f"{number}.") for number, row in enumerate(rows, 1))
    return SectionData(OutlineEntry(section, 0, "6.", spec), activities=entries)


def programme(*sections: SectionData, years: tuple[int, int] = YEARS) -> ProgrammeData:
    row = Programme(id=1, year_from=years[0], year_to=years[1])
    return ProgrammeData(School(), row, (), (), sections, FORM, {})


def row(id_: int, period: str, percent: int | None = None, level: str = "item") -> Activity:
    return Activity(id=id_, text=f"Дело {id_}", period=period, percent=percent, level=level)


ROADMAP = plan(
    "roadmap",
    row(1, "", level="group"),
    row(2, "до 1 марта 2027 года"),
    row(3, "до 1 марта 2027 года", percent=100),
    row(4, "до 1 марта 2027 года", percent=99),
    row(5, "15 марта 2027"),
    row(6, "май 2027"),
    row(7, "декабрь 2027"),
    row(8, "постоянно"),
    row(9, "по отдельному плану"),
    row(10, "совсем непонятно когда"),
    row(11, "январь 2027", level="sub"),
    row(12, "январь 2027", level="group"),
    dataclasses.replace(row(13, "январь 2027"), text="  "),
)


def days(events: tuple[Event, ...]) -> list[tuple[int, date]]:
    return [(int(event.place.split(":")[1]), event.day) for event in events]


def test_what_is_late_and_what_comes_next():
    seen = overview(programme(ROADMAP), TODAY)
    assert days(seen.overdue) == [(11, date(2027, 1, 31)), (2, date(2027, 3, 1)), (4, date(2027, 3, 1))]
    assert days(seen.upcoming) == [(5, TODAY), (6, date(2027, 5, 31))]
    assert all(event.overdue for event in seen.overdue) and not any(event.overdue for event in seen.upcoming)
    assert seen.upcoming[0] == Event(TODAY, "5. Дело 5", ROADMAP.section.id, "activity:5:period")


def test_a_day_later_it_is_late():
    seen = overview(programme(ROADMAP), TODAY + timedelta(days=1))
    assert (5, TODAY) in days(seen.overdue) and (5, TODAY) not in days(seen.upcoming)


def test_the_horizon_is_a_last_day():
    due = date(2027, 12, 31)
    assert (7, due) in days(overview(programme(ROADMAP), due - HORIZON).upcoming)
    assert (7, due) not in days(overview(programme(ROADMAP), due - HORIZON - timedelta(days=1)).upcoming)


def test_items_are_counted_and_done_ones_too():
    diary = plan("diary", row(20, "май 2027", percent=100))
    seen = overview(programme(ROADMAP, diary), TODAY)
    assert (seen.activities, seen.activities_done) == (10, 1)
    assert overview(programme(plan("staff_measures", row(1, "", percent=100))), TODAY).activities_done == 1


def test_what_the_diary_is_late_with_is_late():
    """A municipality's activity that is entered in the diary has its own deadline."""
    seen = overview(programme(plan("diary", row(20, "январь 2027"))), TODAY)
    assert days(seen.overdue) == [(20, date(2027, 1, 31))]


def reports(*dates: str) -> SectionData:
    spec = FORM.sections["schedule"]
    rows = tuple(ScheduleRow(id=n, kind=f"Отчёт {n}", control_date=text) for n, text in enumerate(dates, 1))
    return SectionData(OutlineEntry(Section(id=8, key="schedule", kind="schedule"), 0, "8.", spec), schedule=rows)


def test_a_row_and_its_copy_in_the_diary_are_told_once():
    source = row(1, "январь 2027")
    same = dataclasses.replace(row(2, "до 31 января 2027"), linked_id=1)
    later = dataclasses.replace(row(3, "апрель 2027"), linked_id=1)
    alone = dataclasses.replace(row(4, "январь 2027"), linked_id=99)
    seen = overview(programme(plan("roadmap", source), plan("diary", same, later, alone)), TODAY)
    assert [event.place for event in seen.overdue] == ["activity:1:period", "activity:4:period"]
    assert [event.place for event in seen.upcoming] == ["activity:3:period"]


def test_reports_come_among_the_activities_by_their_day():
    section = reports("20 апреля 2027", "1 октября 2027", "1 марта 2027", "по запросу", "15.03.2027")
    seen = overview(programme(ROADMAP, section), TODAY)
    assert [event.text for event in seen.upcoming] == ["5. Дело 5", "Отчёт 5", "Отчёт 1", "6. Дело 6"]
    assert seen.upcoming[1].place == "schedule_row:5:control_date"


def coming(period: str, today: str, percent: int | None = None) -> list[date]:
    """When the overview of a day announces an activity."""
    seen = overview(programme(plan("roadmap", row(1, period, percent))), date.fromisoformat(today))
    return [event.day for event in seen.upcoming]


@pytest.mark.parametrize(
    ("period", "today", "day"),
    [
        ("20 апреля ежегодно", "2026-03-01", "2026-04-20"),
        ("20 апреля ежегодно", "2027-03-01", "2027-04-20"),
        ("20 апреля ежегодно", "2028-04-20", "2028-04-20"),
        ("ежемесячно", "2027-03-15", "2027-03-31"),
        ("ежемесячно до 15 числа", "2027-03-16", "2027-04-15"),
        ("ежеквартально", "2027-03-31", "2027-03-31"),
        ("раз в полугодие", "2027-05-01", "2027-06-30"),
        ("март 2026 года, далее ежегодно", "2028-01-10", "2028-03-31"),
        ("февраль, март, сентябрь", "2026-02-10", "2026-02-28"),
        ("февраль, март, сентябрь", "2026-03-01", "2026-03-31"),
        ("в течение года", "2027-11-01", "2027-12-31"),
        ("еженедельно", "2028-12-01", "2028-12-31"),
    ],
)
def test_what_repeats_is_announced_by_its_next_day(period: str, today: str, day: str):
    assert coming(period, today) == [date.fromisoformat(day)]
    section = reports(period)
    seen = overview(programme(section), date.fromisoformat(today))
    assert [event.day for event in seen.upcoming] == [date.fromisoformat(day)]
    assert coming(period, today, percent=100) == []


@pytest.mark.parametrize("period", ["еженедельно", "ежедневно", "постоянно", "март ежегодно", "по плану", ""])
def test_what_is_far_or_always_is_not_announced(period: str):
    assert coming(period, "2027-06-01") == []


def test_what_repeats_is_late_only_when_its_last_day_is_past():
    section = plan("roadmap", row(1, "20 апреля ежегодно"))
    assert overview(programme(section), date(2027, 6, 1)).overdue == ()
    assert days(overview(programme(section), date(2028, 4, 21)).overdue) == [(1, date(2028, 4, 20))]


def test_a_long_plan_reads_each_period_once(monkeypatch: pytest.MonkeyPatch):
    texts = ("ежемесячно", "до 15 апреля ежегодно", "март 2027", "20 апреля 2027 года", "ежеквартально")
    read: list[str] = []
    monkeypatch.setattr(page, "parse_deadline", lambda text, years: (read.append(text), parse_deadline(text, years))[1])

    def work(count: int) -> int:
        data = programme(plan("roadmap", *(row(n, texts[n % len(texts)]) for n in range(1, count + 1))))
        read.clear()
        assert len(overview(data, TODAY).upcoming) == count
        assert sorted(read) == sorted(texts)
        return calls_made(lambda: overview(data, TODAY))

    assert in_proportion(work(500), work(2_000), 4)


def test_nothing_at_all():
    seen = overview(programme(), TODAY)
    assert (seen.filled, seen.activities, seen.indicators, seen.overdue, seen.upcoming) == (0.0, 0, 0, (), ())


@pytest.mark.parametrize(
    ("years", "known"), [((2026, 2028), (2026, 2028)), ((2026, 0), (2026, 2026)), ((0, 2028), None), ((0, 0), None)]
)
def test_years_of_a_programme(years: tuple[int, int], known: tuple[int, int] | None):
    assert years_of(programme(years=years)) == known
    assert overview(programme(ROADMAP, years=years), TODAY).activities == 10


@pytest.mark.parametrize(
    ("period", "percent", "is_late"),
    [
        ("14 марта 2027", None, True),
        ("14 марта 2027", 100, False),
        ("14 марта 2027", 0, True),
        ("15 марта 2027", None, False),
        ("постоянно", None, False),
        ("", None, False),
        ("неизвестно", None, False),
    ],
)
def test_late_is_past_its_day_and_not_done(period: str, percent: int | None, is_late: bool):
    assert late(row(1, period, percent), YEARS, TODAY) is is_late


@pytest.mark.parametrize(
    ("target", "achieved", "comparison", "answer"),
    [
        ("75", "75", "", True),
        ("75", "74,9", "", False),
        ("75 %", "80\u00a0%", "", True),
        ("12,5", "12.5", "", True),
        ("-1", "-2", "", False),
        ("10", "9", "не выше областного", True),
        ("10", "11", "Не более 10", False),
        ("10", "10", "менее прошлого года", True),
        ("имеется", "Имеется ", "", True),
        ("имеется", "не имеется", "", False),
        ("75", "", "", None),
        ("", "75", "", None),
        ("  ", "75", "", None),
        ("не менее 75", "80", "", None),
        ("75", "нет данных", "", None),
    ],
)
def test_whether_a_target_is_reached(target: str, achieved: str, comparison: str, answer: bool | None):
    assert reached(Indicator(target=target, achieved=achieved, comparison=comparison)) is answer


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_more_is_better_unless_said_otherwise(target: int, achieved: int):
    rising = Indicator(target=str(target), achieved=f"{achieved} %")
    assert reached(rising) is (achieved >= target)
    assert reached(dataclasses.replace(rising, comparison="не выше")) is (achieved <= target)


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_any_words_are_answered(target: str, achieved: str, comparison: str):
    assert reached(Indicator(target=target, achieved=achieved, comparison=comparison)) in (True, False, None)


def test_indicators_are_counted_and_reached_ones_too():
    spec = FORM.sections["indicators"]
    rows = [Indicator(target="5", achieved=text) for text in ("5", "4", "", "нет данных")]
    task = TaskEntry(Task(), "", tuple(IndicatorEntry(indicator, "") for indicator in rows))
    section = SectionData(OutlineEntry(Section(id=7, kind="indicators"), 0, "7.", spec), tasks=(task,))
    seen = overview(programme(section), TODAY)
    assert (seen.indicators, seen.indicators_reached) == (4, 1)


def test_the_example_has_something_to_show(tmp_path: Path):
    make_demo(tmp_path / "Пример.shnor")
    with SchoolFile.open(tmp_path / "Пример.shnor") as file:
        data = read_programme(file)
    seen = overview(data, date(2026, 11, 1))
    assert seen.filled == 1.0
    assert seen.activities > 20 and seen.indicators > 10
    assert seen.upcoming and list(seen.upcoming) == sorted(seen.upcoming, key=lambda event: event.day)
    assert {event.section_id for event in seen.upcoming} <= {section.section.id for section in data.sections}
