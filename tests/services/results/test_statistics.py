"""Statistics against numpy, scipy and hand-computed cases; «нет данных» is never 0."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from shnor_desktop.services.results import statistics
from shnor_desktop.services.results.statistics import Methods

SCORES = st.lists(st.integers(0, 60).map(float), min_size=1, max_size=200)
MARKS = st.dictionaries(st.sampled_from([0, 2, 3, 4, 5]), st.integers(0, 200), min_size=1)
ABOUT = {"rel": 1e-9, "abs": 1e-9}


@given(SCORES)
def test_means_and_spreads_are_numpys(values: list[float]):
    counts = Counter(values)
    assert statistics.mean(counts) == pytest.approx(np.mean(values), **ABOUT)
    assert statistics.median(counts) == pytest.approx(np.median(values), **ABOUT)
    assert statistics.pstdev(counts) == pytest.approx(np.std(values), **ABOUT)
    assert statistics.mad(counts) == pytest.approx(np.mean(np.abs(values - np.mean(values))), **ABOUT)
    assert statistics.extremes(counts) == (np.min(values), np.max(values))
    if len(values) > 1:
        assert statistics.stdev(counts) == pytest.approx(np.std(values, ddof=1), **ABOUT)


@given(SCORES)
def test_the_first_mode_is_scipys_and_all_are_met_alike(values: list[float]):
    counts = Counter(values)
    found = statistics.modes(counts)
    if max(counts.values()) == 1 and len(counts) > 1:
        assert found == []
    else:
        assert found[0] == stats.mode(values).mode
        assert {counts[value] for value in found} == {max(counts.values())}
        assert len(found) == sum(count == max(counts.values()) for count in counts.values())


@given(SCORES, st.floats(-100, 100))
def test_spreads_do_not_see_a_shift_and_counts_of_zero_are_nobody(values: list[float], shift: float):
    counts, moved = Counter(values), Counter(value + shift for value in values)
    for spread in (statistics.stdev, statistics.pstdev, statistics.mad):
        before, after = spread(counts), spread(moved)
        assert before == after == None or math.isclose(before or 0, after or 0, rel_tol=1e-6, abs_tol=1e-6)  # noqa: E711
    assert statistics.median({**counts, 999.0: 0}) == statistics.median(counts)
    assert statistics.extremes({**counts, 999.0: 0}) == statistics.extremes(counts)


@given(MARKS)
def test_shares_of_marks_hold_together(marks: dict[int, int]):
    n = sum(marks.values())
    if not n:
        assert statistics.success(marks) is statistics.quality(marks) is statistics.sou(marks) is None
        assert statistics.mark_shares(marks) == {}
        return
    success, quality, low = statistics.success(marks), statistics.quality(marks), statistics.low_quality(marks)
    assert success is not None and quality is not None and low is not None
    assert 0 <= quality <= success <= 100 + 1e-9
    assert quality + low == pytest.approx(100 * (n - marks.get(0, 0)) / n)
    assert math.fsum(statistics.mark_shares(marks).values()) == pytest.approx(100)
    sou = statistics.sou(marks)
    assert sou is not None and 7 - 1e-9 <= sou <= 100 + 1e-9


def test_marks_by_hand():
    marks = {5: 4, 4: 10, 3: 17, 2: 15}
    assert statistics.success(marks) == pytest.approx(67.3913, abs=1e-4)
    assert statistics.quality(marks) == pytest.approx(30.4348, abs=1e-4)
    assert statistics.low_quality(marks) == pytest.approx(69.5652, abs=1e-4)
    assert statistics.sou(marks) == pytest.approx((400 + 640 + 612 + 240) / 46)
    assert statistics.mean_mark(marks) == pytest.approx(141 / 46)


def test_not_certified_stays_in_n_but_has_no_mark():
    marks = {5: 1, 0: 1}
    assert statistics.sou(marks) == pytest.approx((100 + 7) / 2)
    assert statistics.success(marks) == 50
    assert statistics.mean_mark(marks) == 5


def test_weights_are_a_setting():
    assert statistics.sou({3: 1}, Methods(sou_weights={5: 1, 4: 1, 3: 0.5, 2: 0, 0: 0})) == 0.5


def test_a_mark_without_a_weight_weighs_as_a_two():
    assert statistics.sou({1: 3, 5: 1}) == pytest.approx((3 * 16 + 100) / 4)


def test_nobody_is_no_zero():
    for function in (
        statistics.mean,
        statistics.median,
        statistics.stdev,
        statistics.pstdev,
        statistics.mad,
        statistics.extremes,
        statistics.mean_mark,
    ):
        assert function({}) is None
    assert statistics.modes({}) == []
    assert statistics.stdev({4.0: 1}) is None
    assert statistics.pstdev({4.0: 1}) == 0
    assert statistics.completion({}, 2) is statistics.completion({1.0: 3}, None) is None
    assert statistics.journal_shift({}) is None


def test_homogeneity_names_its_measure():
    counts = {1.0: 1, 3.0: 1, 8.0: 1}
    assert statistics.spread(counts, "mad") == pytest.approx(8 / 3)
    assert statistics.spread(counts, "stdev") == pytest.approx(math.sqrt(13))
    assert statistics.spread(counts, "pstdev") == pytest.approx(math.sqrt(26 / 3))


def test_completion_by_hand():
    points = {0.0: 5, 1.0: 3, 2.0: 2}
    assert statistics.completion(points, 2) == pytest.approx(35)
    assert statistics.solved(points, 2) == (2, 3, 5)


@given(st.dictionaries(st.sampled_from([0.0, 1.0, 2.0, 3.0]), st.integers(0, 50)))
def test_full_partial_and_zero_are_everybody(points: dict[float, int]):
    assert sum(statistics.solved(points, 3)) == sum(points.values())
    done = statistics.completion(points, 3)
    assert done is None or 0 <= done <= 100 + 1e-9


@pytest.mark.parametrize(
    ("school", "sample", "out"),
    [(50.0, 60.0, False), (50.0, 60.01, True), (60.1, 50.1, False), (70.0, 59.99, True), (None, 50.0, None)],
)
def test_the_corridor_is_strict(school: float | None, sample: float, out: bool | None):
    assert statistics.outside(school, sample) is out


def test_the_corridor_is_a_setting():
    assert statistics.outside(50, 54, Methods(corridor=3)) is True


def test_marks_against_the_journal_by_hand():
    shift = statistics.journal_shift({(2, 4): 3, (3, 4): 2, (4, 4): 5, (5, 3): 1, (4, 3): 1})
    assert shift is not None
    assert (shift.lower, shift.confirmed, shift.higher, shift.gaps, shift.n) == (5, 5, 2, 4, 12)


@pytest.mark.parametrize(
    ("percent", "difficulty", "verdict"),
    [
        (60, "Б", "sufficient"),
        (59.99, "Б", "uncertain"),
        (57, "Б", "uncertain"),
        (56.99, "Б", "insufficient"),
        (30, "П", "sufficient"),
        (28.5, "В", "uncertain"),
        (28.49, "В", "insufficient"),
        (80, "", None),
        (None, "Б", None),
    ],
)
def test_levels(percent: float | None, difficulty: str, verdict: str | None):
    assert statistics.level_verdict(percent, difficulty) == verdict


def test_dynamics_of_twos():
    assert statistics.twos_grew(10, 20) is True
    assert statistics.twos_grew(10.1, 20.1) is True  # 10 п. п., whatever binary says
    assert statistics.twos_grew(10, 19.99) is False
    assert statistics.twos_grew(None, 30) is None


def test_small_numbers():
    assert [statistics.caution(n) for n in (None, 9, 10, 19, 20)] == ["no_conclusions"] * 2 + ["limited"] * 2 + [""]
    assert [statistics.histogram_tells(n) for n in (None, 49, 50)] == [False, False, True]


def test_the_gap_of_the_first_appendix():
    assert statistics.far_below(40, 60) is False
    assert statistics.far_below(40, 60.1) is True
    assert statistics.far_below(None, 60) is None


@given(st.dictionaries(st.sampled_from([2, 3, 4, 5]), st.integers(0, 300), min_size=4, max_size=4))
def test_counts_come_back_from_rounded_shares(marks: dict[int, int]):
    n = sum(marks.values())
    shares = {mark: round(100 * count / n, 2) for mark, count in marks.items()} if n else {}
    assert statistics.counts_from_shares(shares, n) == (marks if n else None)


def test_shares_that_leave_a_choice_give_no_counts():
    assert statistics.counts_from_shares({2: 10.0, 3: 30.0, 4: 40.0, 5: 20.0}, 24011) is None
    assert statistics.counts_from_shares({2: 33.3, 3: 66.7}, 46) is None
    assert statistics.counts_from_shares({5: 100.0}, 9803) == {5: 9803}
    assert statistics.counts_from_shares({5: 100.0}, 9804) is None  # from here on a share may mean two counts
    assert statistics.counts_from_shares({5: 100.0}, 100, tolerance=0.5) is None
    assert statistics.counts_from_shares({5: 99.5}, 10, tolerance=0.5) == {5: 10}
    assert statistics.counts_from_shares({2: 50.0, 3: 40.0}, 10) is None
