"""Figures as JSON and back, and newer figures in the place of older ones."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.results.figures import Figures, Group, Source, Task, dump, load

NUMBER = st.integers(0, 400).map(lambda value: value / 4)
SHARE = st.floats(0, 100)
OUTCOME = st.tuples(st.none() | NUMBER, st.none() | st.integers(0, 5), st.none() | st.integers(1, 5))
KEY = st.sampled_from(["1", "2", "5(1)", "5(2)", "1К1", "11.3К1", "Р1"])
COUNT = st.integers(1, 900)
GROUP = st.builds(
    Group,
    st.dictionaries(OUTCOME, COUNT, max_size=5),
    st.dictionaries(KEY, st.dictionaries(st.sampled_from(["X", "0", "0.5", "2"]), COUNT, max_size=3), max_size=3),
    st.integers(0, 9),
)
TASKS = st.dictionaries(KEY, st.tuples(st.text(max_size=9), st.none() | NUMBER, st.sampled_from(["", "Б", "П"]))).map(
    lambda found: {key: Task(key, *rest) for key, rest in found.items()}
)
SHIFT = st.sampled_from(["lower", "confirmed", "higher"])
FIGURES = st.builds(
    Figures,
    tasks=TASKS,
    groups=st.dictionaries(st.sampled_from(["", "А", "Б", "1"]), GROUP, max_size=3),
    participants=st.none() | COUNT,
    marks=st.dictionaries(st.sampled_from([2, 3, 4, 5]), SHARE),
    completion=st.dictionaries(KEY, SHARE),
    journal=st.dictionaries(SHIFT, st.tuples(st.none() | COUNT, st.none() | SHARE)),
    stated=st.dictionaries(st.sampled_from(["mean", "median"]), SHARE),
    organisations=st.none() | COUNT,
    name=st.text(max_size=20),
    maximum=st.none() | NUMBER,
    typed=st.dictionaries(st.sampled_from(["n", "mark5", "mean_score", "task:1К1"]), SHARE),
    sources=st.lists(st.builds(Source, st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))).map(tuple),
)


@given(FIGURES)
def test_there_and_back(figures: Figures):
    again = load(dump(figures))
    assert again == figures
    assert dump(again) == dump(figures)


@pytest.mark.parametrize(
    "data", ["", "{}", "[]", "7", "null", "{", '{"groups": 3}', '{"tasks": [{}]}', '{"marks": {"a": 1}}']
)
def test_a_damaged_value_reads_as_nothing(data: str):
    assert load(data) == Figures()


def test_nothing_takes_no_room():
    assert json.loads(dump(Figures())) == {}


def group(n: int) -> Group:
    return Group({(1.0, 3, 3): n})


def source(*classes: str, kind: str = "individual", file: str = "а.xlsx") -> Source:
    return Source(kind, file, "", classes)


def test_classes_add_up_and_take_their_own_place():
    first = Figures(groups={"А": group(20)}, sources=(source("А"),))
    both = first.merged(Figures(groups={"Б": group(15)}, sources=(source("Б", file="б.xlsx"),)))
    assert both.n == 35
    assert [one.file for one in both.sources] == ["а.xlsx", "б.xlsx"]
    again = both.merged(Figures(groups={"А": group(21)}, sources=(source("А", file="в.xlsx"),)))
    assert (again.n, [one.file for one in again.sources]) == (36, ["б.xlsx", "в.xlsx"])


def test_a_whole_grade_takes_the_place_of_classes_and_gives_way_to_them():
    classes = Figures(groups={"А": group(20)}, sources=(source("А"),))
    whole = classes.merged(Figures(groups={"": group(40)}, sources=(source(""),)))
    assert (whole.n, len(whole.sources)) == (40, 1)
    assert whole.merged(classes).n == 20


def test_what_a_newer_table_does_not_speak_of_stays():
    old = Figures(groups={"": group(5)}, marks={2: 10.0}, name="Школа", maximum=38.0, sources=(source(""),))
    new = Figures(tasks={"1": Task("1", "1", 2.0)}, completion={"1": 50.0}, sources=(source(kind="tasks"),))
    both = old.merged(new)
    assert (both.n, both.marks, both.completion, both.maximum, both.name) == (5, {2: 10.0}, {"1": 50.0}, 38.0, "Школа")
    assert len(both.sources) == 2


def test_a_task_is_known_by_the_fullest_heading():
    tasks = Figures(tasks={"1": Task("1", "1", 2.0)})
    pupils = Figures(tasks={"1": Task("1", "1 (2б)", None, "Б")})
    for merged in (tasks.merged(pupils), pupils.merged(tasks)):
        assert merged.tasks["1"] == Task("1", "1 (2б)", 2.0, "Б")
