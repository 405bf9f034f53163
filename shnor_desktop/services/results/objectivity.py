"""Signs of results that may not be objective, and comparisons with a larger sample; pure functions.

None of them is a proof, and none is about a teacher: they say where to look.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .statistics import Scores, mean, stdev, total

Z95 = 1.96
"""Two-sided 95 % of the normal distribution, as the regional method writes it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval of a mean, in the unit of the values."""

    low: float
    high: float


def confidence(average: float | None, deviation: float | None, n: int | None) -> Interval | None:
    """x̄ ± 1,96 · s / √n with s over n − 1. Source: the regional method."""
    if average is None or deviation is None or not n:
        return None
    half = Z95 * deviation / math.sqrt(n)
    return Interval(average - half, average + half)


def confidence_of(counts: Scores) -> Interval | None:
    """The interval of counted scores or marks; None below two of them."""
    return confidence(mean(counts), stdev(counts), total(counts))


def overstated(school: Interval | None, region: Interval | None) -> bool | None:
    """Завышение: the school's lower bound lies above the region's upper one. Source: the regional method."""
    if school is None or region is None:
        return None
    return school.low > region.high


@dataclass(frozen=True, slots=True)
class Spearman:
    """Rank correlation: by the textbook's formula and corrected for ties, which marks are full of."""

    n: int
    simple: float
    corrected: float | None
    """None where one of the two rows has a single value."""

    @property
    def contradicts(self) -> bool:
        """Несоответствие отметкам: r_s < 0. Source: the regional method, which uses the simple formula."""
        return self.simple < 0


def spearman(pairs: Mapping[tuple[float, float], int]) -> Spearman | None:
    """r_s of (score or mark of the work, mark in the journal) → count; None below two pupils.

    Equal values share the mean of their places. simple = 1 − 6 Σd² / (n (n² − 1)); corrected is the correlation of
    the places themselves, the same number where nothing is tied.
    """
    n = sum(pairs.values())
    if n < 2:
        return None
    first = _places((pair[0], count) for pair, count in pairs.items())
    second = _places((pair[1], count) for pair, count in pairs.items())
    middle = (n + 1) / 2
    squares = math.fsum(count * (first[a] - second[b]) ** 2 for (a, b), count in pairs.items())
    product = math.fsum(count * (first[a] - middle) * (second[b] - middle) for (a, b), count in pairs.items())
    own = [
        math.fsum(count * (places[pair[side]] - middle) ** 2 for pair, count in pairs.items())
        for side, places in ((0, first), (1, second))
    ]
    corrected = product / math.sqrt(own[0] * own[1]) if own[0] and own[1] else None
    return Spearman(n, 1 - 6 * squares / (n * (n * n - 1)), corrected)


def _places(values: Iterable[tuple[float, int]]) -> dict[float, float]:
    """Value → the mean of the places, from 1, that it takes in the order of all."""
    counts: dict[float, int] = {}
    for value, count in values:
        counts[value] = counts.get(value, 0) + count
    places, before = {}, 0
    for value in sorted(counts):
        places[value] = before + (counts[value] + 1) / 2
        before += counts[value]
    return places


def sharp_change(before: float | None, after: float | None) -> float | None:
    """K = S_N / S_(N+1), S the mean score in per cent of the highest: grade 4 against grade 5 of the same children.

    Source: the regional method; its critical values come from the region and are entered by hand, else K stands alone.
    """
    if before is None or not after:
        return None
    return before / after


def part_of_maximum(average: float | None, maximum: float | None) -> float | None:
    """S: a mean score in per cent of the highest there is."""
    return 100.0 * average / maximum if average is not None and maximum else None


@dataclass(frozen=True, slots=True)
class Relative:
    """Относительный балл: the mean of school / region over subjects, exams and years; its deviation from 1."""

    value: float
    pairs: int

    @property
    def deviation(self) -> float:
        """value − 1."""
        return self.value - 1


def relative_score(pairs: Sequence[tuple[float | None, float | None]]) -> Relative | None:
    """The mean of school mean / region mean over (school, region); pairs without data do not count as 0.

    Source: the municipal action plan, which averages over subjects, over ЕГЭ and ОГЭ and over three years.
    """
    ratios = [school / region for school, region in pairs if school is not None and region]
    return Relative(math.fsum(ratios) / len(ratios), len(ratios)) if ratios else None
