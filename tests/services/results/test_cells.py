"""Cells as people and programs fill them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.results import cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (3.0, 3.0),
        (3, 3.0),
        ("3", 3.0),
        ("3,50", 3.5),
        ("12.5 %", 12.5),
        ("100,01%", 100.01),
        ("1 400 321", 1400321.0),
        ("1\u00a0400\u00a0321", 1400321.0),
        ("'7", 7.0),
        ("-2,5", -2.5),
        ("X", None),
        ("", None),
        ("5а", None),
        ("1,2,3", None),
        ("1" * 40, None),
        (True, None),
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        (datetime.date(2026, 4, 20), None),
    ],
)
def test_numbers(cell: object, value: float | None):
    assert cells.number(cell) == value


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.dates(), st.times()))
def test_any_cell_is_read_without_an_error(cell: object):
    assert isinstance(cells.text(cell), str)
    found = cells.number(cell)
    assert found is None or found == found
    cells.whole(cell), cells.is_absent(cell), cells.is_cross(cell), cells.is_empty(cell)


@pytest.mark.parametrize("cell", ["отсутствовал", "Отсутствовала", "не писал", "н/я", " неявка "])
def test_who_was_away(cell: str):
    assert cells.is_absent(cell)


@pytest.mark.parametrize("cell", ["X", "x", "Х", "х", " X "])
def test_crosses_of_both_alphabets(cell: str):
    assert cells.is_cross(cell) and not cells.is_absent(cell)


def test_text_of_numbers_and_dates():
    assert [cells.text(cell) for cell in (5.0, 5.25, "  a \n b ", datetime.date(2026, 4, 2))] == [
        "5",
        "5.25",
        "a b",
        "02.04.2026",
    ]


def test_points_are_keys():
    assert (cells.shown_points(2.0), cells.shown_points(0.5)) == ("2", "0.5")
