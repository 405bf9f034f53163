"""Values as people type them: numbers, shares, presence, and a target taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.indicator_measure import (
    COMPARISONS,
    Split,
    falls,
    is_per_cent,
    meets,
    number_in,
    number_text,
    split_target,
)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("80", "", 80),
        (" 62,5 % ", "процент", 62.5),
        ("62.5\u00a0%", "", 62.5),
        ("1 200", "", 1200),
        ("1\u00a0200,5", "", 1200.5),
        ("−3", "", -3),
        ("85 процентов", "процент", 85),
        ("12 чел.", "человек", 12),
        ("4,2 балла", "балл", 4.2),
        ("12/40", "процент", 30),
        ("12 из 40", "", 30),
        ("12/40", "количество", 12),
        ("12/0", "процент", None),
        ("80–85", "", None),
        ("не менее 80", "", None),
        ("имеется", "", None),
        ("", "", None),
        ("80 учеников", "", None),
    ],
)
def test_a_number_is_read_as_people_type_it(text: str, unit: str, number: float | None):
    assert number_in(text, unit) == number


@given(st.decimals(-10_000_000, 10_000_000, places=2), st.sampled_from(("", "процент")))
def test_what_is_shown_is_read_back(number, unit: str):
    assert number_in(number_text(float(number), unit), unit) == pytest.approx(float(number))


@given(st.text(max_size=30), st.text(max_size=10))
def test_no_text_is_too_strange(text: str, unit: str):
    number = number_in(text, unit)
    assert number is None or abs(number) < 1e13


@pytest.mark.parametrize(
    ("comparison", "falling"),
    [
        ("не менее", False),
        ("не ниже областного", False),
        ("рост", False),
        ("не выше", True),
        ("Не более", True),
        ("снижение", True),
        ("сокращение вдвое", True),
        ("менее прошлого года", True),
    ],
)
def test_the_comparison_gives_the_direction(comparison: str, falling: bool):
    assert falls(comparison) is falling
    assert falls(comparison, 10, 5) is falling, "what is said in words goes before what the numbers seem to say"


def test_without_a_comparison_the_numbers_give_the_direction():
    assert falls("", 10, 5)
    assert not falls("", 5, 10)
    assert not falls("", None, 10)
    assert not falls("", 5, 5)
    assert falls("имеется", 10, 5), "«имеется» says nothing of more or less"


@pytest.mark.parametrize(
    ("achieved", "target", "comparison", "baseline", "unit", "answer"),
    [
        ("1", "0", "", "2", "количество", False),
        ("0", "0", "", "2", "количество", True),
        ("32/40", "80", "не менее", "", "процент", True),
        ("31/40", "80 %", "не менее", "", "процент", False),
        ("да", "имеется", "", "", "", True),
        ("отсутствует", "Имеется.", "", "", "", False),
        ("нет данных", "имеется", "", "", "", None),
        ("есть", "", "имеется", "", "", True),
        ("85", "", "рост", "80", "процент", True),
        ("80", "", "рост", "80", "процент", False),
        ("79", "", "снижение", "80", "процент", True),
        ("85", "", "рост", "", "процент", None),
        ("85", "5", "рост на", "80", "процент", None),
        ("много", "80", "", "", "", None),
        ("", "80", "", "", "", None),
        ("80", "", "", "", "", None),
    ],
)
def test_whether_a_value_is_enough(achieved, target, comparison, baseline, unit, answer):
    assert meets(achieved, target, comparison, baseline, unit) is answer


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 100))
def test_a_fraction_is_held_against_per_cent_exactly(part: int, whole: int, target: int):
    assert meets(f"{part}/{whole}", str(target), "не менее", "", "процент") is (100 * part >= target * whole)


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [
        ("не менее 80 %", "", Split("не менее", "80", "процент")),
        ("не менее 80 %", "процент", Split("не менее", "80")),
        ("Не  ниже 4,2 балла", "", Split("не ниже", "4,2", "балла")),
        ("≥80", "", Split("не менее", "80")),
        ("<= 5%", "", Split("не более", "5", "процент")),
        ("рост до 85 процентов", "", Split("рост", "85", "процент")),
        ("не более 5 чел.", "", Split("не более", "5", "человек")),
        ("не более 5 чел.", "процент", Split("не более", "5 чел.")),
        ("не менее чем 12 из 40", "", Split("не менее", "12 из 40")),
        ("не ниже областного показателя", "процент", Split("не ниже областного показателя", "")),
        ("80 %", "", None),
        ("имеется", "", None),
        ("ниже 5–7", "", None),
        ("> среднего", "", None),
        ("не менее", "", None),
        ("", "", None),
    ],
)
def test_a_target_is_taken_apart(text: str, unit: str, found: Split | None):
    assert split_target(text, "", unit) == found


def test_another_comparison_that_stands_already_is_not_overwritten():
    assert split_target("не менее 80", "не выше") is None
    assert split_target("не менее 80", "Не менее") == Split("не менее", "80")


@given(st.sampled_from(COMPARISONS[:6]), st.integers(0, 100), st.sampled_from(("", " %", "%", "\u00a0%")))
def test_whatever_is_split_once_is_split_for_good(words: str, number: int, ending: str):
    found = split_target(f"{words} {number}{ending}")
    assert found == Split(words, str(number), "процент" if ending else "")
    assert split_target(found.target) is None


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=10))
def test_splitting_takes_any_text(text: str, comparison: str, unit: str):
    found = split_target(text, comparison, unit)
    assert found is None or found.comparison


def test_per_cent_has_several_names():
    assert all(is_per_cent(unit) for unit in ("%", "процент", "Проценты", " процент "))
    assert not any(is_per_cent(unit) for unit in ("", "количество", "доля"))
