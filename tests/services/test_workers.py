"""Reading processes: what hangs, dies or swells there costs one sentence; nothing of them is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
import reading_tricks as tricks

from shnor_desktop import cli
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.tree import Document, Paragraph, Run
from shnor_desktop.services.jobs import Cancelled, cancelled_by, still_wanted
from shnor_desktop.services.workers import worker as workers
from shnor_desktop.services.workers.apart import apart
from shnor_desktop.services.workers.bounds import Bounds
from shnor_desktop.services.workers.child import SWITCH
from shnor_desktop.services.workers.replies import BrokenWorkError
from shnor_desktop.services.workers.sharing import Readers, shared
from shnor_desktop.services.workers.windows_job import limits

ROOT = Path(__file__).resolve().parents[2]
SHORT = Bounds(seconds=1.0, megabytes=300)
"""For what never ends; anything else may be slow to start on a busy machine."""
SMALL = Bounds(seconds=300.0, megabytes=300)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests"))
    monkeypatch.setenv(tricks.MAIN, str(os.getpid()))


def test_work_is_done_in_another_process():
    assert apart("файл", os.getpid) != os.getpid()


def test_a_document_comes_over_whole():
    document = Document((Paragraph((Run("«Да» — 5 ≤ 7", bold=True),)), Paragraph()), "Название", {"a.png": b"\0\xff"})
    assert apart("файл", tricks.contents, []) == []
    assert apart("файл", _same_in_stdlib(), document) == document


def _same_in_stdlib() -> Callable[[object], object]:
    import copy

    return copy.copy


def test_what_a_library_prints_does_not_get_into_the_answer():
    assert apart("файл", tricks.chatter, "слово") == "слово"


@pytest.mark.parametrize(
    ("function", "given", "bounds", "told"),
    [
        (time.sleep, (600,), SHORT, "слишком долго"),
        (bytearray, (2 << 30,), SMALL, "слишком много памяти"),
        (os.abort, (), SMALL, "не прочитался"),
        (os._exit, (0,), SMALL, "не прочитался"),
        (tricks.refuse, ("Файл пуст. Возьмите другой.",), SMALL, "Файл пуст. Возьмите другой."),
    ],
)
def test_every_bad_end_is_one_sentence(
    function: Callable[..., object], given: tuple[object, ...], bounds: Bounds, told: str
):
    with pytest.raises(UserError, match=told) as refused:
        apart("таблица.xlsx", function, *given, bounds=bounds)
    assert "\n" not in str(refused.value)


def test_our_own_fault_comes_with_its_traceback():
    with pytest.raises(BrokenWorkError, match=r"Traceback[\s\S]*invalid literal"):
        apart("файл", int, "семь")


def test_without_another_process_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workers, "command", lambda: [str(ROOT / "нет такой программы")])
    assert apart("файл", os.getpid) == os.getpid()


def test_the_person_need_not_wait_for_the_end():
    asked = 0

    def ask() -> None:
        nonlocal asked
        asked += 1
        if asked > 2:
            raise Cancelled

    with pytest.raises(Cancelled), cancelled_by(ask):
        apart("файл", time.sleep, 600)  # at its end, or at that of its minute, it would not be Cancelled
    still_wanted()  # nobody asks any more
    assert asked == 3


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="процесс не найти по номеру")
def test_nothing_is_left_when_the_program_is_killed(tmp_path: Path):
    program = (
        "import queue, time; from shnor_desktop.services.workers.worker import Worker\n"
        "worker = Worker(time.sleep, queue.SimpleQueue()); worker.give(60)\n"
        "print(worker.pid, flush=True); time.sleep(60)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=env, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert alive(child)
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 60
    while alive(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(child)


def files(folder: Path, bad: Sequence[str], count: int = 60) -> list[Path]:
    """So many files; the bad ones among the first, which another process is given before this one begins."""
    names = [f"{number:03}.txt" for number in range(count)]
    names[1 : 1 + len(bad)] = [f"{number:03} {name}.txt" for number, name in enumerate(bad, 1)]
    for name in names:
        (folder / name).write_text(name, encoding="utf-8")
    return [folder / name for name in names]


def lost(file: Path, error: UserError) -> str:
    return f"{file.name}: {error}"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_keep_their_places_however_many_processes_there_are(tmp_path: Path, count: int):
    paths = files(tmp_path, ())
    assert list(shared(tricks.contents, paths, lost, count=count)) == [path.name for path in paths]


def test_a_file_that_hangs_dies_or_swells_is_lost_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """By a clock that goes on with each look at it while something hangs, and never because the machine is busy."""
    paths = files(tmp_path, ("hangs", "dies", "swells"))
    marks = tmp_path / "marks"
    marks.mkdir()
    monkeypatch.setenv(tricks.MARKS, str(marks))
    passed = [0.0]

    def look() -> float:
        if any(alive(int(mark.name)) for mark in marks.iterdir()):
            passed[0] += SMALL.seconds / 10
        return passed[0]

    monkeypatch.setattr(workers, "time", SimpleNamespace(monotonic=look))
    found = list(shared(tricks.contents, paths, lost, count=2, bounds=SMALL))
    assert len(list(marks.iterdir())) == 2, "и среди других, и отдельно"
    told = {1: "слишком долго", 2: "не прочитался", 3: "слишком много памяти"}
    for place, (path, text) in enumerate(zip(paths, found, strict=True)):
        assert told[place] in text if place in told else text == path.name


def test_readers_are_ready_before_it_is_known_what_they_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    paths = files(tmp_path, ())
    with Readers(tricks.contents, count=2) as readers:
        ready = readers.answers.get()
        readers.answers.put(ready)
        pids = [ready.worker.pid]
        monkeypatch.setattr(workers, "command", lambda: pytest.fail("another is started"))
        assert list(readers.read(paths, lost)) == [path.name for path in paths]
    assert not any(map(alive, pids))


def test_readers_that_nobody_needs_leave_nothing(tmp_path: Path):
    paths = files(tmp_path, (), 5)
    readers = Readers(tricks.contents, count=3)
    assert list(readers.read(paths, lost)) == [path.name for path in paths]
    pids = {readers.answers.get().worker.pid for _ in range(2)}
    readers.close()
    readers.close()
    assert len(pids) == 2 and not any(map(alive, pids))


def test_without_other_processes_readers_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workers, "command", lambda: [str(ROOT / "нет такой программы")])
    paths = files(tmp_path, ())
    with Readers(tricks.contents, count=3) as readers:
        assert list(readers.read(paths, lost)) == [path.name for path in paths]


def test_a_process_has_its_next_work_before_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing is handed out to a process that waits for it: the pieces it is at are two until the files end."""
    at_work: list[int] = []

    def give(worker: workers.Worker, *work: object) -> None:
        given(worker, *work)
        at_work.append(worker._given - worker._heard)

    given = workers.Worker.give
    monkeypatch.setattr(workers.Worker, "give", give)
    paths = files(tmp_path, (), 300)
    assert list(shared(tricks.contents, paths, lost, count=2)) == [path.name for path in paths]
    assert max(at_work) == 2


