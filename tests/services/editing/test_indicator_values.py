"""Checkpoints of indicators and targets taken apart, each write one named step that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Indicator, IndicatorValue, School, Section, Task, Wave
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.editing import indicator_values as editing
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.indicator_measure import fold
from shnor_desktop.services.school_file import SchoolFile


def make(path: Path) -> SchoolFile:
    file = SchoolFile.create(path)
    start_programme(file, load_format("school-programme"), School(), (2026, 2028))
    section = next(one for one in file.rows(Section) if one.kind == "indicators")
    with file.transaction("Показатели") as transaction:
        for place in (1, 2):
            task = transaction.add(Task(section_id=section.id, position=place, text=f"Задача {place}"))
            for at in (1, 2):
                transaction.add(Indicator(task_id=task.id, position=at, text="Доля"))
    return file


@pytest.fixture
def file(tmp_path: Path):
    with make(tmp_path / "школа.shnor") as made:
        yield made


def names(file: SchoolFile, indicator_id: int = 1) -> list[str]:
    return [value.checkpoint for value in editing.checkpoints(file, indicator_id)]


def first(file: SchoolFile) -> IndicatorValue:
    return editing.checkpoints(file, 1)[0]


def test_years_of_the_programme_and_waves_are_proposed_until_they_are_there(file):
    waves = [wave.title for wave in file.rows(Wave)]
    assert editing.proposals(file, 1) == ["2026", "2027", "2028", *waves]
    editing.add_checkpoints(file, 1, ["2026"])
    editing.add_checkpoints(file, 2, ["I квартал"])
    assert editing.proposals(file, 1) == ["2027", "2028", *waves, "I квартал"]


def test_a_year_goes_before_later_ones_and_anything_else_to_the_end(file):
    editing.add_checkpoints(file, 1, ["2028", "Итог"])
    editing.add_checkpoints(file, 1, ["2026", "2027"])
    assert names(file) == ["2026", "2027", "2028", "Итог"]
    assert file.undo() == "Добавлено: точки 2026, 2027"
    assert names(file) == ["2028", "Итог"]
    assert file.undo() == "Добавлено: точки 2028, Итог"
    editing.add_checkpoints(file, 1, [" 2026\n"])
    assert file.undo_name == "Добавлено: точка «2026»"
    assert names(file) == ["2026"]


@pytest.mark.parametrize("bad", [["2026"], ["2027", "2027"], ["  "], ["2027", ""]])
def test_a_name_is_there_and_there_once(file, bad: list[str]):
    editing.add_checkpoints(file, 1, ["2026"])
    with pytest.raises(UserError):
        editing.add_checkpoints(file, 1, bad)
    assert names(file) == ["2026"]


def test_rename_move_remove(file):
    editing.add_checkpoints(file, 1, ["2026", "2027"])
    editing.rename_checkpoint(file, first(file), "2025/2026 учебный год")
    assert file.undo_name == "Переименована точка «2026»"
    with pytest.raises(UserError, match="уже есть"):
        editing.rename_checkpoint(file, first(file), "2027")
    editing.rename_checkpoint(file, first(file), "2025/2026  учебный год")
    editing.move_checkpoint(file, first(file), 1)
    assert names(file) == ["2027", "2025/2026 учебный год"]
    editing.move_checkpoint(file, first(file), -1)
    assert names(file) == ["2027", "2025/2026 учебный год"], "there is nothing before the first"
    editing.remove_checkpoint(file, first(file))
    assert names(file) == ["2025/2026 учебный год"]
    assert file.undo() == "Удалено: точка «2027»"
    assert file.undo() == "Точка «2025/2026 учебный год» позже"
    assert names(file) == ["2025/2026 учебный год", "2027"]


def test_values_are_named_in_the_history(file):
    editing.add_checkpoints(file, 1, ["2026"])
    editing.set_value(file, first(file), "target", " 83 ")
    editing.set_value(file, first(file), "achieved", "85")
    assert (first(file).target, first(file).achieved) == ("83", "85")
    assert file.undo() == "Правка: 2026, факт"
    assert file.undo() == "Правка: 2026, план"
    assert (first(file).target, first(file).achieved) == ("", "")


def test_the_checkpoints_go_to_every_indicator_of_the_section(file):
    section = next(one for one in file.rows(Section) if one.kind == "indicators")
    editing.add_checkpoints(file, 1, ["2026", "2027"])
    editing.add_checkpoints(file, 3, ["2027", "Итог"])
    editing.set_value(file, editing.checkpoints(file, 3)[0], "target", "5")
    assert editing.same_for_all(file, section.id, 1) == 3
    assert [names(file, n) for n in (1, 2, 3, 4)] == [
        ["2026", "2027"],
        ["2026", "2027"],
        ["2026", "2027", "Итог"],
        ["2026", "2027"],
    ]
    assert editing.checkpoints(file, 3)[1].target == "5"
    assert editing.same_for_all(file, section.id, 1) == 0
    assert file.undo() == "Контрольные точки – 3 показателям"
    assert names(file, 4) == []


def test_a_target_is_taken_apart_in_one_step(file):
    with file.transaction("Ввод") as transaction:
        transaction.change(Indicator, 1, target="не менее 80 %")
    editing.add_checkpoints(file, 1, ["2026", "2027", "2028"])
    for value, text in zip(editing.checkpoints(file, 1), ("не менее 70 %", "75", "не выше 80"), strict=True):
        editing.set_value(file, value, "target", text)
    before = file.get(Indicator, 1)
    assert editing.split_fields(file, before)
    row = file.get(Indicator, 1)
    assert (row.comparison, row.target, row.unit) == ("не менее", "80", "процент")
    assert [value.target for value in editing.checkpoints(file, 1)] == ["70", "75", "не выше 80"]
    assert not editing.split_fields(file, row)
    assert file.undo() == "Сравнение отделено от значения"
    assert file.get(Indicator, 1) == before
    assert editing.checkpoints(file, 1)[0].target == "не менее 70 %"


labels = st.lists(st.sampled_from(["2025", "2026", "2027", "2028", "Итог", "Осень"]), max_size=6, unique=True)


@given(labels, labels)
def test_adding_loses_nothing_and_keeps_years_in_order(tmp_path_factory, one: list[str], other: list[str]):
    path = tmp_path_factory.mktemp("точки") / "школа.shnor"
    with SchoolFile.create(path) as file:
        with file.transaction("Показатель") as transaction:
            section = transaction.add(Section(kind="indicators"))
            task = transaction.add(Task(section_id=section.id))
            transaction.add(Indicator(task_id=task.id))
        fresh = [name for name in other if name not in one]
        for part in (one, fresh):
            if part:
                editing.add_checkpoints(file, 1, part)
        found = names(file)
        assert sorted(found) == sorted({fold(name): name for name in [*one, *other]}.values())
        dated = [name for name in found if editing.is_year(name)]
        assert dated == sorted(dated)
