"""What repeats, laid out on a calendar, and what is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shnor_desktop.services.deadlines import Span, is_overdue, next_occurrence, occurrences, parse_deadline
from shnor_desktop.services.years import FIRST_YEAR, LAST_YEAR

YEARS = (2026, 2028)
ALL = Span(date(2020, 1, 1), date(2035, 12, 31))


def on_calendar(text: str, start: str = "2020-01-01", end: str = "2035-12-31") -> list[str]:
    found = occurrences(parse_deadline(text, YEARS), Span(date.fromisoformat(start), date.fromisoformat(end)))
    return [f"{span.start:%d.%m.%y}-{span.end:%d.%m.%y}" for span in found]


def test_without_years_the_calendar_is_whole_from_its_first_month_to_its_last():
    monthly = parse_deadline("ежемесячно")
    found = occurrences(monthly, Span(date(FIRST_YEAR - 1, 12, 1), date(LAST_YEAR + 1, 1, 31)))
    assert len(found) == 12 * (LAST_YEAR - FIRST_YEAR + 1)
    assert (found[0].start, found[-1].end) == (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


def test_weeks_begin_on_monday_whenever_one_asks():
    found = occurrences(parse_deadline("еженедельно"), Span(date(2026, 11, 4), date(2026, 11, 17)))
    assert [span.start for span in found] == [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]


@pytest.mark.parametrize(
    ("text", "today", "until", "end"),
    [
        ("ежемесячно", "2026-11-23", "2027-03-01", "2026-11-30"),
        ("май 2026", "2026-04-01", "2026-05-31", "2026-05-31"),
        ("май 2026", "2026-04-01", "2026-05-30", ""),
        ("май 2026", "2026-06-01", "2026-09-01", ""),
        ("постоянно", "2026-11-23", "2027-03-01", ""),
        ("постоянно", "2026-11-23", "2030-03-01", ""),
        ("ежемесячно", "2026-11-23", "2026-11-22", ""),
    ],
)
def test_what_ends_next(text: str, today: str, until: str, end: str):
    found = next_occurrence(parse_deadline(text, YEARS), date.fromisoformat(today), date.fromisoformat(until))
    assert (found.end.isoformat() if found else "") == end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ежегодно", ["01.01.26-31.12.26", "01.01.27-31.12.27", "01.01.28-31.12.28"]),
        ("1 раз в 2 года", ["01.01.26-31.12.26", "01.01.28-31.12.28"]),
        ("ежегодно, март", ["01.03.26-31.03.26", "01.03.27-31.03.27", "01.03.28-31.03.28"]),
        ("ежегодно до 15 декабря", ["15.12.26-15.12.26", "15.12.27-15.12.27", "15.12.28-15.12.28"]),
        ("март 2027 года, далее ежегодно", ["01.03.27-31.03.27", "01.03.28-31.03.28"]),
        ("март 2027, май 2028, далее ежегодно", ["01.03.27-31.03.27", "01.05.28-31.05.28"]),
        ("с марта 2027 года, далее ежегодно", ["01.03.27-31.03.27", "01.03.28-31.03.28"]),
        ("ежегодно с 2027 года", ["01.01.27-31.12.27", "01.01.28-31.12.28"]),
        ("2027 год, далее ежегодно", ["01.01.27-31.12.27", "01.01.28-31.12.28"]),
        ("март 2026–2027 гг., ежегодно", ["01.03.26-31.03.26", "01.03.27-31.03.27"]),
        ("в течение учебного года", ["01.09.26-31.08.27", "01.09.27-31.08.28", "01.09.28-31.12.28"]),
        ("июль 2028 года, далее ежеквартально", ["01.07.28-31.07.28", "01.10.28-31.12.28"]),
        ("октябрь 2028 года, далее ежемесячно", ["01.10.28-31.10.28", "01.11.28-30.11.28", "01.12.28-31.12.28"]),
        ("с 10 ноября 2028 года ежемесячно", ["10.11.28-30.11.28", "01.12.28-31.12.28"]),
        ("ежемесячно, ноябрь 2026 – январь 2027", ["01.11.26-30.11.26", "01.12.26-31.12.26", "01.01.27-31.01.27"]),
        ("раз в полугодие, 2027 год", ["01.01.27-30.06.27", "01.07.27-31.12.27"]),
        ("весь период", ["01.01.26-31.12.28"]),
        ("постоянно", ["01.01.26-31.12.28"]),
        ("сентябрь 2028, далее постоянно", ["01.09.28-31.12.28"]),
        ("с 2027 года", ["01.01.27-31.12.28"]),
        ("февраль, май", ["01.02.26-28.02.26", "01.05.26-31.05.26"]),
        ("по плану", []),
        ("по мере необходимости", []),
        ("непонятно", []),
        ("", []),
    ],
)
def test_the_whole_programme(text: str, expected: list[str]):
    assert on_calendar(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ежеквартально", ["01.01.27-31.03.27", "01.04.27-30.06.27"]),
        ("один раз в два месяца", ["01.01.27-28.02.27", "01.03.27-30.04.27"]),
        ("1 раз в четверть", ["01.01.27-31.03.27", "01.04.27-31.05.27"]),
        ("1 раз в триместр", ["01.12.26-28.02.27", "01.03.27-31.05.27"]),
        ("ежемесячно с сентября по февраль", ["01.02.27-28.02.27"]),
        ("ежемесячно до 31 числа", ["28.02.27-28.02.27", "31.03.27-31.03.27", "30.04.27-30.04.27"]),
        ("ежегодно, декабрь-февраль", ["01.12.26-28.02.27"]),
    ],
)
def test_a_part_of_it(text: str, expected: list[str]):
    assert on_calendar(text, "2027-02-01", "2027-04-30") == expected


def test_weeks_begin_on_monday_and_days_are_days():
    weeks = occurrences(parse_deadline("еженедельно", YEARS), Span(date(2027, 2, 3), date(2027, 2, 16)))
    assert [(week.start.weekday(), (week.end - week.start).days) for week in weeks] == [(0, 6)] * 3
    fortnights = occurrences(parse_deadline("1 раз в 2 недели", YEARS), Span(date(2027, 1, 1), date(2027, 12, 31)))
    pairs = zip(fortnights, fortnights[1:], strict=False)
    assert {(after.start - before.start).days for before, after in pairs} == {14}
    days = occurrences(parse_deadline("ежедневно", YEARS), Span(date(2027, 2, 27), date(2027, 3, 1)))
    assert [day.start for day in days] == [date(2027, 2, 27), date(2027, 2, 28), date(2027, 3, 1)]


def test_without_a_programme_it_goes_on():
    endless = parse_deadline("ежегодно, март")
    assert [span.start.year for span in occurrences(endless, Span(date(2040, 1, 1), date(2042, 1, 1)))] == [2040, 2041]
    assert occurrences(parse_deadline("март"), ALL) == ()
    within = Span(date(2027, 1, 1), date(2027, 1, 5))
    assert occurrences(parse_deadline("постоянно"), within) == (within,)


def test_a_span_does_not_run_backwards():
    with pytest.raises(ValueError, match="ends before"):
        Span(date(2027, 1, 2), date(2027, 1, 1))


def test_before_and_after_there_is_nothing():
    for text in ("ежегодно, март", "постоянно", "ежемесячно", "март"):
        assert on_calendar(text, "2029-01-01", "2030-12-31") == on_calendar(text, "2020-01-01", "2025-12-31") == []


def test_the_ends_of_the_calendar_do_not_matter():
    everything = Span(date.min, date.max)
    for text in ("ежегодно", "ежемесячно", "еженедельно", "1 раз в четверть", "постоянно"):
        assert occurrences(parse_deadline(text), everything)


def test_occurrences_are_in_order_and_touch_what_was_asked():
    within = Span(date(2026, 5, 10), date(2028, 2, 3))
    for text in ("ежегодно, сентябрь, март", "ежемесячно", "1 раз в четверть", "март 2026 года, далее ежеквартально"):
        found = occurrences(parse_deadline(text, YEARS), within)
        assert list(found) == sorted(found) and all(span.meet(within) for span in found) and found


@pytest.mark.parametrize("text", ["до 15 декабря", "15 декабря 2026", "ежегодно до 15 декабря", "1–15 декабря"])
def test_late_from_the_day_after(text: str):
    found = parse_deadline(text, YEARS)
    assert found.due is not None
    assert not is_overdue(found, found.due, done=False)
    assert is_overdue(found, found.due + timedelta(1), done=False)
    assert not is_overdue(found, found.due + timedelta(1), done=True)


@pytest.mark.parametrize("text", ["постоянно", "по плану", "1-2 месяца", "", "непонятно", "с 2027 года"])
def test_what_has_no_last_day_is_never_late(text: str):
    assert not is_overdue(parse_deadline(text, YEARS), date(2100, 1, 1), done=False)
