"""What is picked is written in Russian and recognised back to the same dates, whatever was picked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.deadlines import (
    REPEATS,
    Pick,
    Recurrence,
    Shape,
    Span,
    parse_deadline,
    parts_of,
    pick_of,
    takes_yearly,
    write_pick,
)
from shnor_desktop.services.deadlines.picking import runs

YEARS = (2026, 2028)
DAY = st.dates(date(1995, 1, 1), date(2095, 12, 31))
NEAR = st.dates(date(2025, 9, 1), date(2028, 12, 31))


def one(day: date) -> Span:
    return Span(day, day)


def day_span(start: date, length: int) -> Span:
    return Span(start, start + timedelta(length))


DATED = st.one_of(
    st.builds(lambda day: Pick(Shape.DAY, (one(day),)), DAY),
    st.builds(lambda day: Pick(Shape.UNTIL, (one(day),)), DAY),
    st.builds(lambda days: Pick(Shape.DAYS, tuple(map(one, sorted(days)))), st.sets(NEAR, min_size=1, max_size=12)),
    st.builds(lambda start, n: Pick(Shape.RANGE, (day_span(start, n),)), DAY, st.integers(0, 800)),
    st.builds(
        lambda months: Pick(Shape.MONTHS, tuple(runs(months))),
        st.sets(st.integers(2025 * 12, 2028 * 12 + 11), min_size=1, max_size=14),
    ),
    st.builds(lambda year, n: Pick(Shape.PART, (parts_of(year)[n][1],)), st.integers(1995, 2095), st.integers(0, 9)),
)
YEARLY = DATED.filter(takes_yearly).map(lambda pick: Pick(pick.shape, pick.spans, yearly=True))


@given(DATED, st.sampled_from((YEARS, (2020, 2022), None)))
def test_dates_are_read_back(pick: Pick, years: tuple[int, int] | None):
    found = parse_deadline(write_pick(pick), years)
    assert found.known
    assert found.spans == pick.spans
    assert found.recurrence is Recurrence.NONE
    assert found.limit == (pick.shape is Shape.UNTIL)
    assert found.due == pick.spans[-1].end


@given(YEARLY, st.sampled_from((YEARS, None)))
def test_every_year_after_that_is_read_back(pick: Pick, years: tuple[int, int] | None):
    text = write_pick(pick)
    assert text.endswith(", далее ежегодно")
    found = parse_deadline(text, years)
    assert found.spans == pick.spans
    assert found.recurrence is Recurrence.YEARLY
    assert found.cycle.onward
    assert found.limit == (pick.shape is Shape.UNTIL)


@given(st.one_of(DATED, YEARLY), st.sampled_from((YEARS, None)))
def test_opened_again_it_stands_on_the_same_dates(pick: Pick, years: tuple[int, int] | None):
    """The shape may be another one that says the same («January to March» is the first quarter)."""
    again = pick_of(parse_deadline(write_pick(pick), years), years)
    assert again.spans == pick.spans
    assert again.yearly == pick.yearly
    found = parse_deadline(write_pick(again), years)
    assert found.spans == pick.spans


@pytest.mark.parametrize("words", REPEATS)
def test_what_repeats_is_recognised_and_found_again(words: str):
    pick = Pick(Shape.REPEAT, words=words)
    assert write_pick(pick) == words
    for years in (YEARS, None):
        found = parse_deadline(words, years)
        assert found.known
        if words not in ("весь период", "в течение года"):
            assert found.recurrence is not Recurrence.NONE
    assert pick_of(parse_deadline(words, YEARS), YEARS) == pick


def test_each_part_of_a_year_has_its_name():
    told = {text: (f"{span.start:%d.%m.%y}", f"{span.end:%d.%m.%y}") for text, span in parts_of(2026)}
    assert told == {
        "I квартал 2026 года": ("01.01.26", "31.03.26"),
        "II квартал 2026 года": ("01.04.26", "30.06.26"),
        "III квартал 2026 года": ("01.07.26", "30.09.26"),
        "IV квартал 2026 года": ("01.10.26", "31.12.26"),
        "I полугодие 2026 года": ("01.01.26", "30.06.26"),
        "II полугодие 2026 года": ("01.07.26", "31.12.26"),
        "2026 год": ("01.01.26", "31.12.26"),
        "I полугодие 2026–2027 учебного года": ("01.09.26", "31.12.26"),
        "II полугодие 2026–2027 учебного года": ("01.01.27", "31.05.27"),
        "2026–2027 учебный год": ("01.09.26", "31.08.27"),
    }
    for text, span in parts_of(2026):
        assert write_pick(Pick(Shape.PART, (span,))) == text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("15.09.2026", "15 сентября 2026 года"),
        ("до 01.04.2027", "до 1 апреля 2027 года"),
        ("15, 20 сентября, 3 октября 2026", "15 и 20 сентября, 3 октября 2026 года"),
        ("15 декабря 2026, 3 и 7 марта 2027", "15 декабря 2026 года, 3 и 7 марта 2027 года"),
        ("с 1 по 15 сентября 2026", "1–15 сентября 2026 года"),
        ("с 25.12.2026 по 10.01.2027", "25 декабря 2026 года – 10 января 2027 года"),
        ("Февраль", "февраль 2026"),
        ("Март – ноябрь", "март–ноябрь 2026 года"),
        ("Февраль, март, апрель, сентябрь, ноябрь", "февраль–апрель, сентябрь и ноябрь 2026 года"),
        ("октябрь 2026 – май 2027", "октябрь 2026 – май 2027 года"),
        ("4 кв. 2026 г.", "IV квартал 2026 года"),
        ("первое полугодие 2027 года", "I полугодие 2027 года"),
        ("2026/2027 уч. год", "2026–2027 учебный год"),
        ("март 2026 года, далее ежегодно", "март 2026 года, далее ежегодно"),
        ("ежегодно до 15 декабря", "до 15 декабря 2026 года, далее ежегодно"),
        ("2026 год, далее ежегодно", "2026 год, далее ежегодно"),
        ("ЕЖЕМЕСЯЧНО", "ежемесячно"),
        ("1 раз в четверть", "раз в четверть"),
        ("Один раз в два месяца", "ежемесячно"),
        ("еженедельно", "ежемесячно"),
        ("каждый день", "постоянно"),
        ("раз в триместр", "раз в четверть"),
        ("В течение года", "в течение года"),
        ("весь период реализации программы", "весь период"),
        ("", ""),
        ("по отдельному плану", ""),
        ("когда рак свистнет", ""),
    ],
)
def test_opening_on_a_text_starts_at_what_it_says(typed: str, written: str):
    assert write_pick(pick_of(parse_deadline(typed, YEARS), YEARS)) == written


def test_what_is_longer_than_a_year_does_not_come_back_every_year():
    assert not takes_yearly(Pick(Shape.RANGE, (Span(date(2026, 1, 1), date(2027, 6, 1)),)))
    assert takes_yearly(Pick(Shape.RANGE, (day_span(date(2026, 1, 1), 365),)))
    assert not takes_yearly(Pick(Shape.RANGE, (day_span(date(2026, 1, 1), 366),)))
    assert not takes_yearly(Pick(Shape.DAYS, (one(date(2026, 1, 1)),)))
    pick = Pick(Shape.MONTHS, tuple(runs((2026 * 12, 2026 * 12 + 5))), yearly=True)
    assert write_pick(pick) == "январь и июнь 2026 года"
