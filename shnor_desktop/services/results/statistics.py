"""Statistics of marks, scores and tasks: pure functions over counted distributions, never over rounded percentages.

A distribution is a mapping value → how many. «Нет данных» is None and never 0: a function answers None where there is
nobody to count. Shares are in per cent (0–100), differences of shares in percentage points (п. п.), scores in points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Marks = Mapping[int, int]
Scores = Mapping[float, int]
Spread = Literal["stdev", "pstdev", "mad"]


@dataclass(frozen=True)
class Methods:
    """What the methods leave to choose; each with where its usual value comes from."""

    sou_weights: Mapping[int, float] = field(default_factory=lambda: {5: 100.0, 4: 64.0, 3: 36.0, 2: 16.0, 0: 7.0})
    """Weights of СОУ by mark, 0 is «н/а»; source: help of NetSchool."""
    corridor: float = 10.0
    """How far completion may be from the sample's, п. п.; out where it is further, strictly. Source: the reference."""
    corridor_level: str = "region"
    """The sample that completion is set against: country, region or municipality."""
    spread: Spread = "stdev"
    """What «однородность» stands for; the reference's own word fits the mean absolute deviation."""
    gap: int = 2
    """A difference of marks, work against journal, that is worth a look. Source: ФИОКО 2026."""
    basic: tuple[float, float] = (57.0, 60.0)
    """Tasks Б: insufficient below, sufficient from, per cent. Source: ФИОКО 2026, second-hand."""
    advanced: tuple[float, float] = (28.5, 30.0)
    """Tasks П and В, the same."""
    twos: float = 10.0
    """Growth of the share of «2» that is a negative dynamics, п. п. Source: ФИОКО 2026, second-hand."""
    no_conclusions: int = 10
    """Fewer participants than this: no conclusions about the group. Source: ФИОКО 2026, second-hand."""
    limited: int = 20
    """Fewer than this: conclusions with care."""
    histogram: int = 50
    """From so many on a histogram tells something."""
    exam_gap: float = 20.0
    """Приложение 1: school below the region by more points than this. Source: the reference."""
    k_low: float | None = None
    """K of the same children below this is a sharp change; the region says which, None while it did not."""
    k_high: float | None = None
    """The same above this."""


METHODS = Methods()
"""The usual choice."""

BANDS = ((0, 60), (61, 80), (81, 100))
"""Bands of ЕГЭ scores, ends included: together they are everybody. Source: the reference."""


def total(counts: Mapping[float, int] | Marks) -> int:
    """N: how many were counted."""
    return sum(counts.values())


def share(part: int, n: int) -> float | None:
    """part / n, per cent."""
    return 100.0 * part / n if n else None


def success(marks: Marks) -> float | None:
    """Успеваемость: (n5 + n4 + n3) / N, per cent. Source: help of NetSchool; the reference."""
    return share(sum(marks.get(mark, 0) for mark in (5, 4, 3)), total(marks))


def quality(marks: Marks) -> float | None:
    """Качество: (n5 + n4) / N, per cent. Source: help of NetSchool; the reference."""
    return share(marks.get(5, 0) + marks.get(4, 0), total(marks))


def low_quality(marks: Marks) -> float | None:
    """Не получили качественного образования: %«2» + %«3» of N, per cent. Source: the reference."""
    return share(sum(marks.get(mark, 0) for mark in (3, 2, 1)), total(marks))


def mark_shares(marks: Marks) -> dict[int, float]:
    """Mark → its share of N, per cent; empty without anybody."""
    n = total(marks)
    return {mark: 100.0 * count / n for mark, count in marks.items()} if n else {}


def sou(marks: Marks, methods: Methods = METHODS) -> float | None:
    """СОУ (степень обученности): Σ weight · count / N, 0–100; «н/а» stays in N. Source: help of NetSchool.

    Exempt pupils are not among the marks and so not in N. A mark without a weight weighs as «2».
    """
    n, weights = total(marks), methods.sou_weights
    return sum(weights.get(mark, weights[2]) * count for mark, count in marks.items()) / n if n else None


def mean(counts: Mapping[float, int] | Marks) -> float | None:
    """Σ value · count / N, in the values' own unit; None without anybody."""
    n = total(counts)
    return math.fsum(value * count for value, count in counts.items()) / n if n else None


def mean_mark(marks: Marks) -> float | None:
    """Средняя отметка over those who have one: «н/а» (0) is no number."""
    return mean({mark: count for mark, count in marks.items() if mark})


def median(counts: Scores) -> float | None:
    """The middle value; the half-sum of the two middle ones where N is even."""
    n = total(counts)
    if not n:
        return None
    ordered = sorted(value for value, count in counts.items() if count)
    low, high = _at(counts, ordered, (n - 1) // 2), _at(counts, ordered, n // 2)
    return low if low == high else (low + high) / 2


def _at(counts: Scores, ordered: list[float], place: int) -> float:
    """The value at a place, from 0, of the values laid out in order."""
    for value in ordered:
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)


def modes(counts: Scores) -> list[float]:
    """Every value met most often, ascending; none where each value is met once and there are several."""
    most = max(counts.values(), default=0)
    found = sorted(value for value, count in counts.items() if count == most and most)
    return [] if most == 1 and len(found) > 1 else found


def extremes(counts: Scores) -> tuple[float, float] | None:
    """The lowest and the highest value."""
    met = [value for value, count in counts.items() if count]
    return (min(met), max(met)) if met else None


def stdev(counts: Scores) -> float | None:
    """СТАНДОТКЛОН.В: standard deviation of a sample (n − 1), in points; None below two values."""
    squares, n = _squares(counts), total(counts)
    return math.sqrt(squares / (n - 1)) if n > 1 else None


