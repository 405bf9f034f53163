"""The seal: silent damage is noticed at the next opening, a crash is never taken for damage."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from pathlib import Path

import pytest
from file_tools import child, ended, everything, refused, sound

from shnor_desktop.models import file as models_file
from shnor_desktop.models import seal
from shnor_desktop.models.all import Activity, School, Section
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.file import open_file
from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.services.school_file import SchoolFile

FLIPS = 400
NOTICED = ("повреждён", "изменён другой программой", "не файл программы школы", "более новой версией")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Школа.shnor"
    with SchoolFile.create(made) as file, file.transaction("Начало") as transaction:
        transaction.add(School(id=1, full_name="Школа на горе", director="А. Б. Ветрова"))
        section = transaction.add(Section(title="Дорожная карта", kind="activities"))
        for number in range(60):
            text = f"Мероприятие {number}: занятия для тех, кому трудно"
            transaction.add(Activity(section_id=section.id, position=number, text=text, percent=number))
        transaction.add_picture("рисунок.png", random.Random(3).randbytes(9000))
    return made


def content(connection: sqlite3.Connection) -> str:
    return seal.content_sha(connection)


def test_a_single_turned_bit_is_noticed(path: Path):
    """Whatever bit of the written part turns: either nothing of the content changed, or the file is refused."""
    whole = path.read_bytes()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        sha = content(connection)
    chance = random.Random(5)
    written = [offset for offset, byte in enumerate(whole) if byte]
    noticed = 0
    for offset in chance.sample(written, FLIPS):
        damaged = bytearray(whole)
        damaged[offset] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            opened = open_file(path)
        except UserError as error:
            assert any(words in str(error) for words in NOTICED), (offset, str(error))
            noticed += 1
            continue
        assert content(opened.connection) == sha, offset
        opened.close()
    assert noticed > FLIPS // 2


def test_damage_of_a_text_is_damage_and_no_trouble_of_the_disk(path: Path):
    """A turned high bit makes a text that is not UTF-8, of which Python says something else than SQLite."""
    whole = path.read_bytes()
    place = whole.index("занятия для тех".encode())
    for bit in range(8):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << bit
        path.write_bytes(damaged)
        with refused("повреждён. Откройте резервную копию"):
            open_file(path)


def test_a_row_changed_behind_our_back_is_noticed_only_under_a_fresh_seal(path: Path):
    """Other programs leave an old seal: what they did is no damage."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE school SET director = 'другой'")
    connection.commit()
    connection.close()
    with SchoolFile.open(path) as file:
        assert file.rows(School)[0].director == "другой"


EDIT_AND_WAIT = """
import sys
from pathlib import Path
from shnor_desktop.models.all import School
from shnor_desktop.services.school_file import SchoolFile
file = SchoolFile.open(Path(sys.argv[1]))
with file.transaction("Правка") as transaction:
    transaction.change(School, 1, director="новый")
print("done", flush=True)
sys.stdin.readline()
"""


def test_a_crash_leaves_an_old_seal_and_no_alarm(path: Path):
    process = child(EDIT_AND_WAIT, path)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"done"
    ended(process)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (counter,) = connection.execute("SELECT counter FROM seal").fetchone()
    assert counter < seal.change_counter(path)
    with SchoolFile.open(path) as file:
        assert file.rows(School)[0].director == "новый"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT counter FROM seal").fetchone()[0] == counter  # nothing was changed since


def test_a_file_is_sealed_when_it_was_changed_and_only_then(path: Path, monkeypatch: pytest.MonkeyPatch):
    written: list[Path] = []
    monkeypatch.setattr(models_file, "write_seal", lambda _, where: written.append(where))
    before = path.read_bytes()
    with SchoolFile.open(path) as file:
        everything(file)
    assert (written, path.read_bytes()) == ([], before)
    with SchoolFile.open(path) as file, file.transaction("Правка") as transaction:
        transaction.change(School, 1, director="новый")
    assert written == [path]


def test_looking_at_a_file_changes_no_byte_of_it(path: Path):
    before, at = path.read_bytes(), os.stat(path).st_mtime_ns
    assert sound(path)
    assert (path.read_bytes(), os.stat(path).st_mtime_ns) == (before, at)


def test_the_seal_is_over_everything_but_itself(path: Path):
    with SchoolFile.open(path) as file:
        first = content(file.raw)
        file.raw.execute("UPDATE seal SET sha = 'x'")
        assert content(file.raw) == first
        for table in everything(file).keys() | {"picture", "history_step"}:
            columns = [row[1] for row in file.raw.execute(f"PRAGMA table_info({table})")]
            rows = file.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            if rows:
                file.raw.execute("BEGIN")
                file.raw.execute(f"UPDATE {table} SET {columns[-1]} = '9'")
                assert content(file.raw) != first, table
                file.raw.execute("ROLLBACK")


def test_a_seal_that_cannot_be_written_leaves_the_file_as_it_was(path: Path):
    with SchoolFile.open(path) as file:
        before = content(file.raw)
        file.raw.execute("PRAGMA query_only = ON")
        with pytest.raises(sqlite3.Error):
            seal.write_seal(file.raw, path)
        assert not file.raw.in_transaction
        assert content(file.raw) == before


def test_who_takes_the_sum_elsewhere_is_believed_and_may_stop_the_opening(path: Path):
    with SchoolFile.open(path, sha_of=content):
        pass
    with refused("повреждён"):
        SchoolFile.open(path, sha_of=lambda _: "другая сумма")

    def stopped(_connection: sqlite3.Connection) -> str:
        raise Cancelled

    with pytest.raises(Cancelled):
        SchoolFile.open(path, sha_of=stopped)
    with SchoolFile.open(path) as again:  # given back by both
        assert again.rows(School)
