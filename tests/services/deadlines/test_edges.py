"""The edges of days, counts and words: the first day of a month, a range of times, calendar units."""

from __future__ import annotations

import pytest

from shnor_desktop.services.deadlines import Recurrence, parse_deadline
from shnor_desktop.services.deadlines.cores import day_before

YEARS = (2026, 2028)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ((9, 2), ((9, 1), 0)),
        ((9, 1), ((8, 0), 0)),
        ((2, 1), ((1, 0), 0)),
        ((1, 1), ((12, 31), -1)),
        ((1, 2), ((1, 1), 0)),
    ],
)
def test_the_day_before(day, before):
    assert day_before(day) == before


@pytest.mark.parametrize("day", [1, 2, 31])
def test_a_day_of_every_month(day):
    found = parse_deadline(f"до {day} числа каждого месяца", YEARS)
    assert (found.recurrence, found.cycle.month_days, found.limit) == (Recurrence.MONTHLY, (day, day), True)


@pytest.mark.parametrize("day", [0, 32])
def test_no_month_has_that_day(day):
    assert not parse_deadline(f"до {day} числа каждого месяца", YEARS).known


@pytest.mark.parametrize(
    ("text", "recurrence", "times"),
    [
        ("1 раз в календарный месяц", Recurrence.MONTHLY, 1),
        ("1 раз в учебную четверть", Recurrence.SCHOOL_QUARTER, 1),
        ("2-3 раза в год", Recurrence.YEARLY, 2),
        ("3 раза в год", Recurrence.YEARLY, 3),
    ],
)
def test_so_many_times(text, recurrence, times):
    found = parse_deadline(text, YEARS)
    assert (found.recurrence, found.cycle.times) == (recurrence, times)


@pytest.mark.parametrize("text", ["в конце недели", "в конце дня", "в конце четверти 2027 года", "в конце месяца мая"])
def test_the_end_of_one_that_is_not_said_is_not_guessed(text: str):
    assert not parse_deadline(text, YEARS).known


@pytest.mark.parametrize("text", ["по итогам года", "по итогам недели", "по окончании недели"])
def test_after_what_has_no_date_there_is_none(text: str):
    found = parse_deadline(text, YEARS)
    assert (found.relative, found.recurrence, found.spans) == (True, Recurrence.NONE, ())


@pytest.mark.parametrize(
    ("text", "recurrence", "due"),
    [
        ("в конце года", Recurrence.NONE, "2026-12-31"),
        ("в конце каждого года", Recurrence.YEARLY, "2028-12-31"),
        ("в конце месяца", Recurrence.MONTHLY, "2028-12-31"),
    ],
)
def test_the_end_of_a_year_is_a_date_and_of_each_repeats(text: str, recurrence: Recurrence, due: str):
    found = parse_deadline(text, YEARS)
    assert (found.recurrence, str(found.due)) == (recurrence, due)


PARTS = {
    "{} триместр 2026/2027 учебного года": ["2026-09 – 2026-11", "2026-12 – 2027-02", "2027-03 – 2027-05"],
    "{} четверть 2026/2027 учебного года": [
        "2026-09 – 2026-10", "2026-11 – 2026-12", "2027-01 – 2027-03", "2027-04 – 2027-05",
    ],
    "{} полугодие 2026/2027 учебного года": ["2026-09 – 2026-12", "2027-01 – 2027-05"],
    "{} полугодие 2026 года": ["2026-01 – 2026-06", "2026-07 – 2026-12"],
    "{} квартал 2026 года": ["2026-01 – 2026-03", "2026-04 – 2026-06", "2026-07 – 2026-09", "2026-10 – 2026-12"],
}  # fmt: skip


@pytest.mark.parametrize("text", PARTS)
def test_every_part_of_a_year_is_its_months(text: str):
    spans = [parse_deadline(text.format(n), None).spans for n in range(1, len(PARTS[text]) + 1)]
    assert [f"{span.start:%Y-%m} – {span.end:%Y-%m}" for (span,) in spans] == PARTS[text]
    assert not parse_deadline(text.format(len(PARTS[text]) + 1), None).known


