"""Rows moved by the mouse or as a block: in a real file, and the rule of where they may stand for any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_tools import entry_of

from shnor_desktop.models.all import Activity, Indicator, ScheduleRow, Section, Task
from shnor_desktop.services.editing import activities, content, indicator_moves
from shnor_desktop.services.editing.moving import Carry, complete
from shnor_desktop.services.ordering import spread
from shnor_desktop.services.school_file import SchoolFile

LEVELS = {"G": "group", "i": "item", "s": "sub"}
LETTERS = {level: letter for letter, level in LEVELS.items()}
PLAN = 1


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path_factory.mktemp("file") / "школа.shnor") as made:
        with made.transaction("Раздел") as transaction:
            transaction.add(Section(id=PLAN, kind="activities"))
        yield made


@pytest.fixture
def plan(shared: SchoolFile) -> Callable[[str], list[Activity]]:
    def fill(levels: str) -> list[Activity]:
        with shared.transaction("Строки") as transaction:
            transaction.remove_all(Activity, [row.id for row in shared.rows(Activity)])
            new = [
                Activity(section_id=PLAN, position=place, level=LEVELS[letter], text=str(n))
                for n, (letter, place) in enumerate(zip(levels, spread(len(levels)), strict=True))
            ]
            transaction.add_all(new)
        return shared.rows(Activity)

    return fill


def shown(file: SchoolFile) -> str:
    return " ".join(LETTERS[row.level] + row.text for row in file.rows(Activity))


@pytest.mark.parametrize(
    ("levels", "moved", "before", "after"),
    [
        ("Giii", [3], 1, "G0 i3 i1 i2"),
        ("Giii", [1], None, "G0 i2 i3 i1"),
        ("GisGi", [1], 4, "G0 G3 i1 s2 i4"),  # an item carries its sub-items into another group
        ("GisGi", [1], None, "G0 G3 i4 i1 s2"),
        ("GiGi", [2], 0, "G2 i3 G0 i1"),  # a group carries its items
        ("GiGi", [0], None, "G2 i3 G0 i1"),
        ("GiiGi", [0], 4, "G3 i4 G0 i1 i2"),  # not into the middle of another group: after it
        ("Giiss", [1], 4, "G0 i2 s3 s4 i1"),  # nor between an item and its sub-items
        ("Gisis", [4], 2, "G0 i1 s4 s2 i3"),  # a sub-item goes to another item
        ("GisG", [2], None, "G0 i1 s2 G3"),  # and not to a group that has no items
        ("Giiii", [1, 3], None, "G0 i2 i4 i1 i3"),  # several gather
        ("Giiii", [4, 2], 1, "G0 i2 i4 i1 i3"),
        ("GiGii", [1, 2], None, "G0 i1 G2 i3 i4"),
        ("Gii", [1], 1, "G0 i1 i2"),
        ("Gii", [1], 2, "G0 i1 i2"),
        ("i", [0], None, "i0"),
    ],
)
def test_rows_of_a_plan_go_where_they_are_dropped(shared, plan, levels, moved, before, after):
    rows = plan(levels)
    was = shown(shared)
    activities.move_to(shared, PLAN, [rows[n].id for n in moved], None if before is None else rows[before].id)
    assert shown(shared) == after
    if after != was:
        assert shared.undo_name.startswith("Перемещено: ")
        shared.undo()
    assert shown(shared) == was
    assert shared.undo_name == "Строки"


def test_the_step_is_named_after_what_was_moved(shared, plan):
    rows = plan("GiiGi")
    activities.move_to(shared, PLAN, [rows[0].id], None)
    assert shared.undo_name == "Перемещено: раздел"
    activities.move_to(shared, PLAN, [rows[1].id, rows[2].id], rows[4].id)
    assert shared.undo_name == "Перемещено: строк плана: 2"


def test_several_rows_move_past_their_neighbour_together(shared, plan):
    rows = plan("Giiisi")
    activities.shift(shared, PLAN, [rows[1].id, rows[2].id], 1)
    assert shown(shared) == "G0 i3 s4 i1 i2 i5"
    activities.shift(shared, PLAN, [rows[1].id, rows[2].id], -1)
    assert shown(shared) == "G0 i1 i2 i3 s4 i5"
    activities.shift(shared, PLAN, [], 1)
    activities.move_to(shared, PLAN, [10_000], None)
    assert shown(shared) == "G0 i1 i2 i3 s4 i5"


def test_copies_of_several_rows_stand_together_behind_the_last(shared, plan):
    rows = plan("GisGii")
    new = activities.duplicate(shared, PLAN, [rows[1].id, rows[4].id])
    assert shown(shared) == "G0 i1 s2 G3 i4 i1 s2 i4 i5"
    assert [row.text for row in new] == ["1", "2", "4"]
    assert shared.undo_name == "Сделаны копии строк: 3"
    shared.undo()
    new = activities.duplicate(shared, PLAN, [rows[3].id, rows[1].id])  # a group takes no rows of another
    assert shown(shared) == "G0 i1 s2 G3 i4 i5 i1 s2 G3 i4 i5"
    assert activities.duplicate(shared, PLAN, []) == []


many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ranks = st.lists(st.integers(0, 2), min_size=1, max_size=14)


def owners(order: list[int], of: list[int]) -> dict[int, int | None]:
    """The row to which each row belongs."""
    found: dict[int, int | None] = {}
    for n, row in enumerate(order):
        above = (other for other in reversed(order[:n]) if of[other] < of[row])
        found[row] = next(above, None)
    return found


@given(ranks, st.data())
def test_nothing_is_lost_and_nobody_s_rows_are_taken(of: list[int], data: st.DataObject):
    chosen = data.draw(st.sets(st.integers(0, len(of) - 1), min_size=1))
    carry = Carry(of, chosen)
    targets = [carry.landing(data.draw(st.integers(-1, len(of) + 1))), carry.step(1), carry.step(-1)]
    before = owners(list(range(len(of))), of)
    for target in targets:
        if target is None:
            continue
        order = carry.order(target)
        assert sorted(order) == list(range(len(of)))
        assert order[target : target + len(carry.moving)] == carry.moving == sorted(carry.moving)
        assert carry.others == sorted(carry.others)
        after = owners(order, of)
        for row in carry.others:
            assert after[row] == before[row] or before[row] in carry.moving
        for row in carry.moving:
            if row not in chosen:
                assert after[row] == before[row]
        assert 0 <= carry.gap(target) <= len(of)
        assert carry.leads_nowhere(target) == (order == sorted(order))


@given(ranks, st.data())
def test_rows_are_whole_when_all_of_theirs_are_chosen(of: list[int], data: st.DataObject):
    chosen = data.draw(st.sets(st.integers(0, len(of) - 1)))
    expected = {row for row in chosen if set(Carry(of, [row]).moving) <= chosen}
    assert complete(of, chosen) == expected


@many
@given(st.text("Giiss", min_size=1, max_size=12), st.data())
def test_a_drop_keeps_every_row_and_one_undo_brings_it_back(shared, plan, levels: str, data: st.DataObject):
    rows = plan(levels)
    chosen = data.draw(st.sets(st.integers(0, len(levels) - 1), min_size=1))
    before = data.draw(st.none() | st.integers(0, len(levels) - 1))
    activities.move_to(shared, PLAN, [rows[n].id for n in chosen], None if before is None else rows[before].id)
    after = shared.rows(Activity)
    assert sorted(row.id for row in after) == sorted(row.id for row in rows)
    assert len({row.position for row in after}) == len(after)
    if [row.id for row in after] != [row.id for row in rows]:
        shared.undo()
    assert shared.rows(Activity) == rows


def test_many_rows_find_a_place_where_no_numbers_are_left_between(shared, plan):
    rows = plan("i" * 40)
    for _ in range(30):
        first, second, last = (shared.rows(Activity)[n].id for n in (0, 1, -1))
        activities.move_to(shared, PLAN, [last], second)
        assert shared.rows(Activity)[0].id == first
    assert len({row.position for row in shared.rows(Activity)}) == 40
    assert rows[0].id == shared.rows(Activity)[0].id


# simple rows


def test_rows_of_the_schedule_are_moved(file: SchoolFile):
    section = entry_of(file, "schedule").section.id
    with file.transaction("Строки") as transaction:
        transaction.remove_all(ScheduleRow, [row.id for row in file.rows(ScheduleRow)])
        transaction.add_all(ScheduleRow(section_id=section, position=n, kind=name) for n, name in enumerate("абвг", 1))
    rows = file.rows(ScheduleRow)

    def kinds() -> str:
        return "".join(row.kind for row in file.rows(ScheduleRow))

    content.move_rows(file, [rows[3]], rows[0])
    assert kinds() == "габв" and file.undo_name == "Перемещено: строка графика"
    content.move_rows(file, [rows[3], rows[0]], None)
    assert kinds() == "бвга" and file.undo_name == "Перемещено: строк: 2"
    content.shift_rows(file, [rows[3], rows[0]], -1)
    assert kinds() == "бгав"
    content.shift_rows(file, [rows[1]], -1)
    assert kinds() == "бгав"
    content.move_rows(file, [], None)
    content.move_rows(file, [rows[1]], rows[1])
    assert kinds() == "бгав"


# tasks and indicators


def table(file: SchoolFile) -> str:
    """«А:1,2 Б:3»."""
    section = entry_of(file, "indicators").section.id
    return " ".join(
        f"{task.text}:{','.join(row.text for row in file.rows(Indicator, task_id=task.id))}"
        for task in file.rows(Task, section_id=section)
    )


@pytest.fixture
def tasks(file: SchoolFile) -> SchoolFile:
    section = entry_of(file, "indicators").section.id
    with file.transaction("Задачи") as transaction:
        transaction.remove_all(Task, [row.id for row in file.rows(Task)])
        for n, (name, texts) in enumerate((("А", "12"), ("Б", "34"), ("В", ""))):
            task = transaction.add(Task(section_id=section, position=n, text=name))
            transaction.add_all(
                Indicator(task_id=task.id, position=place, text=text) for place, text in enumerate(texts)
            )
    return file


def row_of(file: SchoolFile, text: str) -> Task | Indicator:
    return next(row for cls in (Task, Indicator) for row in file.rows(cls) if row.text == text)


@pytest.mark.parametrize(
    ("moved", "before", "after"),
    [
        ("1", "4", "А:2 Б:3,1,4 В:"),
        ("1", "3", "А:2 Б:1,3,4 В:"),
        ("1", "Б", "А:2,1 Б:3,4 В:"),
        ("1", None, "А:2 Б:3,4 В:1"),
        ("24", None, "А:1 Б:3 В:2,4"),
        ("3", "А", "А:3,1,2 Б:4 В:"),  # above the first task there is no place: the nearest below
        ("А", None, "Б:3,4 В: А:1,2"),
        ("А", "4", "Б:3,4 А:1,2 В:"),
        ("В", "1", "В: А:1,2 Б:3,4"),
        ("А4", None, "Б:3,4 В: А:1,2"),  # among tasks, indicators of others stay
    ],
)
def test_indicators_go_to_other_tasks_and_tasks_take_theirs_along(tasks, moved, before, after):
    section = entry_of(tasks, "indicators").section.id
    rows = [row_of(tasks, text) for text in moved]
    was = table(tasks)
    indicator_moves.move_to(tasks, section, rows, row_of(tasks, before) if before else None)
    assert table(tasks) == after
    tasks.undo()
    assert table(tasks) == was


def test_indicators_step_over_into_the_neighbouring_task(tasks):
    section = entry_of(tasks, "indicators").section.id
    indicator_moves.shift(tasks, section, [row_of(tasks, "2")], 1)
    assert table(tasks) == "А:1 Б:2,3,4 В:" and tasks.undo_name == "Перемещено: показатель"
    indicator_moves.shift(tasks, section, [row_of(tasks, "2"), row_of(tasks, "3")], -1)
    assert table(tasks) == "А:1,2,3 Б:4 В:" and tasks.undo_name == "Перемещено: показателей: 2"
    indicator_moves.shift(tasks, section, [row_of(tasks, "Б")], -1)
    assert table(tasks) == "Б:4 А:1,2,3 В:"
    name = tasks.undo_name
    indicator_moves.shift(tasks, section, [row_of(tasks, "Б")], -1)
    indicator_moves.move_to(tasks, section, [row_of(tasks, "4")], row_of(tasks, "А"))
    assert table(tasks) == "Б:4 А:1,2,3 В:" and tasks.undo_name == name


def test_an_indicator_finds_a_place_where_no_numbers_are_left_between(tasks):
    section = entry_of(tasks, "indicators").section.id
    indicator_moves.move_to(tasks, section, [row_of(tasks, "1")], row_of(tasks, "4"))
    assert table(tasks) == "А:2 Б:3,1,4 В:"
    indicator_moves.move_to(tasks, section, [row_of(tasks, "2")], row_of(tasks, "1"))
    assert table(tasks) == "А: Б:3,2,1,4 В:"


def test_tasks_and_indicators_of_others_are_removed_together(tasks):
    indicator_moves.remove(tasks, [row_of(tasks, text) for text in "А14"])
    assert table(tasks) == "Б:3 В:" and tasks.undo_name == "Удалено строк: 3"
    tasks.undo()
    indicator_moves.remove(tasks, [row_of(tasks, text) for text in "34"])
    assert table(tasks) == "А:1,2 Б: В:" and tasks.undo_name == "Удалено показателей: 2"
    tasks.undo()
    indicator_moves.remove(tasks, [row_of(tasks, text) for text in "А12"])
    assert table(tasks) == "Б:3,4 В:" and tasks.undo_name == "Удалено: задача с показателями"