def pstdev(counts: Scores) -> float | None:
    """СТАНДОТКЛОН.Г: standard deviation of all there are (n), in points."""
    n = total(counts)
    return math.sqrt(_squares(counts) / n) if n else None


def mad(counts: Scores) -> float | None:
    """СРОТКЛ: mean absolute deviation from the mean, in points; what the reference calls «статотклонение»."""
    middle, n = mean(counts), total(counts)
    if middle is None:
        return None
    return math.fsum(abs(value - middle) * count for value, count in counts.items()) / n


def spread(counts: Scores, kind: Spread) -> float | None:
    """Однородность by the measure that stands."""
    return {"stdev": stdev, "pstdev": pstdev, "mad": mad}[kind](counts)


def _squares(counts: Scores) -> float:
    middle = mean(counts)
    if middle is None:
        return 0.0
    return math.fsum((value - middle) ** 2 * count for value, count in counts.items())


@dataclass(frozen=True, slots=True)
class JournalShift:
    """ВПР against the journal: how many got a lower, the same, a higher mark; how many differ by `gap` and more."""

    lower: int
    confirmed: int
    higher: int
    gaps: int

    @property
    def n(self) -> int:
        """Those who have both marks."""
        return self.lower + self.confirmed + self.higher


def journal_shift(pairs: Mapping[tuple[int, int], int], gap: int = METHODS.gap) -> JournalShift | None:
    """Compare (mark of the work, mark in the journal) → count. Source: ФИС ОКО, ФИОКО 2026."""
    if not total_pairs(pairs):
        return None
    parts = [0, 0, 0, 0]
    for (mark, journal), count in pairs.items():
        parts[1 + (mark > journal) - (mark < journal)] += count
        parts[3] += count if abs(mark - journal) >= gap else 0
    return JournalShift(*parts)


def total_pairs(pairs: Mapping[tuple[int, int], int]) -> int:
    """How many pairs were counted."""
    return sum(pairs.values())


def completion(points: Scores, maximum: float | None) -> float | None:
    """Выполнение задания: Σ points / (max · N), per cent; not the share of full solutions. Source: ФИОКО."""
    n = total(points)
    if not n or not maximum:
        return None
    return 100.0 * math.fsum(value * count for value, count in points.items()) / (maximum * n)


def solved(points: Scores, maximum: float) -> tuple[int, int, int]:
    """How many solved a task in full, in part and not at all; together N."""
    full = sum(count for value, count in points.items() if value >= maximum)
    none = sum(count for value, count in points.items() if value <= 0)
    return full, total(points) - full - none, none


def outside(school: float | None, sample: float | None, methods: Methods = METHODS) -> bool | None:
    """Whether completion leaves the corridor: |school − sample| > 10 п. п., strictly. Source: the reference."""
    if school is None or sample is None:
        return None
    return abs(round(school - sample, 9)) > methods.corridor  # 9 digits: 60.1 − 50.1 is 10, whatever binary says


Verdict = Literal["sufficient", "uncertain", "insufficient"]


def level_verdict(percent: float | None, difficulty: str, methods: Methods = METHODS) -> Verdict | None:
    """Решаемость by difficulty Б, П, В. Source: ФИОКО 2026, second-hand; None for a task without a difficulty."""
    limits = {"Б": methods.basic, "П": methods.advanced, "В": methods.advanced}.get(difficulty)
    if percent is None or limits is None:
        return None
    return "insufficient" if percent < limits[0] else "sufficient" if percent >= limits[1] else "uncertain"


def twos_grew(before: float | None, now: float | None, methods: Methods = METHODS) -> bool | None:
    """Dynamics of «2»: negative where the share grew by 10 п. п. and more. Source: ФИОКО 2026, second-hand."""
    if before is None or now is None:
        return None
    return round(now - before, 9) >= methods.twos


Caution = Literal["", "limited", "no_conclusions"]


def caution(n: int | None, methods: Methods = METHODS) -> Caution:
    """How far a group of this size speaks for itself. Source: ФИОКО 2026, second-hand."""
    if n is None or n < methods.no_conclusions:
        return "no_conclusions"
    return "limited" if n < methods.limited else ""


def histogram_tells(n: int | None, methods: Methods = METHODS) -> bool:
    """Whether a histogram of so many scores is worth drawing conclusions from."""
    return n is not None and n >= methods.histogram


def far_below(school: float | None, region: float | None, methods: Methods = METHODS) -> bool | None:
    """Приложение 1: the mean score is below the region's by more than 20 points. Source: the reference.

    Meant for the ЕГЭ's hundred points; on primary scales it makes little sense, and who shows it says so.
    """
    if school is None or region is None:
        return None
    return round(region - school, 9) > methods.exam_gap


def sharp(k: float, methods: Methods = METHODS) -> bool | None:
    """Whether a change 4 → 5 is a sharp one; None while the region's critical values are not known."""
    if methods.k_low is None and methods.k_high is None:
        return None
    low, high = methods.k_low, methods.k_high
    return (low is not None and k < low) or (high is not None and k > high)


def counts_from_shares(shares: Mapping[int, float], n: int | None, tolerance: float = 0.0051) -> dict[int, int] | None:
    """The whole counts that rounded shares of N must have come from; None where the shares leave a choice.

    Two decimals tell single pupils apart up to some thousands; the counts must give the shares again and add up to N.
    """
    if not n or not shares or n * tolerance >= 50:
        return None
    counts = {mark: round(percent * n / 100) for mark, percent in shares.items()}
    exact = all(abs(100 * counts[mark] / n - percent) <= tolerance for mark, percent in shares.items())
    return counts if exact and sum(counts.values()) == n else None
