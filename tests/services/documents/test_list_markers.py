"""Markers of list items as text."""

from __future__ import annotations

import pytest

from shnor_desktop.services.documents.list_numbers import ListNumbers, marker_text
from shnor_desktop.services.documents.tree import Paragraph


def markers(*items: tuple[str, int, int, str]) -> list[str]:
    numbers = ListNumbers()
    places = [
        numbers.item(Paragraph(list=kind, level=level, start=start, marker=look)) for kind, level, start, look in items
    ]
    return [marker_text(place) for place in places]


@pytest.mark.parametrize(
    ("look", "start", "expected"),
    [
        ("1.", 1, "1."),
        ("1)", 12, "12)"),
        ("(1)", 3, "(3)"),
        ("а)", 1, "а)"),
        ("а)", 10, "к)"),  # Russian practice has neither ё nor й
        ("а)", 26, "ы)"),
        ("а)", 29, "я)"),
        ("а)", 30, "аа)"),
        ("Ы)", 26, "Ы)"),
        ("А.", 4, "Г."),
        ("a.", 26, "z."),
        ("a.", 27, "aa."),
        ("i.", 14, "xiv."),
        ("IV.", 1998, "MCMXCVIII."),
        ("", 7, "7."),
    ],
)
def test_number_looks(look, start, expected):
    assert markers(("number", 0, start, look)) == [expected]


def test_a_list_goes_on_and_inner_lists_begin_anew():
    number = "number"
    items = [(number, 0, 1, "1)"), (number, 1, 1, "а)"), (number, 1, 0, ""), (number, 0, 0, ""), (number, 1, 1, "а)")]
    assert markers(*items) == ["1)", "а)", "б)", "2)", "а)"]


def test_bullets_take_turns():
    assert markers(*[("bullet", level, 0, "") for level in range(4)]) == ["–", "•", "–", "•"]
