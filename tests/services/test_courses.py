"""Courses of a whole file follow what is committed; charts of them say the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_tools import small_programme

from shnor_desktop.models.all import Indicator, IndicatorValue
from shnor_desktop.services.changes import Change
from shnor_desktop.services.courses import Courses
from shnor_desktop.services.editing import indicator_values as editing
from shnor_desktop.services.editing.content import set_programme
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.indicator_chart import Achieved, Planned, chart_of
from shnor_desktop.services.indicator_course import Rules, Verdict, course
from shnor_desktop.services.school_file import SchoolFile

TODAY = date(2027, 3, 1)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "школа.shnor") as made:
        yield made


def row(file: SchoolFile) -> Indicator:
    found = file.get(Indicator, 1)
    assert found is not None
    return found


def test_verdicts_follow_every_commit(file):
    courses = Courses(file, today=lambda: TODAY)
    followed: list[bool] = []

    def listen(changes: list[Change]) -> None:
        followed.append(courses.follow(changes))

    file.subscribe(listen)
    assert courses.of(row(file)).verdict is Verdict.UNKNOWN
    set_fields(file, row(file), "Исходное", baseline="50")
    (value,) = editing.add_checkpoints(file, 1, ["2026"])
    editing.set_value(file, value, "achieved", "61")
    assert courses.of(row(file)).reason == "Идёт по плану: 2026 – 61\u00a0% при плане 60\u00a0%."
    courses.rules = Rules(interpolate=False)
    assert courses.of(row(file)).verdict is Verdict.UNKNOWN
    courses.rules = Rules()
    set_programme(file, year_to=2026)
    assert courses.of(row(file)).verdict is Verdict.BEHIND, "the years of the programme are over"
    assert followed == [False, True, True, True]
    assert courses.count(file.rows(Indicator)) == {
        Verdict.REACHED: 0,
        Verdict.ON_TRACK: 0,
        Verdict.BEHIND: 1,
        Verdict.UNKNOWN: 3,
    }


def values(*points: tuple[str, str, str]) -> tuple[IndicatorValue, ...]:
    return tuple(IndicatorValue(n, 1, n, *point) for n, point in enumerate(points, 1))


def test_a_chart_has_the_plan_the_facts_and_the_way_to_the_target():
    one = Indicator(text="Доля", unit="процент", baseline="20", target="80")
    points = values(("2026", "40", "35"), ("2027", "", "52,5"))
    chart = chart_of(one, points, course(one, points, (2026, 2028), TODAY))
    assert chart is not None
    assert chart.labels == ("исходное", "2026", "2027", "цель")
    assert chart.planned == (Planned(0, 20, True), Planned(1, 40, True), Planned(2, 60, False), Planned(3, 80, True))
    assert chart.achieved == (Achieved(1, 35, behind=True), Achieved(2, 52.5, behind=True))
    assert chart.described == (
        "Исходное 20\u00a0%; 2026: план 40\u00a0%, факт 35\u00a0%; 2027: план 60\u00a0%, факт 52,5\u00a0%; "
        "цель 80\u00a0%. Отстаёт: 2027 – 52,5\u00a0% при плане 60\u00a0%, не хватает 7,5\u00a0п.\u00a0п."
    )


def test_a_last_checkpoint_with_the_target_is_the_end():
    one = Indicator(baseline="20", target="80")
    points = values(("2028", "80", ""))
    chart = chart_of(one, points, course(one, points, (2026, 2028), TODAY))
    assert chart is not None
    assert chart.labels == ("исходное", "2028")
    assert chart.title == "Показатель"


def test_what_was_achieved_without_checkpoints_stands_at_the_target():
    one = Indicator(target="80", achieved="85")
    chart = chart_of(one, (), course(one, (), None, TODAY))
    assert chart is not None
    assert chart.achieved == (Achieved(1, 85, behind=False),)


def test_words_have_no_chart():
    one = Indicator(target="имеется", achieved="имеется")
    assert chart_of(one, (), course(one, (), None, TODAY)) is None


cells = st.one_of(st.just(""), st.integers(-9, 300).map(str), st.sampled_from(("имеется", "12/40")))


@given(cells, cells, cells, st.lists(st.tuples(st.sampled_from(("2026", "2027", "Итог")), cells, cells), max_size=4))
def test_every_mark_has_its_label(baseline: str, target: str, achieved: str, points: list):
    one = Indicator(baseline=baseline, target=target, achieved=achieved)
    chart = chart_of(one, values(*points), course(one, values(*points), (2026, 2028), TODAY))
    if chart is not None:
        assert all(0 <= mark.place < len(chart.labels) for mark in (*chart.planned, *chart.achieved))
        assert [mark.place for mark in chart.planned] == sorted({mark.place for mark in chart.planned})
        assert chart.described
