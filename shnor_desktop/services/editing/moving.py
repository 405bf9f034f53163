"""Where rows may be moved to: what belongs to a row goes with it, and no row comes to belong to another by the way.

Rows are known by their rank alone: a row owns the rows of higher rank that follow it (group 0, item 1, sub-item 2).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence


class Carry:
    """Rows taken out of an order, to be put back somewhere else.

    A gap is counted in the whole order: gap 3 lies before row 3, the last one after all rows.
    """

    def __init__(self, ranks: Sequence[int], chosen: Collection[int]) -> None:
        self.moving = _with_what_belongs(ranks, chosen)
        """The places of the rows that go, with all that belongs to them."""
        taken = set(self.moving)
        self.others = [place for place in range(len(ranks)) if place not in taken]
        """The places of the rows that stay."""
        self._ranks = [ranks[place] for place in self.others]
        self._first = ranks[self.moving[0]] if self.moving else 0
        self._least = min((ranks[place] for place in self.moving), default=0)
        self._before = self._counted(len(ranks))

    def _counted(self, count: int) -> list[int]:
        """For each gap, how many of those that stay lie before it."""
        before, taken = [0], set(self.moving)
        for place in range(count):
            before.append(before[-1] + (place not in taken))
        return before

    def fits(self, target: int) -> bool:
        """Whether the rows belong somewhere and take nobody's rows before the `target`-th of those that stay."""
        after = self._ranks[target] if target < len(self._ranks) else -1
        if after > self._least:
            return False
        return after == self._first or (target > 0 and self._ranks[target - 1] >= self._first - 1)

    def landing(self, gap: int) -> int | None:
        """The nearest place to a gap, counted in those that stay; of two the one below. None when there is none."""
        if not self.moving:
            return None
        wanted = self._before[max(0, min(gap, len(self._before) - 1))]
        for distance in range(len(self.others) + 1):
            for target in (wanted + distance, wanted - distance):
                if 0 <= target <= len(self.others) and self.fits(target):
                    return target
        return None

    def step(self, step: int) -> int | None:
        """The next place above (−1) or below (+1), past a neighbour with all that belongs to it; None at the end."""
        if not self.moving:
            return None
        target = self._before[self.moving[0] if step < 0 else self.moving[-1]] + step
        while 0 <= target <= len(self.others) and not self.fits(target):
            target += step
        return target if 0 <= target <= len(self.others) else None

    def gap(self, target: int) -> int:
        """The gap of the whole order before the `target`-th of those that stay."""
        return self.others[target] if target < len(self.others) else len(self._before) - 1

    def order(self, target: int) -> list[int]:
        """All places in their new order."""
        return [*self.others[:target], *self.moving, *self.others[target:]]

    def leads_nowhere(self, target: int) -> bool:
        """Whether everything would stand as it stands."""
        return self.order(target) == list(range(len(self._before) - 1))


def complete(ranks: Sequence[int], chosen: Collection[int]) -> set[int]:
    """Those of the chosen rows all whose own rows are chosen too."""
    wanted = set(chosen)
    torn: set[int] = set()
    owners: list[int] = []
    for place, rank in enumerate(ranks):
        while owners and ranks[owners[-1]] >= rank:
            owners.pop()
        if place not in wanted:
            torn.update(owners)
        owners.append(place)
    return wanted - torn


def _with_what_belongs(ranks: Sequence[int], chosen: Collection[int]) -> list[int]:
    moving, owner = [], len(ranks)
    wanted = set(chosen)
    for place, rank in enumerate(ranks):
        if rank <= owner:
            owner = rank if place in wanted else len(ranks)
        if place in wanted or rank > owner:
            moving.append(place)
    return moving
