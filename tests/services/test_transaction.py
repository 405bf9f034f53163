"""The verbs of writing against a real file: many rows at once, what belongs together, and the way back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shnor_desktop.models.all import ALL, Activity, CriterionValue, Section, Wave
from shnor_desktop.services import history
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "школа.shnor") as made:
        yield made


def everything(file: SchoolFile) -> dict[str, list[Any]]:
    return {cls.__name__: file.rows(cls) for cls in ALL}


def step_count(file: SchoolFile) -> int:
    return int(file.raw.execute("SELECT count(*) FROM history_step").fetchone()[0])


def new_section(file: SchoolFile, **fields: Any) -> Section:
    with file.transaction("Раздел") as transaction:
        return transaction.add(Section(title="План", **fields))


def test_many_rows_get_ids_in_order_and_keep_those_they_have(file: SchoolFile):
    section = new_section(file)
    with file.transaction("Строки") as transaction:
        stored = transaction.add_all(
            [Activity(section_id=section.id, text="а", extra=("x", "ё")), Activity(id=40, section_id=section.id)]
        )
        stored += transaction.add_all([Activity(section_id=section.id, text="в")])
    assert [row.id for row in stored] == [41, 40, 42]
    assert sorted(file.rows(Activity), key=lambda row: row.id) == sorted(stored, key=lambda row: row.id)


def test_rows_of_two_classes_are_refused_and_nothing_is_written(file: SchoolFile):
    with pytest.raises(TypeError), file.transaction("Строки") as transaction:
        transaction.add_all([Wave(title="входной"), Section(title="План")])
    assert file.rows(Wave) == [] and file.undo_name is None


def test_removing_a_section_takes_its_rows_and_frees_the_links_to_them(file: SchoolFile):
    doomed, kept = new_section(file), new_section(file)
    child = new_section(file, parent_id=doomed.id)
    with file.transaction("Строки") as transaction:
        wave = transaction.add(Wave(title="входной"))
        transaction.add(CriterionValue(section_id=child.id, wave_id=wave.id, key="k"))
        first, second = transaction.add_all([Activity(section_id=doomed.id), Activity(section_id=child.id)])
        diary = transaction.add(Activity(section_id=kept.id, linked_id=first.id))
        transaction.change(Activity, second.id, linked_id=first.id)
    before = everything(file)
    with file.transaction("Удаление") as transaction:
        transaction.remove_all(Section, [doomed.id, child.id])
    assert file.rows(Section) == [kept]
    assert file.rows(Activity) == [dataclasses.replace(diary, linked_id=None)]
    assert file.rows(CriterionValue) == []
    assert file.undo() == "Удаление"
    assert everything(file) == before


@pytest.mark.parametrize("verb", ["change", "remove"])
def test_a_row_that_is_not_there_is_an_error(file: SchoolFile, verb: str):
    with pytest.raises(LookupError), file.transaction("Правка") as transaction:
        getattr(transaction, verb)(Section, 7)


def test_ten_thousand_rows_go_and_come_back(file: SchoolFile):
    section = new_section(file)
    with file.transaction("Много строк") as transaction:
        transaction.add_all(Activity(section_id=section.id, position=n, text=str(n)) for n in range(10_000))
    before = everything(file)
    with file.transaction("Удаление") as transaction:
        transaction.remove(Section, section.id)
    assert file.rows(Activity) == []
    file.undo()
    assert everything(file) == before


actions = st.lists(
    st.tuples(st.sampled_from(("add", "many", "change", "link", "remove", "undo", "redo")), st.integers(0, 9)),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions)
def test_any_way_forth_can_be_gone_back(tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, int]]):
    with SchoolFile.create(tmp_path_factory.mktemp("any") / "школа.shnor") as file:
        states = [everything(file)]
        done = 0
        for verb, number in plan:
            if verb == "undo":
                done -= file.undo() is not None
            elif verb == "redo":
                done += file.redo() is not None
            elif act(file, verb, number):
                done += 1
                states[done:] = [everything(file)]
            assert everything(file) == states[done]
        while file.undo():
            done -= 1
            assert everything(file) == states[done]
        assert done == 0
        while file.redo():
            done += 1
        assert everything(file) == states[-1]


def act(file: SchoolFile, verb: str, number: int) -> bool:
    """One action, chosen by a number; says whether it changed anything."""
    sections, rows = file.rows(Section), file.rows(Activity)
    changes: list[Any] = []
    end = file.subscribe(changes.extend)
    with file.transaction(verb) as transaction:
        if verb == "add" or not sections:
            transaction.add(Section(parent_id=sections[number % len(sections)].id if sections else None))
        elif verb == "many":
            owner = sections[number % len(sections)].id
            transaction.add_all(Activity(section_id=owner, position=n, extra=(str(n),)) for n in range(number))
        elif verb == "remove":
            transaction.remove(Section, sections[number % len(sections)].id)
        elif rows and verb == "link":
            transaction.change(Activity, rows[number % len(rows)].id, linked_id=rows[-1].id)
        elif rows:
            transaction.change(Activity, rows[number % len(rows)].id, text=str(number), percent=number)
    end()
    return bool(changes)


def test_quick_edits_of_one_field_are_one_step_and_others_are_not(file: SchoolFile):
    first, second = new_section(file), new_section(file)
    for text in ("а", "аб", "абв"):
        set_fields(file, first, "Название", title=text)
    set_fields(file, second, "Название", title="г")
    set_fields(file, first, "Название", title="абвг")
    assert step_count(file) == 2 + 3
    file.undo()
    file.undo()
    file.undo()
    assert [row.title for row in file.rows(Section)] == ["План", "План"]


def test_an_edit_after_undo_ends_what_could_be_redone(file: SchoolFile):
    section = new_section(file)
    set_fields(file, section, "Название", title="а")
    set_fields(file, section, "Скрыт", hidden=True)
    file.undo()
    file.undo()
    assert (file.undo_name, file.redo_name) == ("Раздел", "Название")
    set_fields(file, section, "Название", title="б")
    assert (file.undo_name, file.redo_name, step_count(file)) == ("Название", None, 2)


def test_the_history_stays_short(file: SchoolFile, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "KEPT_STEPS", 100)
    for _ in range(220):
        new_section(file)
    assert 100 <= step_count(file) < 200
    for _ in range(100):
        assert file.undo() == "Раздел"
    assert len(file.rows(Section)) == 120


def test_many_rows_are_changed_in_one_go_and_only_what_differs_leaves_a_trace(file: SchoolFile):
    section = new_section(file)
    with file.transaction("Строки") as transaction:
        rows = transaction.add_all(Activity(section_id=section.id, text=text) for text in "абв")
    with file.transaction("Правка") as transaction:
        transaction.change_all(
            Activity,
            {rows[2].id: {"text": "г", "percent": 5}, rows[0].id: {"text": "а"}, rows[1].id: {"period": "май"}},
        )
        assert [(change.id, change.kind) for change in transaction.changes] == [
            (rows[2].id, "changed"),
            (rows[1].id, "changed"),
        ]
    assert [(row.text, row.period, row.percent) for row in file.rows(Activity)] == [
        ("а", "", None),
        ("б", "май", None),
        ("г", "", 5),
    ]
    file.undo()
    assert file.rows(Activity) == rows
    with pytest.raises(LookupError), file.transaction("Правка") as transaction:
        transaction.change_all(Activity, {rows[0].id: {"text": "д"}, 10_000: {"text": "е"}})
    assert file.rows(Activity) == rows
