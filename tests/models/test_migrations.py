"""Older files: brought up to date whole or left as they are, and copied before."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from file_tools import everything, refused, sound

from shnor_desktop.models import file as models_file
from shnor_desktop.models.all import School, Section
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.file import open_file, read_version
from shnor_desktop.services.backups import list_backups
from shnor_desktop.services.school_file import SchoolFile

KNOWN = models_file.migrations()
GOOD = "CREATE TABLE visit (id INTEGER PRIMARY KEY, place TEXT);\nINSERT INTO visit SELECT id, title FROM section;\n"
BAD = "CREATE TABLE visit (id INTEGER PRIMARY KEY);\nDELETE FROM section;\nINSERT INTO nowhere VALUES (1);\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Школа.shnor"
    with SchoolFile.create(made) as file, file.transaction("Начало") as transaction:
        transaction.add(School(id=1, full_name="Школа на горе"))
        transaction.add(Section(title="Паспорт"))
    return made


def newer_program(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(models_file, "migrations", lambda: [*KNOWN, script])


def test_scripts_are_numbered_without_gaps_and_plain_sql():
    folder = Path(models_file.__file__).parent / "migrations"
    names = sorted(path.name for path in folder.glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert len(KNOWN) == len(names)
    for script in KNOWN:
        assert sqlite3.complete_statement(script)
        assert "COMMIT" not in script.upper()


def test_an_older_file_is_copied_and_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch):
    before = sound(path)
    newer_program(monkeypatch, GOOD)
    with SchoolFile.open(path) as file:
        assert file.raw.execute("SELECT place FROM visit").fetchall() == [("Паспорт",)]
        assert everything(file) == before
        assert file.undo_name is None or file.undo_name == "Начало"
    assert read_version(path) == models_file.MAJOR << 16 | len(KNOWN) + 1
    (copy,) = list_backups(path)
    with SchoolFile.open(path):
        assert list_backups(path) == [copy]  # nothing to bring up to date any more
    monkeypatch.undo()
    assert sound(copy.path) == before


def test_the_copy_comes_before_the_change(path: Path, monkeypatch: pytest.MonkeyPatch):
    newer_program(monkeypatch, GOOD)
    seen: list[tuple[Path, int]] = []
    open_file(path, before_migration=lambda where: seen.append((where, read_version(where) & 0xFFFF))).close()
    assert seen == [(path, len(KNOWN))]
    open_file(path, before_migration=lambda where: seen.append((where, 0))).close()
    assert len(seen) == 1


def test_no_copy_is_no_change(path: Path, monkeypatch: pytest.MonkeyPatch):
    newer_program(monkeypatch, GOOD)
    before = path.read_bytes()

    def no_room(_: Path) -> None:
        raise UserError("Копия не записана: на диске не осталось места.")

    with refused("Копия не записана"):
        open_file(path, before_migration=no_room)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_change_that_fails_half_way_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    before, rows = path.read_bytes(), sound(path)
    newer_program(monkeypatch, BAD)
    with refused("не открылся"):
        SchoolFile.open(path)
    assert path.read_bytes() == before
    monkeypatch.undo()
    assert sound(path) == rows


def test_a_damaged_older_file_is_not_touched(path: Path, monkeypatch: pytest.MonkeyPatch):
    damaged = path.read_bytes().replace("Школа на горе".encode(), "Школа на горб".encode())
    assert damaged != path.read_bytes()
    path.write_bytes(damaged)
    newer_program(monkeypatch, GOOD)
    with refused("повреждён"):
        SchoolFile.open(path)
    assert path.read_bytes() == damaged


def test_a_file_brought_up_to_date_still_opens_in_the_older_program(path: Path, monkeypatch: pytest.MonkeyPatch):
    newer_program(monkeypatch, GOOD)
    open_file(path).close()
    rows = sound(path)
    monkeypatch.undo()
    assert sound(path) == rows


def hot_journal(before: bytes, page: int = 4096, sector: int = 512) -> bytes:
    """SQLite's rollback journal of a transaction that changed every page, as a crash in the commit leaves it."""
    pages = [before[at : at + page] for at in range(0, len(before), page)]
    head = bytes.fromhex("d9d505f920a163d7")
    for number in (len(pages), 0, len(pages), sector, page):
        head += number.to_bytes(4, "big")
    body = b""
    for number, data in enumerate(pages, 1):
        checksum = sum(data[at] for at in range(page - 200, 0, -200)) & 0xFFFFFFFF
        body += number.to_bytes(4, "big") + data + checksum.to_bytes(4, "big")
    return head.ljust(sector, b"\0") + body


def as_after_one_commit(path: Path, before: bytes) -> None:
    """Give the file the change counter of the commit that was cut off: sealing it counted on since."""
    data = bytearray(path.read_bytes())
    data[24:28] = (int.from_bytes(before[24:28], "big") + 1).to_bytes(4, "big")
    path.write_bytes(data)


def test_a_crash_while_it_is_brought_up_to_date_is_gone_back_from(path: Path, monkeypatch: pytest.MonkeyPatch):
    """The header on the disk is the newer one already; only the journal knows that it does not count."""
    before, rows = path.read_bytes(), sound(path)
    newer_program(monkeypatch, GOOD)
    open_file(path).close()
    as_after_one_commit(path, before)
    path.with_name(path.name + "-journal").write_bytes(hot_journal(before))
    assert read_version(path) & 0xFFFF == len(KNOWN) + 1
    with SchoolFile.open(path) as file:
        assert everything(file) == rows
        assert file.raw.execute("SELECT place FROM visit").fetchall() == [("Паспорт",)]
    assert not path.with_name(path.name + "-journal").exists()
    assert len(list_backups(path)) == 1
