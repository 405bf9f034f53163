"""The one gate of writing: whole or not at all, told to those who listen, and by one person at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from file_tools import everything, held_elsewhere, refused, sound

from shnor_desktop.models.all import Activity, School, Section
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.changes import Change
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor", author="Ольга") as made:
        with made.transaction("Начало") as transaction:
            transaction.add(School(id=1, full_name="Школа на горе"))
            transaction.add(Section(title="План"))
        yield made


def test_listeners_hear_of_what_was_committed_and_of_nothing_else(file: SchoolFile):
    told: list[list[Change]] = []
    end = file.subscribe(told.append)
    with file.transaction("Правка") as transaction:
        transaction.change(School, 1, director="А. Б.")
        assert told == []
    assert [[change.kind for change in changes] for changes in told] == [["changed"]]
    with file.transaction("Ничего") as transaction:
        transaction.change(School, 1, director="А. Б.")
    with pytest.raises(LookupError), file.transaction("Ошибка") as transaction:
        transaction.change(School, 1, director="В. Г.")
        transaction.change(School, 2, director="В. Г.")
    assert len(told) == 1
    file.undo()
    assert told[1][0].after == {**told[0][0].before}
    end()
    end()
    file.redo()
    assert len(told) == 2


def test_a_listener_may_read_and_write(file: SchoolFile):
    """A page that answers a change with an entry of its own is in no transaction any more."""
    seen: list[str] = []

    def answer(changes: list[Change]) -> None:
        seen.append(file.rows(School)[0].place)
        if not seen[-1]:
            with file.transaction("Ответ") as transaction:
                transaction.change(School, 1, place="п. Речной")

    file.subscribe(answer)
    with file.transaction("Правка") as transaction:
        transaction.change(School, 1, director="А. Б.")
    assert seen == ["", "п. Речной"]
    assert file.undo_name == "Ответ"


def test_a_listener_that_fails_is_logged_and_the_others_hear_all_the_same(
    file: SchoolFile, caplog: pytest.LogCaptureFixture
):
    """What was committed is stored: the caller must not be told otherwise."""
    told: list[int] = []

    def fails(changes: list[Change]) -> None:
        raise ZeroDivisionError("view")

    file.subscribe(fails)
    file.subscribe(lambda changes: told.append(len(changes)))
    with file.transaction("Правка") as transaction:
        transaction.change(School, 1, director="А. Б.")
    assert file.rows(School)[0].director == "А. Б."
    assert file.undo() == "Правка"
    assert told == [1, 1]
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError] * 2


def test_what_comes_and_goes_in_one_action_is_no_change(file: SchoolFile):
    told: list[Any] = []
    file.subscribe(told.append)
    name = file.undo_name
    with file.transaction("Туда и обратно") as transaction:
        row = transaction.add(Section(title="х"))
        transaction.change(Section, row.id, title="у")
        transaction.remove(Section, row.id)
        transaction.change(School, 1, place="а")
        transaction.change(School, 1, place="")
    assert (told, file.undo_name) == ([], name)


def test_a_transaction_inside_another_is_our_own_mistake(file: SchoolFile):
    before = everything(file)
    with pytest.raises(RuntimeError, match="inside"), file.transaction("Раз") as transaction:
        transaction.change(School, 1, place="а")
        with file.transaction("Два"):
            pass
    assert everything(file) == before
    with file.transaction("Снова можно") as transaction:
        transaction.change(School, 1, place="б")


@pytest.mark.parametrize("fields", [{"nonsense": 1}, {"id; DROP TABLE school": 1}])
def test_a_field_that_is_not_there_is_our_own_mistake(file: SchoolFile, fields: dict[str, Any]):
    before = everything(file)
    with pytest.raises(Exception) as caught, file.transaction("Правка") as transaction:
        transaction.change(School, 1, **fields)
    assert not isinstance(caught.value, UserError)
    assert everything(file) == before


def test_a_row_whose_owner_is_gone_is_told(file: SchoolFile):
    """Somebody took the section back while the page was still open."""
    before = everything(file)
    with refused("этого раздела или строки в файле уже нет"), file.transaction("Строка") as transaction:
        transaction.add(Activity(section_id=99))
    assert everything(file) == before
    assert file.undo_name == "Начало"


def test_words_of_a_person_are_never_sql(file: SchoolFile):
    bad = "'); DROP TABLE school; --"
    with file.transaction(bad) as transaction:
        transaction.change(School, 1, director=bad)
    assert file.rows(School, director=bad)[0].director == bad
    assert file.undo_name == bad
    assert file.rows(Section, title=bad) == []


def test_pictures_are_kept_once_and_stay_after_undo(file: SchoolFile):
    with file.transaction("Рисунок") as transaction:
        transaction.add_picture("а.png", b"\x00\xff")
        transaction.add_picture("а.png", b"other")
        transaction.change(School, 1, place="а")
    assert file.picture("а.png") == b"\x00\xff"
    assert file.picture("б.png") is None
    file.undo()
    assert file.picture("а.png") == b"\x00\xff"


def test_another_program_that_writes_makes_us_wait_and_then_say_so(file: SchoolFile):
    other = sqlite3.connect(file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    file.raw.execute("PRAGMA busy_timeout = 50")
    before = everything(file)
    with refused("занят другой программой. Закройте её и повторите"), file.transaction("Правка") as transaction:
        transaction.change(School, 1, place="а")
    assert everything(file) == before
    other.execute("ROLLBACK")
    other.close()
    with file.transaction("Правка") as transaction:
        transaction.change(School, 1, place="а")


def test_a_value_that_is_far_too_large_is_told(file: SchoolFile):
    with refused("слишком много сразу"), file.transaction("Рисунок") as transaction:
        transaction.add_picture("а.png", bytes(70_000_000))
    assert file.picture("а.png") is None


def test_one_file_is_open_once(tmp_path: Path):
    path = tmp_path / "Школа.shnor"
    SchoolFile.create(path).close()
    with held_elsewhere(path), refused("уже открыт на этом компьютере"):
        SchoolFile.open(path)
    assert sound(path)


def test_a_closed_file_tells_nobody_and_is_open_to_others(file: SchoolFile):
    told: list[Any] = []
    file.subscribe(told.append)
    file.close()
    with SchoolFile.open(file.path) as again, again.transaction("Правка") as transaction:
        transaction.change(School, 1, place="а")
    assert told == []
    with pytest.raises(sqlite3.ProgrammingError):
        file.rows(School)
