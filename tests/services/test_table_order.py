"""The order of sorted cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.table_order import number_key, period_key, sorted_places, text_key


def in_order(texts: list[str], *, descending: bool = False) -> list[str]:
    return [texts[place] for place in sorted_places([text_key(text) for text in texts], descending=descending)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["10", "9", "1,5", "-2"], ["-2", "1,5", "9", "10"]),
        (["100 %", "60\u00a0%", "8%"], ["8%", "60\u00a0%", "100 %"]),
        (["класс 10", "Класс 9", "класс 9а"], ["Класс 9", "класс 9а", "класс 10"]),
        (["жук", "ёлка", "Ель", "«еда»"], ["«еда»", "ёлка", "Ель", "жук"]),
        (["б", "", "а", "  "], ["а", "б", "", "  "]),
        (["слово", "7", ""], ["7", "слово", ""]),
        (["10 000", "9 000"], ["9 000", "10 000"]),
    ],
)
def test_texts(texts: list[str], expected: list[str]):
    assert in_order(texts) == expected


def test_the_other_way_round_empty_cells_stay_last_and_equal_ones_as_they_stand():
    assert in_order(["а", "", "б", "В"], descending=True) == ["В", "б", "а", ""]
    keys = [(1,), (0,), (1,), None, (0,)]
    assert sorted_places(keys) == [1, 4, 0, 2, 3]
    assert sorted_places(keys, descending=True) == [0, 2, 1, 4, 3]


def test_numbers_of_two_levels():
    numbers = ["1.10", "2.", "1.9", "", "10.1"]
    places = sorted_places([number_key(number) for number in numbers])
    assert [numbers[place] for place in places] == ["1.9", "1.10", "2.", "10.1", ""]


def test_periods_go_by_date_and_what_is_not_recognised_stands_last():
    texts = ["когда-нибудь", "", "июнь 2027", "постоянно", "май 2026", "ежемесячно", "до 1 апреля 2026 г."]
    keys = [period_key(text, (2026, 2028)) for text in texts]
    up = [texts[place] for place in sorted_places(keys)]
    down = [texts[place] for place in sorted_places(keys, descending=True)]
    assert up[0] == "до 1 апреля 2026 г." and up.index("май 2026") < up.index("июнь 2027")
    assert up[-2:] == down[-2:] == ["когда-нибудь", ""]
    assert down.index("июнь 2027") < down.index("май 2026")


@given(st.lists(st.text(max_size=12)), st.booleans())
def test_any_texts_can_be_sorted_and_none_is_lost(texts: list[str], descending: bool):
    places = sorted_places([text_key(text) for text in texts], descending=descending)
    assert sorted(places) == list(range(len(texts)))
    assert sorted(sorted_places([number_key(text) for text in texts])) == list(range(len(texts)))
