"""Positions with gaps: new places stand where they should, and a used-up gap is admitted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.ordering import STEP, make_room, place, spread

ascending = st.lists(st.integers(-(1 << 40), 1 << 40), unique=True, max_size=20).map(sorted)


def test_fresh_positions_ascend_with_room_between():
    assert spread(0) == []
    assert spread(3) == [STEP, 2 * STEP, 3 * STEP]


@given(ascending, st.data())
def test_new_places_stand_between_their_neighbours(positions: list[int], data: st.DataObject):
    index = data.draw(st.integers(0, len(positions)))
    count = data.draw(st.integers(1, 5))
    places = place(positions, index, count)
    if places is None:
        assert 0 < index < len(positions)
        assert positions[index] - positions[index - 1] <= count
        return
    merged = [*positions[:index], *places, *positions[index:]]
    assert len(places) == count
    assert all(left < right for left, right in zip(merged, merged[1:], strict=False))


def test_a_gap_serves_for_a_while_and_then_says_so():
    positions = spread(2)
    inserted = 0
    while (places := place(positions, 1)) is not None:
        positions[1:1] = places
        inserted += 1
    assert inserted == 16


def test_equal_positions_of_a_damaged_order_have_no_gap():
    assert place([7, 7], 1) is None


def test_ends_are_always_open():
    positions = [5]
    for _ in range(100):
        positions = [*(place(positions, 0) or []), *positions, *(place(positions, len(positions)) or [])]
    assert positions == sorted(set(positions))
    assert len(positions) == 201


crowded = st.lists(st.integers(0, 40), max_size=40).map(sorted)


@given(ascending | crowded | st.lists(st.integers(0, 1 << 20), max_size=60).map(sorted), st.data())
def test_room_is_made_at_any_place_and_nobody_changes_places(positions: list[int], data: st.DataObject):
    index = data.draw(st.integers(0, len(positions)))
    count = data.draw(st.integers(1, 40))
    places, moved = make_room(positions, index, count)
    now = [moved.get(n, position) for n, position in enumerate(positions)]
    merged = [*now[:index], *places, *now[index:]]
    low, high = min([index, *moved]), max([index, *(n + 1 for n in moved)])
    around = merged[max(0, low - 1) : high + count + 1]
    assert len(places) == count
    assert all(left < right for left, right in zip(around, around[1:], strict=False))
    assert merged == sorted(merged)
    assert sorted(moved) == list(range(low, high)) if moved else place(positions, index, count) == places


@pytest.mark.parametrize("length", [1_000, 20_000])
def test_insertions_at_one_place_move_a_few_neighbours_however_long_the_table_is(length: int):
    positions, moved = spread(length), []
    for _ in range(600):
        places, others = make_room(positions, length // 2)
        for n, position in others.items():
            positions[n] = position
        positions[length // 2 : length // 2] = places
        moved.append(len(others))
    assert positions == sorted(set(positions))
    assert max(moved) <= 200 and sum(moved) / len(moved) < 6
    assert max(moved[:100]) <= 40
