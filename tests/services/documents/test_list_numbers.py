"""Counting list items, one way for paper, Word and the web."""

from __future__ import annotations

import pytest

from shnor_desktop.services.documents.list_numbers import BULLET, PLAIN_NUMBER, ListNumbers, Marker, marker_of
from shnor_desktop.services.documents.tree import Paragraph


def values(*items: tuple[str, int, int]) -> list[tuple[int, int]]:
    """List and number of each item, given as kind, level and start."""
    numbers = ListNumbers()
    found = [numbers.item(Paragraph(list=kind, level=level, start=start)) for kind, level, start in items]
    return [(item.list_id, item.value) for item in found]


@pytest.mark.parametrize(
    ("look", "marker"),
    [
        ("1.", Marker("decimal", "", ".")),
        ("15)", Marker("decimal", "", ")")),
        ("(1)", Marker("decimal", "(", ")")),
        ("а)", Marker("russianLower", "", ")")),
        ("Б.", Marker("russianUpper", "", ".")),
        ("b)", Marker("lowerLetter", "", ")")),
        ("iv.", Marker("lowerRoman", "", ".")),
        ("IX)", Marker("upperRoman", "", ")")),
        *((look, PLAIN_NUMBER) for look in ("", "1", ".", "слово.", "1.1.", "ё)", "!!")),
    ],
)
def test_looks(look: str, marker: Marker):
    assert marker_of(look) == marker


def test_a_list_goes_on_until_another_starts():
    items = [("number", 0, 1), ("number", 0, 0), ("number", 0, 7), ("number", 0, 0), ("number", 0, 1)]
    assert values(*items) == [(1, 1), (1, 2), (2, 7), (2, 8), (3, 1)]


def test_an_item_closes_the_lists_under_the_one_before():
    items = [("number", 0, 1), ("number", 1, 1), ("number", 1, 0), ("number", 0, 0), ("number", 1, 0), ("number", 0, 0)]
    assert values(*items) == [(1, 1), (2, 1), (2, 2), (1, 2), (3, 1), (1, 3)]


def test_bullets_count_nothing_but_close_what_is_deeper():
    items = [("number", 0, 1), ("number", 1, 1), ("bullet", 0, 0), ("number", 1, 0), ("number", 0, 0)]
    assert values(*items) == [(1, 1), (2, 1), (0, 1), (3, 1), (1, 2)]
    assert ListNumbers().item(Paragraph(list="bullet")).marker == BULLET


def test_a_list_that_goes_on_from_nothing_begins_with_one_and_levels_have_ends():
    assert values(("number", 0, 0), ("number", -5, 0)) == [(1, 1), (1, 2)]
    assert ListNumbers().item(Paragraph(list="number", level=99)).level == 8