MONTHS = ["янв", "фев", "февр", "мар", "апр", "июн", "июл", "авг", "сен", "сент", "окт", "ноя", "нояб", "дек"]
PLACES = (1, 2, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 11, 12)


@pytest.mark.parametrize(("word", "month"), list(zip(MONTHS, PLACES, strict=True)))
def test_a_month_cut_short(word: str, month: int):
    assert str(parse_deadline(f"15 {word}. 2026 г.", None).due) == f"2026-{month:02}-15"


@pytest.mark.parametrize("text", ["конец 15 мая 2026", "конец I декады мая 2026", "начало второй половины мая 2026"])
def test_a_day_and_a_part_of_a_month_have_no_edges(text: str):
    assert not parse_deadline(text, YEARS).known


@pytest.mark.parametrize(("text", "by_plan"), [("по отдельному плану", True), ("по мере необходимости", False)])
def test_what_goes_on_by_a_plan_or_at_need_is_not_constant(text: str, by_plan: bool):
    found = parse_deadline(f"май 2026 года, далее {text}", YEARS)
    assert (found.recurrence, found.by_plan, found.relative) == (Recurrence.NONE, by_plan, not by_plan)
    assert str(found.due) == "2026-05-31"


NUMBERS = {
    1: ("один", "одного", "одну", "одна"),
    2: ("два", "две", "двух"),
    3: ("три", "трёх"),
    4: ("четыре", "четырёх"),
    5: ("пять", "пяти"),
    6: ("шесть", "шести"),
}


@pytest.mark.parametrize(("number", "word"), [(number, word) for number, words in NUMBERS.items() for word in words])
def test_a_number_in_words(number: int, word: str):
    assert parse_deadline(f"раз в {word} лет", YEARS).cycle.step == number
    assert parse_deadline(f"{word} раза в год", YEARS).cycle.times == number


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("август, октябрь, январь, май", ["2026-08", "2026-10", "2027-01", "2027-05"]),
        ("ноябрь, август", ["2026-11", "2027-08"]),
        ("июль, октябрь, январь", ["2026-01", "2026-07", "2026-10"]),
        ("ноябрь, март, сентябрь", ["2026-03", "2026-09", "2026-11"]),
    ],
)
def test_the_order_of_a_school_year_begins_in_august(text: str, starts: list[str]):
    assert [f"{span.start:%Y-%m}" for span in parse_deadline(text, YEARS).spans] == starts


@pytest.mark.parametrize("begin", ["с 1 сентября 2025, 2026 гг.", "с 1 сентября 2025–2026 гг.", "с мая 2025-2026 гг."])
def test_a_range_from_several_years_is_not_guessed(begin: str):
    assert not parse_deadline(f"{begin} по 31 мая 2027 г.", YEARS).known


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("конец 2027, 2028 годов", ["2027-12-31", "2028-12-31"]),
        ("начало 2027, 2028 годов", ["2027-01-01", "2028-01-01"]),
    ],
)
def test_the_edge_of_each_of_several_years(text, days):
    assert [span.start.isoformat() for span in parse_deadline(text, YEARS).spans] == days


@pytest.mark.parametrize("text", ["май, сентябрь 2027/2028 учебного года", "1 четверть текущего года"])
def test_a_year_that_does_not_fit_its_months_is_not_guessed(text):
    assert not parse_deadline(text, YEARS).known


@pytest.mark.parametrize("text", ["2026 год, до мая", "2026 год, с мая", "2026 год, май – июнь"])
def test_a_month_after_a_year_of_its_own_is_not_guessed(text):
    assert not parse_deadline(text, YEARS).known


def test_terms_of_a_school_year():
    found = parse_deadline("1, 2 четверть 2027/2028 учебного года", YEARS)
    assert [span.start.isoformat() for span in found.spans] == ["2027-09-01", "2027-11-01"]
