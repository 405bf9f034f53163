"""Russian agreement of a number with its noun."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.wording import plural


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 задач"),
        (1, "1 задача"),
        (2, "2 задачи"),
        (4, "4 задачи"),
        (5, "5 задач"),
        (11, "11 задач"),
        (12, "12 задач"),
        (14, "14 задач"),
        (20, "20 задач"),
        (21, "21 задача"),
        (22, "22 задачи"),
        (101, "101 задача"),
        (111, "111 задач"),
        (112, "112 задач"),
        (122, "122 задачи"),
        (1_000_001, "1000001 задача"),
        (-1, "-1 задача"),
        (-12, "-12 задач"),
    ],
)
def test_a_number_and_its_noun(number: int, text: str):
    assert plural(number, "задача", "задачи", "задач") == text


@given(st.integers(0, 10**9))
def test_only_the_last_two_figures_count(number: int):
    form = plural(number, "а", "и", "")
    assert form == f"{number} " + plural(number % 100, "а", "и", "").partition(" ")[2]
