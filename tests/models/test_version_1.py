"""A file as the first version of the program left it: the example school with two edits, one of them undone."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from shnor_desktop.models.all import Activity, DeadlineMove, Person
from shnor_desktop.models.file import MAJOR, migrations, read_version
from shnor_desktop.services.backups import list_backups
from shnor_desktop.services.school_file import SchoolFile

KEPT = Path(__file__).resolve().parents[1] / "fixtures" / "version-1.shnor.gz"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Школа.shnor"
    made.write_bytes(gzip.decompress(KEPT.read_bytes()))
    return made


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the tables of the first version, read without the program."""
    connection = sqlite3.connect(path)
    try:
        script = sqlite3.connect(":memory:")
        script.executescript(migrations()[0])
        names = [name for (name,) in script.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in ("seal", "sqlite_sequence")]
        columns = {name: [row[1] for row in script.execute(f"PRAGMA table_info({name})")] for name in kept}
        script.close()
        return {name: connection.execute(f"SELECT {', '.join(columns[name])} FROM {name}").fetchall() for name in kept}
    finally:
        connection.close()


def test_it_is_of_the_first_version(path: Path):
    assert read_version(path) == MAJOR << 16 | 1


def test_all_of_it_is_there_after_it_is_brought_up_to_date(path: Path):
    before = rows_of(path)
    assert len(before["activity"]) > 70
    SchoolFile.open(path).close()
    assert read_version(path) == MAJOR << 16 | len(migrations())
    assert rows_of(path) == before
    assert len(list_backups(path)) == 1


def test_its_history_goes_on(path: Path):
    with SchoolFile.open(path) as file:
        assert (file.undo_name, file.redo_name) == ("Изменён срок", "Удалена строка")
        count = len(file.rows(Activity))
        file.redo()
        assert len(file.rows(Activity)) == count - 1
        file.undo()
        file.undo()
        assert file.undo_name is None
        assert len(file.rows(Activity)) == count


def test_the_new_rows_live_in_it(path: Path):
    with SchoolFile.open(path) as file:
        activity = next(row for row in file.rows(Activity) if row.level == "item")
        with file.transaction("Новое") as transaction:
            person = transaction.add(Person(name="Белова Н. П.", post="учитель"))
            move = transaction.add(DeadlineMove(activity_id=activity.id, was=activity.period, became="май 2027"))
        with file.transaction("Удалена строка") as transaction:
            transaction.remove(Activity, activity.id)
        assert file.rows(DeadlineMove) == []
        file.undo()
        assert file.rows(DeadlineMove) == [move]
    with SchoolFile.open(path) as file:
        assert (file.rows(Person), file.rows(DeadlineMove)) == ([person], [move])
