"""Scores as they are pasted: columns, lists, rows across, headings, sums; what is no score is named."""

from __future__ import annotations

import numpy
import pytest
from file_tools import refused
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.results.cells import shown_points
from shnor_desktop.services.results.computed import compute
from shnor_desktop.services.results.figures import Figures, Group, dump, load
from shnor_desktop.services.results.score_entry import added, read_count, read_scores, summary
from shnor_desktop.services.results.typed import SCORE

SCORES = st.dictionaries(st.integers(0, 200).map(lambda half: half / 2), st.integers(1, 40), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["27", "3"], ["31", "1"]], {27.0: 3, 31.0: 1}),
        ([["Балл", "Кол-во"], ["27", "3"], ["28", ""], ["31", "1"]], {27.0: 3, 31.0: 1}),
        ([["Количество человек", "Первичный балл"], ["3", "27"]], {27.0: 3}),
        ([["27"], ["31"], ["27"], [""]], {27.0: 2, 31.0: 1}),
        ([["№", "Ученик", "Балл"], ["1", "Иванов", "27,5"], ["2", "Петров", "27.5"]], {27.5: 2}),
        ([["27", "31", "27", "18"]], {18.0: 1, 27.0: 2, 31.0: 1}),
        ([["Балл", "27", "31"], ["Учеников", "3", "1"]], {27.0: 3, 31.0: 1}),
        ([["27 – 3"], ["31: 1 чел."]], {27.0: 3, 31.0: 1}),
        ([["27; 31; 27"]], {27.0: 2, 31.0: 1}),
        ([["27, 31, 5,5"]], {5.5: 1, 27.0: 1, 31.0: 1}),
        ([["27", "3"], ["Итого", "3"]], {27.0: 3}),
        ([["", "", "27", "", "3"], ["", "", "31", "", "1"]], {27.0: 3, 31.0: 1}),
        ([["0", "2"]], {0.0: 2}),
    ],
)
def test_what_a_person_has_is_read(rows: list[list[str]], found: dict[float, int]):
    assert read_scores(rows) == found


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["-5", "1"]], "Балл «-5» не подходит: баллы здесь от 0 до 1000"),
        ([["27", "-1"]], "«-1» – не число учеников"),
        ([["27", "1,5"]], "«1,5» – не число учеников"),
        ([["Иванов", "27"]], "«Иванов» – не балл"),
        ([["27 3"]], "«27 3» – не балл"),
        ([["27%"]], "«27%» – не балл"),
        ([["27", "3"], ["", "4"]], "Рядом с числом учеников нет балла"),
        ([["1", "5", "3"], ["2", "6", "4"], ["3", "7", "5"]], "Здесь столбцов: 3"),
        ([["", ""]], "Баллов здесь нет"),
        ([], "Баллов здесь нет"),
    ],
)
def test_what_is_no_score_is_refused_by_its_name(rows: list[list[str]], words: str):
    with refused(words):
        read_scores(rows)


def test_the_test_scale_of_ege_ends_at_a_hundred():
    assert read_scores([["100"]], "ege") == {100.0: 1}
    with refused("от 0 до 100"):
        read_scores([["101"]], "ege")
    with refused("не число учеников"):
        read_count("1000001")


@given(SCORES, SCORES)
def test_any_distribution_comes_back_and_adds_up(one: dict[float, int], other: dict[float, int]):
    pairs = [[shown_points(score).replace(".", ","), str(count)] for score, count in one.items()]
    raw = [[shown_points(score)] for score, count in one.items() for _ in range(count)]
    assert read_scores(pairs) == read_scores(raw) == dict(sorted(one.items()))
    assert sum(added(one, other).values()) == sum(one.values()) + sum(other.values())


@given(SCORES)
def test_typed_scores_have_the_statistics_of_counted_ones(scores: dict[float, int]):
    typed = load(dump(Figures(typed={f"{SCORE}{shown_points(score)}": count for score, count in scores.items()})))
    counted = Figures(groups={"": Group({(score, None, None): count for score, count in scores.items()})})
    mine, theirs = compute(typed), compute(counted)
    for name in ("n", "scores", "mean_score", "median", "modes", "lowest", "highest", "stdev", "pstdev", "mad"):
        assert getattr(mine, name) == getattr(theirs, name), name
    whole = [score for score, count in scores.items() for _ in range(count)]
    assert mine.mean_score == pytest.approx(numpy.mean(whole))
    assert mine.pstdev == pytest.approx(numpy.std(whole), abs=1e-9)
    assert mine.median == pytest.approx(numpy.median(whole))


def test_a_damaged_score_is_no_score():
    assert compute(Figures(typed={"score:много": 3.0, "score:5": 2.0})).scores == {5.0: 2}


def test_the_sum_is_told_against_the_participants():
    assert summary({20.0: 1, 24.5: 2}, 3) == "Учеников: 3. Баллы от 20 до 24,5, средний 23, медиана 24,5."
    assert summary({20.0: 1}, 3).startswith("Учеников 1, а участников 3: проверьте.")
    assert summary({20.0: 1}, None).startswith("Учеников: 1.")
    assert summary({}, 3) == "Баллов пока нет."
