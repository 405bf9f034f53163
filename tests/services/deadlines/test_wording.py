"""Dates written in Russian, and read back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.deadlines import Recurrence, Span, describe, parse_deadline, recognised, write_period

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
FIRSTS = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(lambda day: day.replace(day=1))


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2026-09-01", "2026-09-01", "1 сентября 2026 года"),
        ("2026-09-01", "2026-09-30", "сентябрь 2026"),
        ("2026-09-01", "2026-09-15", "1–15 сентября 2026 года"),
        ("2026-09-01", "2026-11-30", "сентябрь–ноябрь 2026 года"),
        ("2026-08-25", "2026-09-05", "25 августа – 5 сентября 2026 года"),
        ("2026-12-25", "2027-01-10", "25 декабря 2026 года – 10 января 2027 года"),
        ("2026-10-01", "2027-05-31", "октябрь 2026 – май 2027 года"),
        ("2026-09-01", "2027-08-31", "2026–2027 учебный год"),
        ("2026-01-01", "2026-12-31", "2026 год"),
        ("2026-01-01", "2027-12-31", "2026–2027 годы"),
        ("2028-02-01", "2028-02-29", "февраль 2028"),
        ("2027-05-31", "2026-10-01", "октябрь 2026 – май 2027 года"),
    ],
)
def test_natural_russian(start: str, end: str, text: str):
    assert write_period(date.fromisoformat(start), date.fromisoformat(end)) == text


def read_back(start: date, end: date) -> None:
    found = parse_deadline(write_period(start, end))
    assert found.spans == (Span(start, end),)
    assert (found.recurrence, found.due) == (Recurrence.NONE, end)


@given(DAYS, DAYS)
def test_what_is_written_is_read_back(one: date, other: date):
    read_back(min(one, other), max(one, other))


@given(FIRSTS, st.integers(0, 40))
def test_whole_months_are_read_back(first: date, months: int):
    index = first.year * 12 + first.month + months
    after = date(index // 12, index % 12 + 1, 1)
    if after.year <= 2100:
        read_back(first, after - timedelta(1))


@given(DAYS, st.integers(0, 40))
def test_short_periods_are_read_back(start: date, days: int):
    end = start + timedelta(days)
    if end.year <= 2100:
        read_back(start, end)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("сентябрь 2026", "01.09.2026 – 30.09.2026"),
        ("1 сентября 2026", "01.09.2026"),
        ("до 1 апреля 2027", "до 01.04.2027"),
        ("ежегодно до 1 апреля, 1 октября", "ежегодно, 1 апреля, 1 октября"),
        ("ежегодно, 1–15 марта", "ежегодно, 1 марта – 15 марта"),
        ("по мере необходимости", "без даты"),
        ("по плану", "без даты, по плану"),
        ("1 раз в 5 лет", "раз в 5 лет"),
        ("2 раза в месяц", "2 раза в месяц"),
        ("март, апрель, май, июнь, июль 2027",
         "01.03.2027 – 31.03.2027; 01.04.2027 – 30.04.2027; 01.05.2027 – 31.05.2027; ещё 2"),
        ("1 марта и 1 мая 2027", "01.03.2027; 01.05.2027"),
        ("до 1 марта, до 1 мая 2027", "до 01.03.2027; до 01.05.2027"),
        ("что-то своё", "не распознано"),
    ],
)  # fmt: skip
def test_a_short_reading(text: str, words: str):
    assert describe(parse_deadline(text, (2026, 2028))) == words


def test_what_is_not_understood_is_said_softly():
    assert recognised(parse_deadline("март 2027")) == "распознано: 01.03.2027 – 31.03.2027"
    assert recognised(parse_deadline("что-то своё")) == "дата не распознана, текст останется как есть"
