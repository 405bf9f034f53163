"""Arrows from the first wave to the last."""

from __future__ import annotations

import pytest

from shnor_desktop.ui.itemmodels.dynamics import dynamics, number


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("41,2", "44,8", ("▲ +3,6", "good")),
        ("44,5", "41,4", ("▼ −3,1", "bad")),
        ("2", "3", ("▲ +1", "good")),
        ("0,1", "0,3", ("▲ +0,2", "good")),
        ("−5", "5", ("▲ +10", "good")),
        ("45,2\u00a0%", "57,6\u00a0%", ("▲ +12,4", "good")),
        ("3", "3,0", ("", "")),
        ("", "3", ("", "")),
        ("3", "нет данных", ("", "")),
        ("физика", "нет", ("▲", "good")),
        ("нет", "русский язык 6", ("▼", "bad")),
        ("нет", "Нет", ("", "")),
        ("физика", "химия", ("", "")),
        ("физика", "нетипичные задания", ("", "")),
    ],
)
def test_dynamics(first, last, expected):
    assert dynamics(first, last) == expected


@pytest.mark.parametrize(("text", "value"), [("1 250,5", 1250.5), ("–3", -3.0), ("5 класс", None), ("", None)])
def test_numbers_as_typed(text, value):
    assert number(text) == value


def test_which_way_is_better():
    assert dynamics("27,1", "26,4", "less") == ("▼ −0,7", "good")
    assert dynamics("27,1", "28", "less") == ("▲ +0,9", "bad")
    assert dynamics("27", "28", "") == ("▲ +1", "")
