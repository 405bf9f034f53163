"""Which lines of a table are shown, and in which order, while they are filtered or sorted.

Both are decided once, when they are chosen: a line that is edited neither vanishes nor jumps under the person's hands
until a filter or an order is chosen again. A new line is shown, below the one after which it was added.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

from .diff import Keyed

L = TypeVar("L", bound=Keyed)


class Arrangement:
    """Made from all lines there are; `kept` are the keys a filter lets through, `order` sorts those to be shown."""

    def __init__(
        self,
        lines: Sequence[Keyed],
        kept: Collection[Hashable] | None = None,
        order: Sequence[Hashable] | None = None,
    ) -> None:
        wanted = kept if order is None else order
        shown = None if wanted is None else frozenset(wanted)
        self._hidden = frozenset(line.key for line in lines if shown is not None and line.key not in shown)
        self._rank = None if order is None else {key: n for n, key in enumerate(order)}

    def applied(self, lines: Sequence[L]) -> list[L]:
        """The lines to be shown, in order."""
        shown = [line for line in lines if line.key not in self._hidden]
        if self._rank is None:
            return shown
        ranked: list[tuple[int, int]] = []
        above = -1
        for place, line in enumerate(shown):
            above = self._rank.get(line.key, above)
            ranked.append((above, place))
        return [shown[place] for _, place in sorted(ranked)]
