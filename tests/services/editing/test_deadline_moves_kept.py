"""The history of moved deadlines: noted whichever way a period is edited, undone with the edit, never for spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from file_tools import everything
from page_tools import entry_of

from shnor_desktop.models.all import Activity, DeadlineMove
from shnor_desktop.services.deadline_moves import moves_of
from shnor_desktop.services.editing import following
from shnor_desktop.services.editing.deadline_moves import set_move_reason
from shnor_desktop.services.editing.diary import take
from shnor_desktop.services.editing.pasting import clear_cells, paste_cells
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.editing.sheet import RowsSheet
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.tabular import Block

START = datetime(2026, 9, 1, 9, 0)


class Clock:
    """The time of the edits, which goes on when the test says so."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment

    def later(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    made = Clock()
    monkeypatch.setattr(following, "datetime", made)
    yield made


def long_ago(file: SchoolFile) -> None:
    """What was done so far was done before the tests' clock began."""
    file.raw.execute("UPDATE history_step SET at = '2026-08-01T09:00:00.000'")


@pytest.fixture
def row(file: SchoolFile) -> Activity:
    """A roadmap row with a deadline."""
    found = rows(file)[0]
    with file.transaction("Срок") as transaction:
        transaction.change(Activity, found.id, period="20 мая 2026 года")
    long_ago(file)
    return found


@pytest.fixture
def put(file: SchoolFile, row: Activity) -> Callable[[str], None]:
    """Types another period into the row."""
    return lambda text: set_fields(file, row, "Правка", period=text)


def rows(file: SchoolFile) -> list[Activity]:
    found = file.rows(Activity, section_id=entry_of(file, "roadmap").section.id)
    return [one for one in found if one.level == "item"]


def told(file: SchoolFile, row: Activity) -> list[tuple[str, str]]:
    return [(move.was, move.became) for move in moves_of(file, row.id)]


def test_the_first_deadline_is_no_move(file: SchoolFile, row: Activity):
    assert file.rows(DeadlineMove) == []


def test_a_move_says_who_when_and_what(file: SchoolFile, row: Activity, put: Callable, clock: Clock):
    file.author = "zavuch"
    put("10 июня 2026 года")
    (move,) = file.rows(DeadlineMove)
    assert move == DeadlineMove(
        move.id, row.id, "2026-09-01T09:00:00", "zavuch", "20 мая 2026 года", "10 июня 2026 года"
    )


def test_who_is_not_named_writes_as_the_computer_calls_them(file: SchoolFile, put: Callable, monkeypatch):
    assert file.author
    put("10 июня 2026 года")
    assert file.rows(DeadlineMove)[0].author == file.author


@pytest.mark.parametrize("text", ("20.05.2026", "20 мая 2026 г.", "до 20 мая 2026 года", " 20  мая 2026 ГОДА"))
def test_another_spelling_of_the_same_dates_is_no_move(file: SchoolFile, put: Callable, text: str):
    put(text)
    assert file.rows(DeadlineMove) == []


def test_corrections_within_minutes_are_one_move(file: SchoolFile, row: Activity, put: Callable, clock: Clock):
    put("10 июня 2026")
    clock.later(4)
    put("11 июня 2026")
    clock.later(4)
    put("12.06.2026")
    assert told(file, row) == [("20 мая 2026 года", "12.06.2026")]
    clock.later(6)
    put("1 июля 2026")
    assert told(file, row) == [("20 мая 2026 года", "12.06.2026"), ("12.06.2026", "1 июля 2026")]


def test_a_correction_by_another_person_is_a_move_of_its_own(file: SchoolFile, row: Activity, put: Callable, clock):
    put("10 июня 2026")
    file.author = "direktor"
    put("15 июня 2026")
    assert told(file, row) == [("20 мая 2026 года", "10 июня 2026"), ("10 июня 2026", "15 июня 2026")]


def test_a_move_taken_back_by_hand_is_forgotten(file: SchoolFile, row: Activity, put: Callable, clock: Clock):
    put("10 июня 2026")
    clock.later(1)
    put("20 мая 2026")
    assert file.rows(DeadlineMove) == []


def test_a_cell_emptied_and_written_anew_is_one_move(file: SchoolFile, row: Activity, put: Callable, clock: Clock):
    put("")
    assert told(file, row) == [], "a deadline that is only taken away was not moved"
    clock.later(60 * 24)
    put("10 июня 2026")
    assert told(file, row) == [("20 мая 2026 года", "10 июня 2026")]
    clock.later(1)
    put("")
    clock.later(1)
    put("20 мая 2026")
    assert file.rows(DeadlineMove) == []


def test_a_deadline_typed_and_taken_away_again_leaves_nothing(file: SchoolFile, row: Activity):
    other = rows(file)[1]
    before, name = everything(file), file.undo_name
    set_fields(file, other, "Срок", period="10 июня 2026")
    set_fields(file, other, "Срок", period="")
    assert file.rows(DeadlineMove) == []
    assert (everything(file), file.undo_name) == (before, name), "not even a step to undo"


def test_a_misprint_put_right_at_once_is_no_move(file: SchoolFile, row: Activity, clock: Clock):
    clock.moment = datetime.now()
    other = rows(file)[1]
    set_fields(file, other, "Срок", period="10 июня 2026")
    set_fields(file, other, "Правка", text="Другое")  # the two edits of the deadline do not become one step
    set_fields(file, other, "Срок", period="10 июля 2026")
    assert file.rows(DeadlineMove) == []
    set_fields(file, other, "Правка", text="Ещё другое")
    file.author = "direktor"
    set_fields(file, other, "Срок", period="10 августа 2026")
    assert told(file, other) == [("10 июля 2026", "10 августа 2026")], "another person did not mistype it"


@pytest.mark.parametrize("misprint", ("20 мая 2206 года", "31 июня 2026 года", "20 мяа 2026"))
def test_what_the_checks_call_wrong_is_put_right_and_not_moved(
    file: SchoolFile, row: Activity, put: Callable, misprint
):
    file.raw.execute("UPDATE activity SET period = ? WHERE id = ?", (misprint, row.id))
    put("20 мая 2026 года")
    assert file.rows(DeadlineMove) == []


def test_a_deadline_of_long_ago_that_is_taken_away_waits_for_the_next(file: SchoolFile, row: Activity, put: Callable):
    put("")
    (waiting,) = file.rows(DeadlineMove)
    assert (waiting.was, waiting.became) == ("20 мая 2026 года", "")


def test_undo_and_redo_carry_the_history_along(file: SchoolFile, row: Activity, put: Callable, clock: Clock):
    before = everything(file)
    put("10 июня 2026")
    clock.later(30)
    with file.transaction("Другая правка") as transaction:
        transaction.change(Activity, row.id, text="Иначе")
    put("15 июня 2026")
    after = everything(file)
    for _ in range(3):
        file.undo()
    assert everything(file) == before
    for _ in range(3):
        file.redo()
    assert everything(file) == after


def test_blocks_of_cells_move_deadlines_too(file: SchoolFile, row: Activity, clock: Clock):
    shown = rows(file)
    sheet = RowsSheet(file, shown, ("text", "period"), Activity(section_id=row.section_id))
    paste_cells(sheet, 0, 1, Block((("май 2026",), ("июнь 2026",), ("июль 2026",))))
    long_ago(file)
    clock.later(10)
    sheet = RowsSheet(file, rows(file), ("text", "period"), Activity(section_id=row.section_id))
    paste_cells(sheet, 0, 1, Block((("август 2026",),) * 3))
    assert [told(file, one) for one in shown] == [
        [("20 мая 2026 года", "май 2026"), ("май 2026", "август 2026")],
        [("июнь 2026", "август 2026")],
        [("июль 2026", "август 2026")],
    ]
    clear_cells(RowsSheet(file, rows(file), ("text", "period")), [(n, "period") for n in range(3)])
    assert [len(told(file, one)) for one in shown] == [1, 0, 0], "the last move was taken back within minutes"


def test_a_reason_is_kept_for_both_sides_of_a_link(file: SchoolFile, row: Activity, put: Callable, clock: Clock):
    (copy,) = take(file, [(row.id, 0)])
    put("10 июня 2026")
    mine, other = moves_of(file, row.id)[0], moves_of(file, copy.id)[0]
    set_move_reason(file, other, " карантин ")
    assert [move.reason for move in file.rows(DeadlineMove)] == ["карантин", "карантин"]
    clock.later(2)
    put("11 июня 2026")
    assert [(move.id, move.reason) for move in file.rows(DeadlineMove)] == [
        (mine.id, "карантин"),
        (other.id, "карантин"),
    ]
    file.undo()
    file.undo()
    assert {move.reason for move in file.rows(DeadlineMove)} == {""}


def test_a_move_without_a_time_does_not_stand_in_the_way(file: SchoolFile, row: Activity, put: Callable, clock: Clock):
    with file.transaction("Откуда-то") as transaction:
        for at in ("", "2026-09-01T09:00:00+03:00"):
            transaction.add(
                DeadlineMove(activity_id=row.id, at=at, was="март", became="20 мая 2026", author=file.author)
            )
    put("10 июня 2026")
    assert told(file, row)[-1] == ("20 мая 2026 года", "10 июня 2026")


def test_thousands_of_deadlines_move_in_one_go(file: SchoolFile, clock: Clock):
    section_id = rows(file)[0].section_id
    with file.transaction("Много") as transaction:
        many = transaction.add_all(Activity(section_id=section_id, position=n, period="май 2026") for n in range(1000))
    with file.transaction("Сдвиг") as transaction:
        for one in many:
            transaction.change(Activity, one.id, period="июнь 2026")
    assert len(file.rows(DeadlineMove)) == 1000
    file.undo()
    assert file.rows(DeadlineMove) == []
