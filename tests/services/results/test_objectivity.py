"""Signs of doubtful objectivity against scipy and hand-computed cases."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from shnor_desktop.services.results import objectivity
from shnor_desktop.services.results.objectivity import Interval

PAIRS = st.lists(st.tuples(st.integers(0, 30).map(float), st.integers(2, 5).map(float)), min_size=2, max_size=60)


@given(PAIRS)
def test_the_corrected_correlation_is_scipys(pairs: list[tuple[float, float]]):
    found = objectivity.spearman(Counter(pairs))
    first, second = zip(*pairs, strict=True)
    assert found is not None and found.n == len(pairs)
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert found.corrected is None
    else:
        assert found.corrected == pytest.approx(stats.spearmanr(first, second).statistic, abs=1e-9)
    d = stats.rankdata(first) - stats.rankdata(second)
    n = len(pairs)
    assert found.simple == pytest.approx(1 - 6 * np.sum(d**2) / (n * (n * n - 1)), abs=1e-9)


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=40, unique=True), st.randoms(use_true_random=False))
def test_without_ties_both_are_one_number(values: list[int], random: object):
    other = list(values)
    random.shuffle(other)  # type: ignore[attr-defined]
    found = objectivity.spearman(Counter(zip(map(float, values), map(float, other), strict=True)))
    assert found is not None and found.corrected == pytest.approx(found.simple, abs=1e-9)


def test_correlation_by_hand():
    up = objectivity.spearman({(1, 1): 1, (2, 2): 1, (3, 3): 1})
    down = objectivity.spearman({(1, 3): 1, (2, 2): 1, (3, 1): 1})
    assert up is not None and down is not None
    assert (up.simple, up.contradicts) == (1, False)
    assert (down.simple, down.contradicts) == (-1, True)
    tied = objectivity.spearman({(5, 4): 2, (7, 5): 1})
    assert tied is not None and tied.simple == tied.corrected == 1
    assert objectivity.spearman({(1, 1): 1}) is None


def test_the_interval_by_hand():
    found = objectivity.confidence(3.5, 0.8, 64)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(3.304), pytest.approx(3.696))
    assert objectivity.confidence(3.5, None, 64) is None
    assert objectivity.confidence_of({4.0: 1}) is None


@given(st.lists(st.integers(0, 40).map(float), min_size=2, max_size=100))
def test_the_interval_of_scores_is_scipys(values: list[float]):
    found = objectivity.confidence_of(Counter(values))
    half = 1.96 * stats.sem(values)
    assert found is not None
    assert found.low == pytest.approx(np.mean(values) - half, abs=1e-9)
    assert found.high == pytest.approx(np.mean(values) + half, abs=1e-9)


def test_overstated_is_above_and_apart():
    assert objectivity.overstated(Interval(3.8, 4.2), Interval(3.5, 3.7)) is True
    assert objectivity.overstated(Interval(3.7, 4.2), Interval(3.5, 3.7)) is False
    assert objectivity.overstated(None, Interval(3.5, 3.7)) is None


def test_the_change_from_grade_to_grade():
    before, after = objectivity.part_of_maximum(30, 38), objectivity.part_of_maximum(20, 45)
    assert objectivity.sharp_change(before, after) == pytest.approx((30 / 38) / (20 / 45))
    assert objectivity.sharp_change(before, 0) is objectivity.sharp_change(None, after) is None


def test_the_relative_score_leaves_out_what_is_not_known():
    found = objectivity.relative_score([(60, 50), (45, 50), (None, 50), (50, None), (50, 0)])
    assert found is not None
    assert (found.value, found.pairs) == (pytest.approx(1.05), 2)
    assert found.deviation == pytest.approx(0.05)
    assert objectivity.relative_score([(None, 3)]) is None
    assert math.isclose(objectivity.relative_score([(50, 50)]).deviation, 0)  # type: ignore[union-attr]
