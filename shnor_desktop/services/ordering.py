"""Positions of rows: integers with gaps, so that a move writes the moved rows and not the whole table."""

from __future__ import annotations

from collections.abc import Sequence

STEP = 1 << 16
"""Distance between neighbours when rows are numbered afresh."""


def spread(count: int) -> list[int]:
    """Fresh positions for `count` rows."""
    return [STEP * (index + 1) for index in range(count)]


def place(positions: Sequence[int], index: int, count: int = 1) -> list[int] | None:
    """Positions for `count` rows that shall stand from `index` on among rows at `positions` (ascending).

    None when the gap there is used up: then all rows are to be numbered afresh with `spread`.
    """
    before = positions[index - 1] if index else None
    after = positions[index] if index < len(positions) else None
    if after is None:
        start = before if before is not None else 0
        return [start + STEP * (n + 1) for n in range(count)]
    if before is None:
        return [after - STEP * (count - n) for n in range(count)]
    step = (after - before) // (count + 1)
    return [before + step * (n + 1) for n in range(count)] if step > 0 else None
