"""Roadmap rows in the diary: taken over in one step, and one thing with where they came from ever after."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from file_tools import everything, refused
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_tools import entry_of, form_of

from shnor_desktop.models.all import Activity, DeadlineMove, Section
from shnor_desktop.services import diary
from shnor_desktop.services.editing import activities
from shnor_desktop.services.editing.diary import take, unlink
from shnor_desktop.services.editing.following import COPIED, STATUS
from shnor_desktop.services.editing.pasting import fill_down
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.editing.sheet import RowsSheet
from shnor_desktop.services.school_file import SchoolFile


def plan(file: SchoolFile, key: str = "roadmap") -> list[Activity]:
    return file.rows(Activity, section_id=entry_of(file, key).section.id)


def items(file: SchoolFile, key: str = "roadmap") -> list[Activity]:
    return [row for row in plan(file, key) if row.level == "item"]


def put(file: SchoolFile, row: Activity, **fields: Any) -> None:
    set_fields(file, row, "Правка", **fields)


def now(file: SchoolFile, row: Activity) -> Activity:
    found = file.get(Activity, row.id)
    assert found is not None
    return found


@pytest.fixture
def pair(file: SchoolFile) -> tuple[Activity, Activity]:
    """A roadmap row and the diary row made of it."""
    row = items(file)[0]
    put(file, row, period="20 мая 2026 года", responsible="Завуч", result="Приказ", percent=30, progress="начато")
    direction = plan(file, "diary")[1]
    return now(file, row), take(file, [(row.id, direction.id)])[0]


def test_a_taken_row_is_a_linked_copy_at_the_end_of_its_direction(file: SchoolFile, pair: tuple[Activity, Activity]):
    row, copy = pair
    assert copy.linked_id == row.id
    assert all(getattr(copy, name) == getattr(row, name) for name in (*COPIED, *STATUS))
    levels = [(one.level, one.id == copy.id) for one in plan(file, "diary")]
    assert levels[:4] == [("group", False), ("group", False), ("item", True), ("group", False)]


def test_what_is_taken_goes_to_several_directions_in_one_step(file: SchoolFile):
    first, second, third = items(file)
    one, two, three, _ = plan(file, "diary")
    before = everything(file)
    made = take(file, [(third.id, two.id), (first.id, two.id), (second.id, one.id)])
    assert [row.linked_id for row in made] == [third.id, first.id, second.id]
    assert [row.linked_id for row in plan(file, "diary")] == [None, second.id, None, third.id, first.id, None, None]
    assert file.undo_name == "В дневник: 3 мероприятия"
    file.undo()
    assert everything(file) == before
    file.redo()
    assert len(items(file, "diary")) == 3
    assert three.id == plan(file, "diary")[5].id


def test_nothing_is_taken_twice(file: SchoolFile, pair: tuple[Activity, Activity]):
    row, copy = pair
    assert take(file, [(row.id, 0)]) == []
    assert take(file, [(10**6, 0)]) == []
    other = items(file)[1]
    assert len(take(file, [(other.id, 0), (other.id, 0)])) == 1
    assert [one.linked_id for one in items(file, "diary")] == [copy.linked_id, other.id]


def test_the_offer_marks_what_is_taken_and_proposes_a_direction(file: SchoolFile, pair: tuple[Activity, Activity]):
    found = diary.offer(file, form_of(file))
    names = [(group.title, [(one.number, one.taken) for one in group.items]) for group in found.groups]
    assert names == [("1. Уроки", [("1.1", "2.1"), ("1.2", "")]), ("2. Кадры", [("2.1", "")])]
    titles = {one.id: one.title for one in found.directions}
    assert [titles.get(group.direction or 0, "") for group in found.groups] == [
        "Организация образовательной деятельности.",
        "Организация работы с педагогами",
    ]


def test_a_row_from_word_with_the_same_text_is_linked_and_not_added(file: SchoolFile):
    row = items(file)[0]
    group = plan(file, "diary")[0]
    old = activities.add(file, group.section_id, group.id, text=f"{row.text.upper()}. ")
    put(file, old, percent=40, period="март")
    put(file, row, percent=10)
    offered = diary.offer(file, form_of(file)).groups[0].items[0]
    assert (offered.taken, offered.same) == ("", "1.1")
    assert [one.id for one in take(file, [(row.id, group.id)])] == [old.id]
    assert len(items(file, "diary")) == 1
    linked = now(file, old)
    assert (linked.linked_id, linked.percent, linked.period) == (row.id, 40, "март")
    assert now(file, row).percent == 40


def test_the_state_is_one_thing_on_both_sides(file: SchoolFile, pair: tuple[Activity, Activity]):
    row, copy = pair
    for edited, percent, progress in ((copy, 60, "два семинара"), (row, 100, ""), (copy, None, "снято")):
        put(file, edited, percent=percent, progress=progress)
        assert {(one.percent, one.progress) for one in (now(file, row), now(file, copy))} == {(percent, progress)}
    file.undo()
    assert {(now(file, one).percent, now(file, one).progress) for one in pair} == {(100, "")}


def test_undo_takes_both_sides_back_at_once(file: SchoolFile, pair: tuple[Activity, Activity]):
    before = everything(file)
    put(file, pair[1], percent=90)
    after = everything(file)
    file.undo()
    assert everything(file) == before
    file.redo()
    assert everything(file) == after


def test_wording_follows_the_roadmap_while_it_was_the_same(file: SchoolFile, pair: tuple[Activity, Activity]):
    row, copy = pair
    put(file, copy, text="Наставники для молодых", result="Пары")
    put(file, row, text="Закрепить наставников", result="Приказ № 5", responsible="Директор", period="10 июня 2026")
    follower = now(file, copy)
    assert (follower.text, follower.result) == ("Наставники для молодых", "Пары")
    assert (follower.responsible, follower.period) == ("Директор", "10 июня 2026")
    assert now(file, row).text == "Закрепить наставников", "the diary's words never go back"


def test_a_period_spelled_otherwise_follows_when_the_dates_change(file: SchoolFile, pair: tuple[Activity, Activity]):
    row, copy = pair
    put(file, copy, period="20.05.2026")
    put(file, row, period="20 мая 2026 г.")
    assert now(file, copy).period == "20.05.2026", "another spelling is no reason to touch hers"
    put(file, row, period="1 июня 2026")
    assert now(file, copy).period == "1 июня 2026"
    put(file, copy, period="сентябрь 2026")
    put(file, row, period="июль 2026")
    assert now(file, copy).period == "сентябрь 2026"


def test_many_cells_at_once_follow_too(file: SchoolFile):
    rows = items(file)
    take(file, [(row.id, 0) for row in rows])
    put(file, rows[0], percent=70, responsible="Завуч")
    shown = plan(file)
    sheet = RowsSheet(file, shown, ("number", "text", "responsible", "done"), Activity())
    places = [(n, field) for n, row in enumerate(shown) if row.level == "item" for field in ("done", "responsible")]
    fill_down(sheet, places)
    assert [(row.percent, row.responsible) for row in items(file, "diary")] == [(70, "Завуч")] * 3


def test_both_sides_edited_at_once_become_what_was_said_last(file: SchoolFile, pair: tuple[Activity, Activity]):
    row, copy = pair
    with file.transaction("Переименование") as transaction:
        transaction.change(Activity, row.id, percent=50, responsible="Зам. директора")
        transaction.change(Activity, copy.id, percent=60, responsible="Зам. директора")
    assert {now(file, one).percent for one in pair} == {60}
    assert {now(file, one).responsible for one in pair} == {"Зам. директора"}


@pytest.mark.parametrize("side", (0, 1))
def test_deleting_one_side_leaves_the_other_whole(file: SchoolFile, pair: tuple[Activity, Activity], side: int):
    gone, left = pair[side], pair[1 - side]
    activities.remove(file, gone.section_id, [gone.id])
    assert now(file, left) == dataclasses.replace(left, linked_id=None)
    put(file, left, percent=5)
    file.undo()
    file.undo()
    assert (now(file, pair[1]).linked_id, now(file, pair[0]).percent) == (pair[0].id, 30)


def test_a_deleted_roadmap_row_leaves_the_diary_its_history(file: SchoolFile, pair: tuple[Activity, Activity]):
    row, copy = pair
    put(file, row, period="10 июня 2026")
    activities.remove(file, row.section_id, [row.id])
    assert [(move.activity_id, move.was, move.became) for move in file.rows(DeadlineMove)] == [
        (copy.id, "20 мая 2026 года", "10 июня 2026")
    ]


def test_a_taken_row_brings_its_history(file: SchoolFile):
    row = items(file)[0]
    put(file, row, period="20 мая 2026")
    file.raw.execute("UPDATE history_step SET at = '2026-08-01T09:00:00.000'")  # or it would be a misprint put right
    put(file, row, period="10 июня 2026")
    copy = take(file, [(row.id, 0)])[0]
    assert [(move.activity_id, move.became) for move in file.rows(DeadlineMove)] == [
        (row.id, "10 июня 2026"),
        (copy.id, "10 июня 2026"),
    ]


@pytest.mark.parametrize("side", (0, 1))
def test_unlinked_rows_go_their_own_ways(file: SchoolFile, pair: tuple[Activity, Activity], side: int):
    unlink(file, pair[side])
    put(file, pair[0], percent=99, text="Другое")
    assert (now(file, pair[1]).percent, now(file, pair[1]).text) == (30, pair[1].text)
    assert diary.links(file) == {}


def test_links_are_told_from_both_sides(file: SchoolFile, pair: tuple[Activity, Activity]):
    row, copy = pair
    form = form_of(file)
    assert diary.links(file) == {row.id: copy.id, copy.id: row.id}
    there, back = diary.link_of(file, form, row), diary.link_of(file, form, copy)
    assert there is not None and (there.row.id, there.number) == (copy.id, "2.1")
    assert back is not None and (back.row.id, back.number) == (row.id, "1.1")
    assert diary.link_of(file, form, items(file)[1]) is None


def test_a_copy_of_a_linked_row_stands_alone(file: SchoolFile, pair: tuple[Activity, Activity]):
    twin = activities.duplicate(file, pair[1].section_id, [pair[1].id])[0]
    put(file, pair[0], percent=80)
    assert (now(file, twin).linked_id, now(file, twin).percent) == (None, 30)


def test_without_a_diary_or_a_roadmap_it_says_so(file: SchoolFile):
    form = form_of(file)
    with file.transaction("Пусто") as transaction:
        transaction.remove_all(Activity, [row.id for row in plan(file)])
    with refused("нет мероприятий"):
        diary.offer(file, form)
    for key, words in (("roadmap", "дорожной карты"), ("diary", "дневника")):
        with file.transaction("Раздела нет") as transaction:
            transaction.remove(Section, entry_of(file, key).section.id)
        with refused(words):
            diary.offer(file, form)
    with refused("дневника"):
        take(file, [(1, 0)])


def test_a_diary_without_directions_takes_at_its_end(file: SchoolFile):
    with file.transaction("Без направлений") as transaction:
        transaction.remove_all(Activity, [row.id for row in plan(file, "diary")])
    found = diary.offer(file, form_of(file))
    assert [one.id for one in found.directions] == [0]
    assert [row.linked_id for row in take(file, [(row.id, 0) for row in items(file)])] == [r.id for r in items(file)]


VALUES = (
    ("percent", 10), ("percent", None), ("percent", 100), ("progress", "да"), ("period", "май 2026"),
    ("period", "июнь 2026"), ("period", ""), ("text", "а"), ("text", "б"),
)  # fmt: skip
edits = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(VALUES)), max_size=8)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits)
def test_whatever_is_edited_linked_rows_agree_and_undo_brings_all_back(
    file: SchoolFile, steps: list[tuple[int, tuple[str, Any]]]
):
    while file.undo_name != "Наполнение":
        file.undo()
    rows = items(file)[:2]
    rows += take(file, [(row.id, 0) for row in rows])
    before = everything(file)
    for which, (field, value) in steps:
        with file.transaction("Правка") as transaction:
            transaction.change(Activity, rows[which].id, **{field: value})
        for one, other in ((0, 2), (1, 3)):
            left, right = now(file, rows[one]), now(file, rows[other])
            assert (left.percent, left.progress) == (right.percent, right.progress)
    after = everything(file)
    done = 0
    while file.undo_name == "Правка":
        file.undo()
        done += 1
    assert everything(file) == before
    for _ in range(done):
        file.redo()
    assert everything(file) == after
