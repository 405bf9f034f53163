"""Positions of rows: integers with gaps, so that a move writes the moved rows and not the whole table."""

from __future__ import annotations

from collections.abc import Sequence

STEP = 1 << 16
"""Distance between neighbours when rows are numbered afresh."""

_WIDE = STEP >> 8
"""So far apart stand the rows that made room, at least: wider gaps would move more rows to last a little longer."""

_REACH = 8
"""So many rows on either side make room at first."""


def spread(count: int) -> list[int]:
    """Fresh positions for `count` rows."""
    return [STEP * (index + 1) for index in range(count)]


def place(positions: Sequence[int], index: int, count: int = 1) -> list[int] | None:
    """Positions for `count` rows that shall stand from `index` on among rows at `positions` (ascending).

    None when the gap there is used up: `make_room` tells then which neighbours have to move.
    """
    return _between(positions, index, index, count, 1)


def make_room(positions: Sequence[int], index: int, count: int = 1) -> tuple[list[int], dict[int, int]]:
    """Positions as `place` gives them, and new ones for the rows (by index) that have to make room for them.

    Only as many rows round the place move as it takes to leave wide gaps, so that a long table is not written anew.
    """
    places = place(positions, index, count)
    reach = _REACH
    while places is None:
        low, high = max(0, index - reach), min(len(positions), index + reach)
        fresh = _between(positions, low, high, high - low + count, _WIDE)
        if fresh is not None:
            before = index - low
            others = [*fresh[:before], *fresh[before + count :]]
            return fresh[before : before + count], dict(zip(range(low, high), others, strict=True))
        reach *= 2
    return places, {}


def _between(positions: Sequence[int], low: int, high: int, count: int, least: int) -> list[int] | None:
    """Positions for `count` rows in the place of those from `low` to `high`; None when they would stand too close."""
    before = positions[low - 1] if low else None
    after = positions[high] if high < len(positions) else None
    if after is None:
        start = before if before is not None else 0
        return [start + STEP * (n + 1) for n in range(count)]
    if before is None:
        return [after - STEP * (count - n) for n in range(count)]
    step = (after - before) // (count + 1)
    return [before + step * (n + 1) for n in range(count)] if step >= least else None
