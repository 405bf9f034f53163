"""Ordered rows in a real file: put in, moved and set, with few writes and no place used twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_tools import refused
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Activity, Section, Task
from shnor_desktop.services import ordering
from shnor_desktop.services.changes import Change
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import Paragraph, Run, Table, block_texts, paragraph, text_cell
from shnor_desktop.services.documents.tree import Row as TableRow
from shnor_desktop.services.editing import activities, content
from shnor_desktop.services.editing.rows import MAX_TEXT, checked, insert_at, move, remove, set_fields
from shnor_desktop.services.school_file import SchoolFile

PLAN, TASKS = 1, 2


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as made:
        with made.transaction("Разделы") as transaction:
            transaction.add(Section(id=PLAN, title="План", kind="activities"))
            transaction.add(Section(id=TASKS, title="Задачи", kind="indicators"))
        yield made


def order(file: SchoolFile) -> str:
    return "".join(task.text for task in file.rows(Task))


def lettered(file: SchoolFile, letters: str, step: int) -> list[Task]:
    with file.transaction("Строки") as transaction:
        return transaction.add_all(
            Task(section_id=TASKS, text=text, position=place * step) for place, text in enumerate(letters, 1)
        )


@pytest.mark.parametrize("where", ["front", "end", "middle", "before the last new one", "anywhere"])
def test_thousands_of_insertions_at_one_place(where: str):
    """What `insert_at` does to positions: a gap lasts for a while, then those round it make room."""
    chance = random.Random(4)
    places, afresh = ordering.spread(10), 0
    for number in range(3000):
        index = {
            "front": 0,
            "end": len(places),
            "middle": 5,
            "before the last new one": 5 + number,
            "anywhere": chance.randint(0, len(places)),
        }[where]
        new, moved = ordering.make_room(places, index)
        for n, place in moved.items():
            places[n] = place
        places[index:index] = new
        afresh += bool(moved)
        if number % 50 == 0 or moved:
            assert places == sorted(set(places))
    assert places == sorted(set(places))
    assert afresh <= 3000 // 14
    assert max(map(abs, places)) < 2**53


def test_hundreds_of_rows_put_at_one_place_of_a_file(file: SchoolFile):
    with file.transaction("Строки") as transaction:
        for number in range(300):
            siblings = file.rows(Task, section_id=TASKS)
            insert_at(transaction, siblings, min(2, number), [Task(section_id=TASKS, text=str(number))])
    tasks = file.rows(Task, section_id=TASKS)
    found = [task.position for task in tasks]
    assert found == sorted(set(found))
    assert [task.text for task in tasks] == ["0", "1", *map(str, range(299, 1, -1))]


def plan(file: SchoolFile, groups: int, items: int) -> list[Activity]:
    levels = [level for _ in range(groups) for level in ("group", *["item"] * items)]
    with file.transaction("Большой план") as transaction:
        return transaction.add_all(
            Activity(section_id=PLAN, level=level, position=place, text=str(number))
            for number, (level, place) in enumerate(zip(levels, ordering.spread(len(levels)), strict=True))
        )


def test_a_move_in_ten_thousand_rows_writes_the_moved_ones(file: SchoolFile):
    rows = plan(file, 100, 99)
    assert len(rows) == 10_000
    told: list[Change] = []
    file.subscribe(told.extend)
    activities.shift(file, PLAN, [rows[5_050].id], -1)
    assert len(told) == 1
    told.clear()
    activities.shift(file, PLAN, [rows[5_000].id], 1)
    assert len(told) == 100
    assert all({**change.after, "position": change.before["position"]} == change.before for change in told)
    told.clear()
    activities.add(file, PLAN, rows[7_000].id, "item", "новое")
    assert len(told) == 1
    texts = [row.text for row in file.rows(Activity)]
    assert (texts[5_000], texts[5_100]) == ("5100", "5000")


def test_a_used_up_gap_costs_a_few_rows_of_a_long_plan(file: SchoolFile):
    rows = plan(file, 12, 99)
    told: list[list[Change]] = []
    file.subscribe(told.append)
    for _ in range(40):
        activities.add(file, PLAN, rows[600].id)
    for row in rows[701:721]:
        activities.move_to(file, PLAN, [row.id], rows[601].id)
    assert len(told) == 60 and max(map(len, told)) <= 100
    (largest,) = file.raw.execute("SELECT max(length(changes)) FROM history_step WHERE name LIKE 'Добав%'").fetchone()
    assert largest < 100_000
    found = file.rows(Activity)
    assert len({row.position for row in found}) == len(found)
    kept = [row.text for row in found if row.text]
    assert kept[601:622] == [*map(str, range(701, 721)), "601"]


def test_a_large_group_moves_whole(file: SchoolFile):
    rows = plan(file, 2, 2_000)
    told: list[Change] = []
    file.subscribe(told.extend)
    activities.shift(file, PLAN, [rows[0].id], 1)
    assert [row.text for row in file.rows(Activity)] == [*map(str, range(2001, 4002)), *map(str, range(2001))]
    assert len(told) == 2001


def test_rows_at_one_position_are_put_in_order_by_the_first_move(file: SchoolFile):
    """Rows from elsewhere may all stand at one position: their order is that of their ids."""
    tasks = lettered(file, "абвг", 0)
    content.shift_row(file, tasks[3], -1)
    assert order(file) == "абгв"
    assert len({task.position for task in file.rows(Task)}) == 4


@pytest.mark.parametrize("step", [1, 1000])
def test_several_rows_move_together_and_keep_their_order(file: SchoolFile, step: int):
    tasks = lettered(file, "абвгд", step)
    move(file, Task, tasks, [tasks[4].id, tasks[0].id, tasks[2].id], 1, "Перемещено")
    assert order(file) == "бавдг"
    assert file.undo() == "Перемещено"
    move(file, Task, tasks, [tasks[0].id], 99, "Перемещено")
    assert order(file) == "бвгда"
    move(file, Task, file.rows(Task), [tasks[0].id], -5, "Перемещено")
    assert order(file) == "абвгд"


def test_removing_is_one_step(file: SchoolFile):
    tasks = lettered(file, "абв", 1)
    remove(file, Task, [tasks[0].id, tasks[2].id], "Удалено строк: 2")
    assert order(file) == "б"
    assert file.undo() == "Удалено строк: 2"
    assert order(file) == "абв"


DIRTY = "до\x00 \ud83d\ude00\ud800после\ufffe\r\nстроки\x0b\tконец"
CLEAN = "до 😀после\nстроки\n\tконец"


def test_no_field_takes_what_no_document_can_carry(file: SchoolFile):
    (task,) = lettered(file, "а", 1)
    set_fields(file, task, "Правка", text=DIRTY)
    assert file.rows(Task)[0].text == CLEAN
    row = activities.add(file, PLAN, None, "item", DIRTY)
    set_fields(file, row, "Правка", extra=("а", DIRTY))
    found = file.rows(Activity)[0]
    assert (found.text, found.extra) == (CLEAN, ("а", CLEAN))


def test_no_text_takes_what_no_document_can_carry(file: SchoolFile):
    """A lone surrogate in a text was once no entry at all but a failure of the program."""
    cell = text_cell("x")
    table = Table((TableRow((cell, type(cell)((Paragraph((Run(DIRTY),)),)))),))
    content.set_text(file, TASKS, "body", (Paragraph((Run(DIRTY, bold=True), Run("и"))), table))
    from shnor_desktop.models.all import SectionText
    from shnor_desktop.services.documents.tree_json import load_blocks

    blocks = load_blocks(file.rows(SectionText)[0].body)
    assert list(block_texts(blocks)) == [CLEAN + "и", "x", CLEAN]
    assert isinstance(blocks[0], Paragraph) and blocks[0].runs[0].bold


@given(st.text())
def test_checked_text_is_clean_and_stays_so(text: str):
    clean = checked(text)
    assert clean == clean_text(text)
    assert checked(clean) == clean
    clean.encode()


def test_sound_values_are_left_as_they_are():
    block = paragraph("Текст", bold=True)
    assert checked(block) is block
    for value in (None, 5, 0.5, True, (), "", "а\tб\nв", paragraph):
        assert checked(value) == value


def test_a_text_that_is_far_too_long_is_refused(file: SchoolFile):
    (task,) = lettered(file, "а", 1)
    with refused("слишком длинный"):
        set_fields(file, task, "Правка", text="x" * (MAX_TEXT + 1))
    with refused("слишком длинный"):
        content.set_text(file, TASKS, "body", (paragraph("x" * (MAX_TEXT + 1)),))
    set_fields(file, task, "Правка", text="x" * MAX_TEXT)
    assert len(file.rows(Task)[0].text) == MAX_TEXT
