"""Results beside each other: years, grades of the same children, levels of difficulty, the school beside the region.

Everything answers None where data are missing. Findings about a group carry its `caution`: few pupils say little.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from . import objectivity, statistics
from .computed import ExamId, journal_pairs, points_of
from .exam_key import EGE, OGE
from .exam_tables import Results
from .figures import REGION, SCHOOL, Figures
from .objectivity import Relative, Spearman
from .statistics import Caution, Verdict

DIFFICULTIES = ("Б", "П", "В")
"""Базовый, повышенный, высокий."""


@dataclass(frozen=True, slots=True)
class LevelResult:
    """How tasks of one difficulty were solved: per cent of their points, what that means, how many tasks."""

    difficulty: str
    percent: float
    verdict: Verdict | None
    tasks: int


@dataclass(frozen=True, slots=True)
class TwosDynamics:
    """Shares of «2», per cent, of a year and the one before; the change in п. п."""

    before: float
    now: float
    negative: bool
    caution: Caution

    @property
    def change(self) -> float:
        """now − before."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class CohortChange:
    """The same children a year on: K = S_N / S_(N+1), S in per cent of the highest score."""

    before: float
    after: float
    k: float
    caution: Caution


def correlation(figures: Figures) -> Spearman | None:
    """Scores of the work against marks in the journal; marks of the work where there are no scores."""
    scored: dict[tuple[float, float], int] = {}
    for (score, _, journal), count in figures.whole.outcomes.items():
        if score is not None and journal:
            scored[score, float(journal)] = scored.get((score, float(journal)), 0) + count
    if scored:
        return objectivity.spearman(scored)
    pairs = journal_pairs(figures.whole)
    return objectivity.spearman({(float(mark), float(other)): count for (mark, other), count in pairs.items()})


def by_difficulty(results: Results, exam: ExamId) -> list[LevelResult]:
    """Решаемость of Б, П and В: Σ points / Σ (max · N) over the tasks of a level, counted and never averaged shares."""
    figures = results.figures(exam)
    whole = figures.whole
    found = []
    for difficulty in DIFFICULTIES:
        tasks = [task for task in figures.tasks.values() if task.difficulty == difficulty and task.maximum]
        counts = [(points_of(whole, task.key), task.maximum or 0.0) for task in tasks]
        possible = math.fsum(maximum * statistics.total(points) for points, maximum in counts)
        if possible:
            got = math.fsum(value * count for points, _ in counts for value, count in points.items())
            percent = 100 * got / possible
            verdict = statistics.level_verdict(percent, difficulty, results.methods)
            found.append(LevelResult(difficulty, percent, verdict, len(tasks)))
    return found


def twos(results: Results, exam: ExamId) -> TwosDynamics | None:
    """The share of «2» against the year before, same subject and grade."""
    kind, year, subject, grade = exam
    shares = []
    sizes = []
    for one in ((kind, year - 1, subject, grade), exam):
        found = results.at(one)
        if found is None or not found.shares:
            return None
        shares.append(found.shares.get(2, 0.0) + found.shares.get(1, 0.0))
        sizes.append(found.n)
    negative = statistics.twos_grew(shares[0], shares[1], results.methods)
    return TwosDynamics(shares[0], shares[1], bool(negative), _caution(results, sizes))


def cohort(results: Results, exam: ExamId) -> CohortChange | None:
    """An exam of grade N against the next year's of grade N + 1 in the same subject, as 4 → 5."""
    kind, year, subject, grade = exam
    following = (kind, year + 1, subject, grade + 1)
    before, after = _part(results, exam), _part(results, following)
    k = objectivity.sharp_change(before, after)
    if before is None or after is None or k is None:
        return None
    sizes = [found.n for one in (exam, following) if (found := results.at(one)) is not None]
    return CohortChange(before, after, k, _caution(results, sizes))


def relative(results: Results, last_year: int, kinds: Collection[str] = (OGE, EGE), years: int = 3) -> Relative | None:
    """Относительный балл: school mean / region mean over subjects, exams and so many years up to `last_year`."""
    pairs = []
    for kind in kinds:
        for exam in results.exams(kind):
            if last_year - years < exam[1] <= last_year:
                school, region = results.at(exam, SCHOOL), results.at(exam, REGION)
                pairs.append((school.mean_score if school else None, region.mean_score if region else None))
    return objectivity.relative_score(pairs)


def _part(results: Results, exam: ExamId) -> float | None:
    """The mean score in per cent of the highest: as named by the source, else the sum of the tasks' points."""
    found, figures = results.at(exam), results.figures(exam)
    points = [task.maximum for task in figures.tasks.values()]
    total = math.fsum(point for point in points if point) if points and all(points) else None
    return objectivity.part_of_maximum(found.mean_score if found else None, figures.maximum or total)


def _caution(results: Results, sizes: list[int | None]) -> Caution:
    known = [size for size in sizes if size is not None]
    return statistics.caution(min(known) if known else None, results.methods)
