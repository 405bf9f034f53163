"""Verdicts on indicators: reached, on track, behind, unknown, each with its reason."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Indicator, IndicatorValue, Wave
from shnor_desktop.services.indicator_course import Rules, Verdict, course, reached, wave_days

YEARS = (2026, 2028)
TODAY = date(2027, 3, 1)
ROW = Indicator(unit="процент", baseline="80", target="90")


def values(*points: tuple[str, str, str]) -> tuple[IndicatorValue, ...]:
    return tuple(IndicatorValue(n, 1, n, *point) for n, point in enumerate(points, 1))


def judged(row: Indicator, *points: tuple[str, str, str], today: date = TODAY) -> tuple[Verdict, str]:
    found = course(row, values(*points), YEARS, today)
    return found.verdict, found.reason


def test_reached_by_the_end_or_at_the_last_checkpoint():
    done = dataclasses.replace(ROW, achieved="91 %")
    assert judged(done) == (Verdict.REACHED, "Цель достигнута: 91\u00a0% при цели 90\u00a0%.")
    assert judged(ROW, ("2026", "83", "90"))[0] is Verdict.REACHED
    assert reached(ROW, values(("2026", "83", "90"), ("2027", "", ""))) is True
    assert reached(ROW, values(("2026", "83", "90"), ("2027", "", "88"))) is False


def test_on_track_and_behind_at_the_last_checkpoint_with_data():
    assert judged(ROW, ("2026", "83", "85"), ("2027", "87", "")) == (
        Verdict.ON_TRACK,
        "Идёт по плану: 2026 – 85\u00a0% при плане 83\u00a0%.",
    )
    assert judged(ROW, ("2026", "83", "82,5"), ("2027", "87", "")) == (
        Verdict.BEHIND,
        "Отстаёт: 2026 – 82,5\u00a0% при плане 83\u00a0%, не хватает 0,5\u00a0п.\u00a0п.",
    )


def test_less_is_better_where_the_comparison_says_so():
    row = Indicator(unit="количество", comparison="не выше", baseline="16", target="5")
    assert judged(row, ("2026", "12", "11"))[0] is Verdict.ON_TRACK
    assert judged(row, ("2026", "12", "14")) == (
        Verdict.BEHIND,
        "Отстаёт: 2026 – 14 при плане 12, больше на 2.",
    )
    assert judged(row, ("2026", "12", "5"))[0] is Verdict.REACHED


def test_a_checkpoint_without_a_target_stands_on_the_line():
    found = course(ROW, values(("2026", "", "83"), ("2027", "", ""), ("2028", "", "")), YEARS, TODAY)
    assert [point.planned for point in found.points] == pytest.approx([80 + 10 / 3, 80 + 20 / 3, 90])
    assert [point.own for point in found.points] == [False, False, False]
    assert found.verdict is Verdict.BEHIND


def test_the_line_runs_through_the_targets_that_are_known():
    found = course(
        ROW, values(("начало", "", ""), ("середина", "88", ""), ("позже", "", ""), ("конец", "", "")), None, TODAY
    )
    assert [point.planned for point in found.points] == pytest.approx([84, 88, 89, 90])


def test_the_line_may_be_switched_off():
    found = course(ROW, values(("2026", "", "70")), YEARS, TODAY, rules=Rules(interpolate=False))
    assert found.points[0].planned is None
    assert found.verdict is Verdict.UNKNOWN
    assert found.reason == "План на 2026 неизвестен: впишите его или исходное значение."


def test_who_is_better_than_the_target_already_needs_only_to_keep_it():
    row = Indicator(comparison="не менее", baseline="95", target="90")
    found = course(row, values(("2026", "", "90")), YEARS, TODAY)
    assert found.points[0].planned == 90
    assert found.points[0].verdict is Verdict.REACHED


def test_data_that_is_due_is_missed():
    assert judged(ROW, ("2026", "83", ""), ("2027", "87", "")) == (
        Verdict.UNKNOWN,
        "Нет данных за 2026: срок прошёл, впишите достигнутое.",
    )
    assert judged(ROW, ("2026", "83", "нет данных"))[0] is Verdict.UNKNOWN
    assert judged(ROW, ("2026", "83", ""), today=date(2026, 5, 1))[1] == "Данных ещё нет: первая точка – 2026."


def test_a_value_without_checkpoints_is_held_against_the_line_of_today():
    half = dataclasses.replace(ROW, achieved="85")
    assert judged(half, today=date(2027, 6, 30))[0] is Verdict.ON_TRACK
    assert judged(half, today=date(2028, 6, 1))[0] is Verdict.BEHIND


def test_after_the_programme_there_is_no_way_left():
    late = dataclasses.replace(ROW, achieved="89", comparison="не менее")
    assert judged(late, ("2026", "83", "89"), today=date(2029, 1, 1)) == (
        Verdict.BEHIND,
        "Цель не достигнута в срок: 89\u00a0% при цели не менее 90\u00a0%.",
    )


@pytest.mark.parametrize(
    ("row", "point", "verdict", "words"),
    [
        (Indicator(), ("2026", "5", "5"), Verdict.UNKNOWN, "Нет целевого значения"),
        (Indicator(target="имеется"), ("2026", "имеется", "имеется"), Verdict.REACHED, "Цель достигнута: имеется."),
        (Indicator(target="система"), ("2026", "проект", "проект"), Verdict.ON_TRACK, "Идёт по плану: 2026 – проект."),
        (Indicator(target="имеется"), ("2026", "имеется", "нет"), Verdict.BEHIND, "при плане «имеется»"),
        (Indicator(target="80", baseline="10"), ("2026", "30", "много"), Verdict.UNKNOWN, "Не сравнить"),
        (Indicator(target="80", achieved="мало"), ("2026", "", ""), Verdict.UNKNOWN, "Не сравнить"),
        (Indicator(target="не менее 80", achieved="70"), ("2026", "", ""), Verdict.UNKNOWN, "Не сравнить"),
    ],
)
def test_words_are_compared_as_words(row: Indicator, point: tuple[str, str, str], verdict: Verdict, words: str):
    found = judged(row, point)
    assert found[0] is verdict
    assert words in found[1]


def test_a_checkpoint_may_be_called_after_a_wave():
    waves = [Wave(title="Промежуточный", as_of="01.10.2026"), Wave(title="Итоговый", as_of="")]
    days = wave_days(waves, YEARS)
    assert days == {"промежуточный": date(2026, 10, 1)}
    found = course(ROW, values(("промежуточный", "82", "")), YEARS, TODAY, days)
    assert found.points[0].day == date(2026, 10, 1)
    assert found.points[0].due


numbers = st.integers(0, 200)
cells = st.one_of(st.just(""), numbers.map(str), st.sampled_from(("имеется", "нет данных", "12/40", "5 %", "много")))
rows = st.builds(
    Indicator,
    unit=st.sampled_from(("процент", "количество", "")),
    comparison=st.sampled_from(("", "не менее", "не выше", "рост", "рост на", "имеется", "не ниже областного")),
    baseline=cells,
    target=cells,
    achieved=cells,
)
labels = st.sampled_from(("2026", "2027", "2028", "Итоговый", "2026/2027 учебный год", ""))
points = st.lists(st.tuples(labels, cells, cells), max_size=4)
days = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@given(rows, points, st.sampled_from((YEARS, None, (2026, 2026))), days)
def test_every_indicator_gets_one_sentence(row: Indicator, given_points, years, today: date):
    found = course(row, values(*given_points), years, today)
    assert found.reason.endswith((".", "».")) and "\n" not in found.reason
    assert (found.verdict is Verdict.REACHED) is (
        reached(row, values(*given_points)) is True and bool(row.target.strip() or row.comparison.strip())
    )
    assert len(found.points) == len(given_points)


@given(numbers, numbers, numbers, st.booleans())
def test_a_better_value_is_never_judged_worse(baseline: int, target: int, achieved: int, falling: bool):
    order = [Verdict.BEHIND, Verdict.ON_TRACK, Verdict.REACHED]
    row = Indicator(comparison="не выше" if falling else "не ниже", baseline=str(baseline), target=str(target))
    better = achieved - 1 if falling else achieved + 1
    one, other = (judged(row, ("2026", "", str(value)))[0] for value in (achieved, better))
    assert order.index(other) >= order.index(one)


@given(numbers, numbers, st.lists(st.one_of(st.none(), numbers), max_size=5))
def test_planned_values_are_the_typed_ones_or_lie_between_their_neighbours(baseline: int, target: int, own: list):
    row = Indicator(baseline=str(baseline), target=str(target))
    typed = [("точка", "" if value is None else str(value), "") for value in own]
    planned = [point.planned for point in course(row, values(*typed), None, TODAY).points]
    anchors = [baseline, *own, target]
    for n, (value, mine) in enumerate(zip(planned, own, strict=True), 1):
        if mine is not None:
            assert value == mine
        else:
            before = next(one for one in reversed(anchors[:n]) if one is not None)
            after = next(one for one in anchors[n + 1 :] if one is not None)
            assert min(before, after) - 1e-9 <= value <= max(before, after) + 1e-9


def test_an_indicator_fresh_from_the_bank_is_asked_for_its_target_first():
    row = Indicator(text="Доля успешных", unit="процент", comparison="не ниже")
    assert judged(row) == (Verdict.UNKNOWN, "Цели ещё нет: впишите, к какому значению идёт школа.")
    with_target = dataclasses.replace(row, target="80")
    assert judged(with_target)[1] == "Данных ещё нет: впишите достигнутое значение."
