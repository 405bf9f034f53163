"""Results beside each other, by hand-computed cases; what is missing is None."""

from __future__ import annotations

import dataclasses
from itertools import count

import pytest
from scipy import stats

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results import comparisons
from shnor_desktop.services.results.exam_tables import Results
from shnor_desktop.services.results.figures import Figures, Group, Task, dump
from shnor_desktop.services.results.statistics import Methods

IDS = count(1)


def row(year: int, grade: int, figures: Figures, exam: str = "vpr", level: str = "school") -> ExamResult:
    return ExamResult(next(IDS), exam, year, "Физика", grade, level, figures.n, dump(figures))


def marks(*counts: int) -> Figures:
    """Counts of 5, 4, 3, 2."""
    outcomes = {(None, mark, None): count for mark, count in zip((5, 4, 3, 2), counts, strict=True) if count}
    return Figures(groups={"": Group(outcomes)})


def scored(scores: dict[float, int], maximum: float | None = None) -> Figures:
    return Figures(groups={"": Group({(score, None, None): n for score, n in scores.items()})}, maximum=maximum)


def test_twos_against_the_year_before():
    results = Results([row(2024, 7, marks(5, 10, 10, 5)), row(2025, 7, marks(5, 10, 5, 10))])
    found = comparisons.twos(results, ("vpr", 2025, "Физика", 7))
    assert found is not None
    assert (found.before, found.now) == (pytest.approx(100 / 6), pytest.approx(100 / 3))
    assert (found.change, found.negative, found.caution) == (pytest.approx(100 / 6), True, "")
    loose = Results([row(2024, 7, marks(5, 10, 10, 5)), row(2025, 7, marks(5, 10, 5, 10))], methods=Methods(twos=20))
    other = comparisons.twos(loose, ("vpr", 2025, "Физика", 7))
    assert other is not None and not other.negative
    assert comparisons.twos(results, ("vpr", 2024, "Физика", 7)) is None


def test_few_pupils_are_told():
    results = Results([row(2024, 7, marks(1, 1, 1, 1)), row(2025, 7, marks(5, 10, 5, 10))])
    found = comparisons.twos(results, ("vpr", 2025, "Физика", 7))
    assert found is not None and found.caution == "no_conclusions"


def test_the_same_children_a_year_on():
    tasks = {"1": Task("1", "1", 10.0), "2": Task("2", "2", 10.0)}
    results = Results(
        [
            row(2024, 4, scored({15.0: 12, 17.0: 12}, 20)),
            row(2025, 5, dataclasses.replace(scored({8.0: 10, 12.0: 5}), tasks=tasks)),
        ]
    )
    found = comparisons.cohort(results, ("vpr", 2024, "Физика", 4))
    assert found is not None
    assert (found.before, found.after) == (80, pytest.approx(100 * 28 / 3 / 20))
    assert found.k == pytest.approx(80 / (140 / 3)) and found.caution == "limited"
    assert comparisons.cohort(results, ("vpr", 2025, "Физика", 5)) is None


def test_without_a_highest_score_there_is_no_part_of_it():
    results = Results([row(2024, 4, scored({15.0: 2})), row(2025, 5, scored({15.0: 2}, 20))])
    assert comparisons.cohort(results, ("vpr", 2024, "Физика", 4)) is None


def test_difficulties_are_counted_over_their_tasks():
    figures = Figures(
        tasks={
            "1": Task("1", "1", 1.0, "Б"),
            "2": Task("2", "2", 3.0, "Б"),
            "3": Task("3", "3", 2.0, "П"),
            "4": Task("4", "4", None, "В"),
        },
        groups={
            "": Group({(3.0, 3, 3): 10}, {"1": {"1": 10}, "2": {"0": 8, "3": 2}, "3": {"X": 9, "2": 1}, "4": {"1": 10}})
        },
    )
    found = comparisons.by_difficulty(Results([row(2025, 7, figures)]), ("vpr", 2025, "Физика", 7))
    assert [(one.difficulty, one.percent, one.verdict, one.tasks) for one in found] == [
        ("Б", pytest.approx(40), "insufficient", 2),
        ("П", pytest.approx(10), "insufficient", 1),
    ]


def test_the_relative_score_is_of_three_years_of_both_exams():
    def gia(year: int, exam: str, level: str, mean: float) -> ExamResult:
        return row(year, 9, Figures(participants=5, stated={"mean_score": mean}), exam, level)

    rows = [gia(2025, "oge", "school", 22), gia(2025, "oge", "region", 20), gia(2023, "ege", "school", 45)]
    rows += [gia(2023, "ege", "region", 50), gia(2022, "ege", "school", 90), gia(2022, "ege", "region", 50)]
    rows.append(gia(2024, "oge", "school", 99))
    found = comparisons.relative(Results(rows), 2025)
    assert found is not None
    assert (found.value, found.pairs) == (pytest.approx(1.0), 2)
    longer = comparisons.relative(Results(rows), 2025, years=4)
    assert longer is not None and longer.pairs == 3
    assert comparisons.relative(Results([]), 2025) is None


def test_correlation_takes_scores_before_marks():
    outcomes = {(5.0, 3, 3): 2, (9.0, 4, 3): 1, (12.0, 5, 5): 1, (4.0, 2, 4): 1, (7.0, 3, None): 3}
    found = comparisons.correlation(Figures(groups={"": Group(outcomes)}))
    expected = stats.spearmanr([5, 5, 9, 12, 4], [3, 3, 3, 5, 4]).statistic
    assert found is not None and found.n == 5 and found.corrected == pytest.approx(expected)
    bare = {(None, mark, journal): n for (_, mark, journal), n in outcomes.items()}
    of_marks = comparisons.correlation(Figures(groups={"": Group(bare)}))
    assert of_marks is not None
    assert of_marks.corrected == pytest.approx(stats.spearmanr([3, 3, 4, 5, 2], [3, 3, 3, 5, 4]).statistic)
    assert comparisons.correlation(Figures()) is None
