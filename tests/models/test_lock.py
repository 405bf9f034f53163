"""The lock: one process at a time, a dead one holds nothing, another computer's lock is respected until told."""

from __future__ import annotations

import errno
import json
import os
import socket
from pathlib import Path

import pytest
from file_tools import child, ended, held_elsewhere, refused, sound

from shnor_desktop.models.file import create_file, open_file
from shnor_desktop.models.lock import FileLock

OTHER = {"user": "Ольга", "host": "учительская", "process": 7, "since": "2026-11-22T10:00:00"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Школа.shnor"
    create_file(made).close()
    return made


def lock_file(path: Path) -> Path:
    return path.with_name(f".~{path.name}.lock")


def test_a_second_process_is_told_who_has_the_file(path: Path):
    with held_elsewhere(path):
        held = json.loads(lock_file(path).read_text("utf-8"))
        with refused(rf"«Школа.shnor» уже открыт на этом компьютере \({held['user']}\)"):
            open_file(path)
        with refused("уже открыт на этом компьютере"):
            open_file(path, take_over=True)
        assert json.loads(lock_file(path).read_text("utf-8")) == held
    assert held["host"] == socket.gethostname()


def test_the_same_process_is_a_second_one_too(path: Path):
    opened = open_file(path)
    with refused("уже открыт"):
        open_file(path)
    opened.close()
    open_file(path).close()


def test_the_lock_of_a_killed_process_is_free_at_once(path: Path):
    with held_elsewhere(path) as process:
        ended(process)
        assert lock_file(path).exists()
        open_file(path).close()
    assert not lock_file(path).exists()


def test_another_computers_lock_is_respected_until_told(path: Path):
    lock_file(path).write_text(json.dumps(OTHER, ensure_ascii=False), "utf-8")
    with refused(r"открыт на компьютере «учительская» \(Ольга\)"):
        open_file(path)
    assert json.loads(lock_file(path).read_text("utf-8")) == OTHER
    opened = open_file(path, take_over=True)
    assert json.loads(lock_file(path).read_text("utf-8"))["host"] == socket.gethostname()
    opened.close()
    assert not lock_file(path).exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"user": 1}', "\x00" * 5000, '{"process": "x"}'])
def test_a_lock_file_that_says_nothing_holds_nothing(path: Path, text: str):
    lock_file(path).write_text(text, "utf-8")
    open_file(path).close()


def test_a_lock_file_that_says_nothing_still_locks(path: Path):
    with held_elsewhere(path):
        lock_file(path).write_bytes(b"")
        with refused("уже открыт в другом окне"):
            open_file(path)


def test_a_lock_is_given_back_once(path: Path):
    first, second = FileLock(path), FileLock(path)
    first.acquire()
    first.release()
    second.acquire()
    first.release()
    assert lock_file(path).exists()
    second.release()


@pytest.mark.skipif(os.name == "nt", reason="fcntl есть не в каждой системе")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_a_disk_without_locks_does_not_keep_the_file_shut(path: Path, monkeypatch: pytest.MonkeyPatch, number: int):
    import fcntl

    def flock(*_: object) -> None:
        raise OSError(number, "no locks here")

    monkeypatch.setattr(fcntl, "flock", flock)
    open_file(path).close()
    lock_file(path).write_text(json.dumps(OTHER), "utf-8")
    with refused("открыт на компьютере"):
        open_file(path)


TIMES = 400
TAKE_AND_GIVE = """
import sys
from pathlib import Path
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.lock import FileLock
path, mine, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
print("here", flush=True)
sys.stdin.readline()
taken = both = 0
while taken + both < wanted:
    lock = FileLock(path)
    try:
        lock.acquire()
    except UserError:
        continue
    try:
        mine.touch(exist_ok=False)
        taken += 1
        mine.unlink()
    except FileExistsError:
        both += 1
    lock.release()
print(taken, both)
"""


def test_no_two_processes_ever_have_it_at_once(path: Path):
    processes = [child(TAKE_AND_GIVE, path, path.with_name("мой"), TIMES) for _ in range(3)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"here"
    for process in processes:  # now that all are there, none is done before the next begins
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    counts = [tuple(map(int, process.communicate()[0].split())) for process in processes]
    assert counts == [(TIMES, 0)] * 3
    assert sound(path)
