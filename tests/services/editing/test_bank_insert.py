"""From a bank into a real file: rows in their place, one step, undone as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_desktop.models.all import Activity, Indicator, Section, Task
from shnor_desktop.services.banks import Measure, shipped_indicators, shipped_measures
from shnor_desktop.services.editing import activities
from shnor_desktop.services.editing.bank_insert import insert_indicators, insert_measures
from shnor_desktop.services.editing.content import add_row
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.school_file import SchoolFile

THREE = shipped_measures()[:3]
WAIT = "имеется/не имеется"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "школа.shnor") as made:
        start_programme(made, load_format("school-programme"))
        yield made


@pytest.fixture
def plan(file: SchoolFile) -> int:
    """The roadmap with a group, an item with two sub-items, and one more item."""
    section = file.rows(Section, key="roadmap")[0].id
    activities.remove(file, section, [row.id for row in file.rows(Activity, section_id=section)])
    for level, text in (("group", "А"), ("item", "Б"), ("sub", "В"), ("sub", "Г"), ("item", "Д")):
        activities.add(file, section, None, level, text)
    return section


def shown(file: SchoolFile, section: int) -> list[str]:
    return [row.text if len(row.text) == 1 else "+" for row in file.rows(Activity, section_id=section)]


def of_text(file: SchoolFile, text: str) -> int:
    return file.rows(Activity, text=text)[0].id


@pytest.mark.parametrize(
    ("after", "order"),
    [
        ("А", "А + + + Б В Г Д"),
        ("Б", "А Б В Г + + + Д"),
        ("В", "А Б В Г + + + Д"),
        ("Г", "А Б В Г + + + Д"),
        ("Д", "А Б В Г Д + + +"),
        (None, "А Б В Г Д + + +"),
    ],
)
def test_measures_stand_after_the_row_and_take_no_sub_items(file, plan, after: str | None, order: str):
    made = insert_measures(file, plan, of_text(file, after) if after else None, THREE)
    assert shown(file, plan) == order.split()
    assert [row.text for row in made] == [one.text for one in THREE]
    assert {row.level for row in made} == {"item"}
    assert file.rows(Activity, text=THREE[0].text) == [made[0]]
    assert (made[0].period, made[0].responsible, made[0].result) == (
        THREE[0].period,
        THREE[0].responsible,
        THREE[0].result,
    )


def test_it_is_one_step_and_comes_back(file, plan):
    told: list[int] = []
    file.subscribe(lambda changes: told.append(len(changes)))
    made = insert_measures(file, plan, None, THREE)
    assert file.undo_name == "Вставлено из банка: 3"
    assert told == [3]
    file.undo()
    assert shown(file, plan) == list("АБВГД")
    file.redo()
    assert file.rows(Activity, section_id=plan)[-3:] == made


def test_nothing_chosen_leaves_no_step(file, plan):
    before = file.undo_name
    assert insert_measures(file, plan, None, []) == []
    assert insert_indicators(file, 1, []) == []
    assert file.undo_name == before


def test_a_crowded_place_is_spread_out(file, plan):
    for _ in range(12):
        insert_measures(file, plan, of_text(file, "Б"), THREE)
    assert shown(file, plan) == ["А", "Б", "В", "Г", *["+"] * 36, "Д"]


def test_the_whole_bank_goes_in_at_once(file, plan):
    insert_measures(file, plan, of_text(file, "А"), shipped_measures())
    rows = file.rows(Activity, section_id=plan)
    assert [row.text for row in rows[1:-4]] == [one.text for one in shipped_measures()]
    file.undo()
    assert len(file.rows(Activity, section_id=plan)) == 5


def test_a_failure_inside_leaves_nothing_behind(file, plan):
    broken = Measure(key="x", text=None)  # type: ignore[arg-type]
    before = file.undo_name
    with pytest.raises(Exception, match=r".+"):
        insert_measures(file, plan, None, [*THREE, broken])
    assert shown(file, plan) == list("АБВГД")
    assert file.undo_name == before


def test_indicators_come_without_invented_figures(file):
    section = file.rows(Section, key="indicators")[0].id
    task = add_row(file, Task(section_id=section, text="Научить читать"))
    first = add_row(file, Indicator(task_id=task.id, text="Первый"))
    add_row(file, Indicator(task_id=task.id, text="Последний"))
    made = insert_indicators(file, task.id, shipped_indicators(), after_id=first.id)
    rows = file.rows(Indicator, task_id=task.id)
    assert [row.text for row in rows] == ["Первый", *(one.text for one in shipped_indicators()), "Последний"]
    assert rows[1:-1] == made
    for row, item in zip(made, shipped_indicators(), strict=True):
        assert (row.unit, row.comparison, row.note) == (item.unit, item.comparison, item.counted)
        assert row.target == ("имеется" if item.unit == WAIT else "")
        assert row.baseline == row.achieved == ""
    assert file.undo_name == f"Вставлено из банка: {len(made)}"
    file.undo()
    assert [row.text for row in file.rows(Indicator, task_id=task.id)] == ["Первый", "Последний"]


def test_indicators_go_to_the_end_without_a_place(file):
    section = file.rows(Section, key="indicators")[0].id
    tasks = [add_row(file, Task(section_id=section, text=text)) for text in "АБ"]
    add_row(file, Indicator(task_id=tasks[0].id, text="Первый"))
    insert_indicators(file, tasks[0].id, shipped_indicators()[:2])
    assert [row.text for row in file.rows(Indicator, task_id=tasks[0].id)][0] == "Первый"
    assert len(file.rows(Indicator, task_id=tasks[0].id)) == 3
    assert file.rows(Indicator, task_id=tasks[1].id) == []
