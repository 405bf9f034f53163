"""Runs of neighbouring places: a view is told of ten rows at once, not of one row ten times."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import Protocol


class Keyed(Protocol):
    """Something that is known by a key."""

    @property
    def key(self) -> Hashable:
        """What it is known by."""
        ...


def runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending places as (first, last) of each unbroken run."""
    first = last = -2
    for place in places:
        if place != last + 1:
            if last >= 0:
                yield first, last
            first = place
        last = place
    if last >= 0:
        yield first, last


def removals(lines: Sequence[Keyed], kept: Collection[Hashable]) -> list[tuple[int, int]]:
    """The runs of lines that go, the last run first, so that each can be cut by its place."""
    return list(runs(n for n, line in enumerate(lines) if line.key not in kept))[::-1]