def test_our_own_fault_in_one_of_many_files_is_not_hidden(tmp_path: Path):
    with pytest.raises(BrokenWorkError, match="our own fault"):
        list(shared(tricks.contents, files(tmp_path, ("ours",)), lost, count=2))


def test_the_installed_program_starts_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert workers.command() == [sys.executable, cli.READING_PROCESS]
    assert SWITCH == cli.READING_PROCESS


def test_the_command_line_can_be_such_a_process(monkeypatch: pytest.MonkeyPatch):
    start = [sys.executable, "-m", "shnor_desktop", cli.READING_PROCESS]
    monkeypatch.setattr(workers, "command", lambda: start)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert apart("файл", os.getpid) != os.getpid()


def test_what_windows_is_told_has_the_sizes_that_it_expects():
    import ctypes

    pointer = ctypes.sizeof(ctypes.c_void_p)
    assert ctypes.sizeof(limits(1 << 20)) == (144 if pointer == 8 else 112)


@pytest.mark.parametrize("reader", ["results.reading", "spreadsheets.school_books"])
def test_a_process_that_reads_books_starts_light(reader: str):
    """Each start waits for all that it brings: what starts processes, unpacks anything or writes stays out."""
    code = (
        "from shnor_desktop.services.workers.child import serve\n"
        f"import shnor_desktop.services.{reader}; print(*sys.modules)"
    )
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {[str(ROOT), *sys.path]!r}; {code}"]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert f"shnor_desktop.services.{reader}" in loaded
    assert not loaded & {"subprocess", "zipfile", "sqlite3", "sqlalchemy", "lxml", "xlsxwriter"}
    assert not any(name.startswith("PySide6") for name in loaded)
