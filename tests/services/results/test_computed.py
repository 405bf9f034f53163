"""All statistics of a result: counts before stated shares, samples of the same exam, gaps in the data."""

from __future__ import annotations

import json

import pytest
import results_tools as tools

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results import computed
from shnor_desktop.services.results.figures import Figures, Group, Task, dump
from shnor_desktop.services.results.statistics import Methods


def row(id_: int, level: str, figures: Figures, subject: str = "Физика") -> ExamResult:
    return ExamResult(id_, "vpr", 2025, subject, 8, level, figures.n, dump(figures))


SCHOOL = Figures(
    tasks={"1": Task("1", "1", 1.0), "2": Task("2", "2", 2.0), "3": Task("3", "3", 1.0)},
    groups={"А": Group({(3.0, 4, 5): 2, (1.0, 2, 4): 1}, {"1": {"1": 1, "X": 2}, "2": {"2": 2, "0": 1}}, 1)},
    completion={"1": 99.0, "3": 12.5},
)
REGION = Figures(
    tasks=SCHOOL.tasks,
    participants=90000,
    marks={2: 10.0, 3: 30.0, 4: 40.0, 5: 20.01},
    completion={"1": 43.4, "2": 50.0, "3": 22.6},
    journal={"lower": (9, 30.0)},
)


def test_counts_go_before_what_is_stated():
    found = computed.compute(SCHOOL)
    assert found.completion == {"1": pytest.approx(100 / 3), "2": pytest.approx(200 / 3), "3": 12.5}
    assert (found.n, found.absent, found.marks) == (3, 1, {4: 2, 2: 1})
    assert (found.lower, found.confirmed, found.higher, found.gaps2) == (3, 0, 0, 1)
    assert (found.lowest, found.highest, found.modes, found.caution) == (1, 3, [3], "no_conclusions")
    assert found.out_of_corridor is None


def test_a_school_stands_beside_the_samples_of_its_own_exam():
    other = row(3, "region", Figures(tasks=SCHOOL.tasks, completion={"1": 0.0}), subject="Химия")
    found = computed.compute_all([row(1, "school", SCHOOL), row(2, "region", REGION), other])
    assert found[1].out_of_corridor == ["1", "2", "3"]
    assert found[1].deviations["region"]["3"] == pytest.approx(-10.1)
    assert found[2].out_of_corridor is None and found[2].deviations == {}
    loose = computed.compute_all([row(1, "school", SCHOOL), row(2, "region", REGION)], Methods(corridor=11))
    assert loose[1].out_of_corridor == ["2"]
    country = computed.compute_all(
        [row(1, "school", SCHOOL), row(2, "region", REGION)], Methods(corridor_level="country")
    )
    assert country[1].out_of_corridor is None


def test_rounded_shares_of_many_give_sums_and_no_means():
    found = computed.compute(REGION)
    assert (found.n, found.marks, found.mean_mark, found.sou, found.mean_score) == (90000, None, None, None, None)
    assert (found.success, found.quality) == (pytest.approx(90.01), pytest.approx(60.01))
    assert (found.lower, found.confirmed, found.gaps2) == (9, None, None)


def test_rounded_shares_of_a_school_are_its_counts():
    found = computed.compute(Figures(participants=7, marks={2: 28.57, 3: 28.57, 4: 28.57, 5: 14.29}))
    assert found.marks == {5: 1, 4: 2, 3: 2, 2: 2}
    assert found.mean_mark == pytest.approx(23 / 7)


def test_nothing_is_none_and_never_zero():
    found = computed.as_json(computed.compute(Figures()))
    assert {name: value for name, value in found.items() if value is not None} == {
        "completion": {},
        "deviations": {},
        "caution": "no_conclusions",
    }


def test_a_result_entered_without_figures_keeps_its_participants():
    found = computed.compute_all([ExamResult(1, participants=19)])
    assert found[1].n == 19


def test_it_goes_into_json():
    text = json.dumps(computed.as_json(computed.compute(SCHOOL)), allow_nan=False)
    assert json.loads(text)["scores"] == {"1": 1, "3": 2}


def test_the_example_by_hand():
    exam = tools.EXAM
    pupils: dict[tuple[float | None, int | None, int | None], int] = {}
    for score, mark, journal in zip(exam.scores, exam.marks, exam.journal, strict=True):
        key = (float(score), mark, journal)
        pupils[key] = pupils.get(key, 0) + 1
    found = computed.compute(Figures(groups={"": Group(pupils)}))
    assert found.mean_score == pytest.approx(sum(exam.scores) / 7)
    assert found.median == sorted(exam.scores)[3]
    assert (found.lower, found.confirmed, found.higher) == tuple(tools.shifts(exam))
