"""Whatever is typed: no exception, no invented year, the same answer for the same words, time in proportion."""

from __future__ import annotations

import re
from datetime import date

import pytest
from counting import calls_made
from hypothesis import example, given
from hypothesis import strategies as st

from shnor_desktop.services.deadlines import Deadline, Span, control_date, describe, occurrences, parse_deadline

YEARS = (2026, 2028)
WORDS = [
    "январь", "февраля", "март", "мая", "сентябрь", "1", "2", "15", "31", "29", "2026", "2027", "1989", "01.09.2026",
    "31.02", "09.2026", "2026-09-01", "г.", "год", "года", "гг.", "годы", "учебный", "учебного", "уч.", "до", "с",
    "по", "к", "в", "на", "не", "позднее", "раз", "раза", "четверть", "квартал", "полугодие", "месяц", "месяца",
    "недели", "I", "IV", "П", "ежегодно", "ежемесячно", "постоянно", "далее", "весь", "период", "течение", "плану",
    "графику", "отдельному", "итогам", "по", "конца", "начала", "конец", "включительно", "числа", "каждого", ",", ";",
    "(", ")", "-", "–", "/", "и", ":", ".", "№", "каникулы", "осень", "после", "кроме", "слово",
]  # fmt: skip
PERIODS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
YEAR_PAIRS = st.one_of(st.none(), st.tuples(st.integers(-5, 3000), st.integers(-5, 3000)))
REAL = [
    "Февраль", "25 апреля 2023", "До 1 апреля 2023 года", "Январь-декабрь 2023", "IV квартал 2020 года, далее ежегодно",
    "с января 2021 года, далее ежегодно", "август-октябрь ежегодно", "1 раз в четверть", "По отдельному плану",
    "1-2 месяца", "2026–2028 годы", "2026-2027 учебный год", "в течение всего периода", "трёх четвертей",
    "до 15 декабря", "1, 15 и 20 сентября 2026 г.", "конец учебного года", "01.09.2026–30.09.2026",
]  # fmt: skip


@given(st.one_of(st.text(), PERIODS), YEAR_PAIRS, st.one_of(st.none(), st.integers(-5, 3000)))
@example("۱۲ сентября", None, None)
@example("9" * 5000, None, None)
@example("² сентября 2026", None, None)
@example("\ud800\x00сентябрь", YEARS, None)
def test_never_raises(text: str, years: tuple[int, int] | None, context: int | None):
    found = parse_deadline(text, years, context)
    assert isinstance(found, Deadline)
    assert describe(found)
    assert found.known or found == Deadline(known=False)
    occurrences(found, Span(date(2026, 1, 1), date(2026, 3, 1)))
    control_date(text, years, context)
    assert len(found.sort_key) == 3


@given(PERIODS)
def test_years_come_from_the_text_or_the_programme(text: str):
    found = parse_deadline(text, YEARS)
    written = {int(year) for year in re.findall("[0-9]{4}", text)} | set(YEARS)
    for span in found.spans:
        assert min(written) - 1 <= span.start.year <= span.end.year <= max(written) + 1
    assert list(found.spans) == sorted(set(found.spans))


@given(PERIODS)
def test_days_come_from_the_text_or_are_ends_of_something(text: str):
    found = parse_deadline(text, YEARS)
    figures = {int(figure) for figure in re.findall("[0-9]+", text)}
    for span in found.spans:
        if span.start == span.end:
            assert span.end.day in figures | {1, 28, 29, 30, 31} or found.limit
        else:
            assert span.start.day in figures | {1, 11, 16, 21}
            assert span.end.day in figures | {10, 15, 20, 28, 29, 30, 31}


@st.composite
def respelled(draw: st.DrawFn) -> tuple[str, str]:
    """A real period, and the same with other case, spaces, dashes, «ё» and marks at its end."""
    text = draw(st.one_of(st.sampled_from(REAL), PERIODS))
    other = draw(st.sampled_from([str.lower, str.upper, str.title, str]))(text)
    for space in draw(st.sampled_from([[" "], ["\u00a0"], ["  "], ["\t"], [" \u200b"], ["\u202f", " "]])):
        other = other.replace(" ", space)
    dash = draw(st.sampled_from(["-", "–", "—", "−", "\u2011"]))
    other = re.sub("[-–—]", dash, other)
    other = draw(st.sampled_from([other, other.replace("е", "ё"), other.replace("о", "o"), other.replace("С", "C")]))
    return text, draw(st.sampled_from(["", " ", "\u00a0"])) + other + draw(st.sampled_from(["", " ", ".", ";", ","]))


@given(respelled())
def test_case_spaces_and_dashes_change_nothing(pair: tuple[str, str]):
    text, other = pair
    assert parse_deadline(other, YEARS) == parse_deadline(text, YEARS)


@pytest.mark.parametrize("dash", [" - ", "-", " – ", "–", "— ", " —"])
def test_spaces_about_a_dash_change_nothing(dash: str):
    for text in ("март-май 2027", "2026-2028 годы", "1-15 сентября", "01.09.2026-30.09.2026", "2026-2027 учебный год",
                 "1-2 месяца", "I-II квартал"):  # fmt: skip
        assert parse_deadline(text.replace("-", dash), YEARS) == parse_deadline(text, YEARS)


def test_more_periods_than_anyone_means_are_not_recognised():
    assert parse_deadline("май 2026, " * 400).known
    assert not parse_deadline("май 2026, " * 401).known
    assert not parse_deadline("май " + ", ".join(["2026"] * 500)).known
    assert not parse_deadline("май, " * 500, YEARS).known
    assert not parse_deadline("май, июнь, " * 10 + "июль 2020–2100 гг.").known


def calls_to_read(text: str) -> int:
    """Answers are remembered, so a text may be counted only once."""
    return calls_made(lambda: parse_deadline(text, YEARS))


@pytest.mark.parametrize(
    "piece", ["май, ", "1, ", "2026, ", "1.1.", "1-", "по плану, ", "ежегодно ", "в период а ", "!"]
)
def test_work_grows_with_the_length_only(piece: str):
    short, long = (calls_to_read((piece * length)[:length]) for length in (2_503, 10_012))
    assert 500 < short < long / 3 < short * 5 / 3
