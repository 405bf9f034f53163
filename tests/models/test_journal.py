"""A journal that a crash left: rolled back into its own file, and never into another one laid over it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from file_tools import child, ended, everything

from shnor_desktop.models.all import Section
from shnor_desktop.models.journal import set_aside_if_foreign
from shnor_desktop.services.school_file import SchoolFile

CRASH = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE section SET title = title || title")
print("half", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Школа.shnor"
    with SchoolFile.create(made) as file, file.transaction("Разделы") as transaction:
        transaction.add_all([Section(title=f"{number} " + "ж" * 900) for number in range(60)])
    return made


def crashed(path: Path) -> Path:
    """An edit that was half on the disk when the program was killed; its journal."""
    process = child(CRASH, path)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"half"
    ended(process)
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size > 1000
    return journal


def rows_of(path: Path) -> object:
    with SchoolFile.open(path) as file:
        assert file.raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return everything(file)


def test_the_own_journal_takes_the_half_edit_back(path: Path):
    before = rows_of(path)
    journal = crashed(path)
    assert set_aside_if_foreign(path) is None
    assert rows_of(path) == before
    assert not journal.exists()


def test_a_copy_laid_over_the_file_is_not_spoilt_by_the_journal_that_stayed(path: Path, tmp_path: Path):
    good = tmp_path / "хорошая.shnor"
    shutil.copyfile(path, good)
    with SchoolFile.open(good) as file:
        for number in range(3):
            with file.transaction("Правка") as transaction:
                transaction.add(Section(title=f"Важное {number}"))
        wanted = everything(file)
    journal = crashed(path)
    shutil.copyfile(good, path)
    with SchoolFile.open(path) as file:
        assert everything(file) == wanted
        assert "журнал" in file.remark
    assert not journal.exists()
    assert journal.with_name(journal.name + ".old").exists()
    assert rows_of(path) == wanted


@pytest.mark.parametrize("content", [b"", b"x" * 30, bytes(4096), bytes.fromhex("d9d505f920a163d7") + b"\xff" * 600])
def test_what_is_no_journal_is_left_to_sqlite(path: Path, content: bytes):
    before = rows_of(path)
    path.with_name(f"{path.name}-journal").write_bytes(content)
    assert set_aside_if_foreign(path) is None
    assert rows_of(path) == before


def test_without_a_journal_nothing_happens(path: Path):
    assert set_aside_if_foreign(path) is None
    assert sqlite3.connect(path).execute("SELECT count(*) FROM section").fetchone() == (60,)
