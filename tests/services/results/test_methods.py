"""Settings of the methods: kept by what differs, undone as one step, followed by everything that is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from file_tools import refused
from hypothesis import given
from hypothesis import strategies as st
from page_tools import small_programme

from shnor_desktop.models.results import ExamResult, MethodSetting
from shnor_desktop.services.results.exam_tables import Results
from shnor_desktop.services.results.methods import (
    GROUPS,
    SETTINGS,
    USUAL,
    Setting,
    Value,
    methods_from,
    methods_of,
    methods_with,
    mistakes,
    remark,
    set_methods,
    values_of,
)
from shnor_desktop.services.results.statistics import METHODS, sharp, sou
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "школа.shnor") as opened:
        yield opened


def test_every_setting_stands_once_and_has_its_usual_value_within_its_bounds():
    keys = [one.key for group in GROUPS for one in group.settings]
    assert len(keys) == len(set(keys)) == len(USUAL) and set(keys) == set(USUAL)
    for setting in SETTINGS.values():
        usual = USUAL[setting.key]
        assert setting.label and setting.source
        if isinstance(usual, str):
            assert usual in dict(setting.choices)
        elif usual is None:
            assert setting.optional
        else:
            assert setting.least <= usual <= setting.most and round(usual, setting.decimals) == usual
    assert methods_with({}) == METHODS and mistakes({}) == []


def test_only_what_differs_is_kept_and_undo_brings_the_usual_back(file: SchoolFile):
    assert methods_of(file) == METHODS
    assert set_methods(file, {**USUAL, "corridor": 7.5, "spread": "mad", "k_low": 0.8})
    assert {row.key: row.value for row in file.rows(MethodSetting)} == {
        "corridor": "7.5",
        "spread": "mad",
        "k_low": "0.8",
    }
    found = methods_of(file)
    assert (found.corridor, found.spread, found.k_low, found.k_high) == (7.5, "mad", 0.8, None)
    assert not set_methods(file, values_of(found))
    assert set_methods(file, {**USUAL, "corridor": 5.0})
    assert [row.value for row in file.rows(MethodSetting)] == ["5"]
    file.undo()
    assert methods_of(file) == found
    file.undo()
    assert methods_of(file) == METHODS and not file.rows(MethodSetting)
    file.redo()
    assert methods_of(file) == found


WRONG: list[dict[str, Value]] = [
    {"corridor": 0.0},
    {"corridor": 7.123},
    {"corridor": float("nan")},
    {"corridor_level": "school"},
    {"gap": 2.5},
    {"sou_5": 1000.0},
]


@pytest.mark.parametrize("values", WRONG, ids=str)
def test_what_cannot_be_is_refused_and_nothing_is_kept(file: SchoolFile, values: dict[str, Value]):
    with refused("Проверьте число"):
        set_methods(file, {**USUAL, "twos": 20.0, **values})
    assert not file.rows(MethodSetting)


@pytest.mark.parametrize(
    "values",
    [{"basic_low": 70.0}, {"advanced_high": 1.0}, {"limited": 5.0}, {"sou_3": 80.0}, {"k_low": 2.0, "k_high": 1.0}],
    ids=str,
)
def test_what_cannot_stand_together_is_told(file: SchoolFile, values: dict[str, Value]):
    assert len(mistakes(values)) == 1
    with refused("Исправьте"):
        set_methods(file, {**USUAL, **values})


@given(st.lists(st.tuples(st.sampled_from([*SETTINGS, "чужое"]), st.text(max_size=6)), max_size=4))
def test_rows_that_nobody_could_have_set_never_stop_the_work(rows: list[tuple[str, str]]):
    found = methods_from(tuple(MethodSetting(n, key, value) for n, (key, value) in enumerate(rows)))
    assert mistakes(values_of(found)) == []


def test_a_damaged_value_is_named_and_leaves_the_sound_ones(file: SchoolFile):
    with file.transaction("Порча") as transaction:
        for key, value in (("corridor", "7.5"), ("twos", "много"), ("basic_low", "70"), ("чужое", "1")):
            transaction.add(MethodSetting(key=key, value=value))
    rows = file.rows(MethodSetting)
    assert values_of(methods_of(file)) == {**USUAL, "corridor": 7.5}
    told = remark(rows)
    assert all(SETTINGS[key].label in told for key in ("twos", "basic_low")) and "чужое" in told
    assert SETTINGS["corridor"].label not in told
    assert set_methods(file, values_of(methods_of(file)))  # what stands is kept, what was damaged goes
    assert [row.key for row in file.rows(MethodSetting)] == ["corridor"]
    assert remark(file.rows(MethodSetting)) == ""


def numbers(setting: Setting) -> st.SearchStrategy[Value]:
    if setting.choices:
        return st.sampled_from([key for key, _ in setting.choices])
    ten = 10**setting.decimals
    found = st.integers(round(setting.least * ten), round(setting.most * ten)).map(lambda n: n / ten)
    return st.none() | found if setting.optional else found


@given(st.fixed_dictionaries({}, optional={key: numbers(setting) for key, setting in SETTINGS.items()}))
def test_what_is_set_comes_back(values: dict[str, Value]):
    if mistakes(values):
        return
    found = methods_with(values)
    assert values_of(found) == {**USUAL, **values}


def test_sums_follow_what_is_set():
    assert sou({5: 1, 2: 1}) == 58.0
    assert sou({5: 1, 2: 1}, methods_with({"sou_5": 90.0, "sou_2": 10.0})) == 50.0
    assert sharp(0.7) is None
    bounds = methods_with({"k_low": 0.8, "k_high": 1.2})
    assert [sharp(k, bounds) for k in (0.79, 0.8, 1.0, 1.2, 1.21)] == [True, False, False, False, True]
    only = methods_with({"k_high": 1.2})
    assert [sharp(k, only) for k in (0.1, 1.3)] == [False, True]


def test_results_carry_them():
    rows: list[ExamResult] = []
    assert Results(rows, methods=methods_with({"corridor": 3.0})).methods.corridor == 3.0
