"""`kill -9` in a storm of edits typed into the real window: what was acknowledged is there when the file opens again.

A small process makes the window once and edits in it once; for each kill it forks a child, which opens the file and
types until it is killed. It must run by itself (`python -m scripts.drills.kills FOLDER KILLS`): a window of somebody
else is not forked.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from .outcome import Outcome, grouped

if TYPE_CHECKING:
    from shnor_desktop.services.school_file import SchoolFile

    from .window import Window

ROOT = Path(__file__).resolve().parents[2]
ROWS = 4
MOST_EDITS = 2


def kills(count: int, seed: int = 0) -> Outcome:
    """So many kills, one after another in one school file."""
    outcome = Outcome("kill -9 в буре правок в окне программы", count)
    begin = time.perf_counter()
    if not hasattr(os, "fork"):
        outcome.left_out = "процесс с окном не раздвоить"
        return outcome
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SHNOR_DATA_DIR": folder, "PYTHONPATH": path}
        command = [sys.executable, "-m", "scripts.drills.kills", folder, str(count), str(seed)]
        done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT, check=False)
    seen: dict[str, int] = json.loads(done.stdout) if done.returncode == 0 and done.stdout else {}
    outcome.must(seen.get("kills") == count, f"буря не дошла до конца: {done.returncode}")
    names = {"acknowledged": "правок подтверждено", "unfinished": "на полпути", "journals": "журналов осталось"}
    outcome.seen = {word: grouped(seen.get(name, 0)) for name, word in names.items()}
    for name, word in {"lost": "потеряно", "damaged": "повреждено"}.items():
        outcome.seen[word] = str(seen.get(name, 0))
        outcome.must(not seen.get(name), f"{word}: {seen.get(name)}")
    outcome.seconds = time.perf_counter() - begin
    return outcome


def _storm(folder: Path, count: int, seed: int) -> dict[str, int]:
    from PySide6.QtWidgets import QApplication

    from shnor_desktop.services.school_file import SchoolFile

    from .window import Window

    application = QApplication(["kills"])
    window = Window(folder)
    path = _school(folder / "Школа.shnor")
    window.begin_on_plan(path)
    _warm(window, path)
    chance = Random(seed)
    seen = dict.fromkeys(("kills", "acknowledged", "unfinished", "journals", "lost", "damaged"), 0)
    for number in range(count):
        said = _killed(window, path, number, chance)
        journal = path.with_name(path.name + "-journal").exists()
        seen["kills"] += 1
        seen["journals"] += journal
        seen["acknowledged"] += sum(line.startswith("stored") for line in said)
        with SchoolFile.open(path) as file:
            seen["damaged"] += file.raw.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
            texts = _texts(file)
        stored, wanted = _expected(said)
        seen["unfinished"] += texts != stored and texts == wanted
        seen["lost"] += texts not in (stored, wanted)
    del application
    return seen


def _warm(window: Window, path: Path) -> None:
    """Open a file and edit it once, so that not every child does all of it for the first time; then let it go.

    Nothing is painted meanwhile: Qt paints with threads, which a child would wait for and not have.
    """
    window.window.setUpdatesEnabled(False)
    page = window.open_plan(path)
    for row in range(ROWS):
        window.type_cell(page, row, "text", f"начало {row}")
    window.commands.desk.clear()
    if len(threading.enumerate()) > 1:
        raise SystemExit("в окне остались потоки: его не раздвоить")
    gc.collect()
    gc.freeze()


def _school(path: Path) -> Path:
    from shnor_desktop.models.all import Activity, School
    from shnor_desktop.services.editing.sections import start_programme
    from shnor_desktop.services.formats import load_format
    from shnor_desktop.services.school_file import SchoolFile

    with SchoolFile.create(path) as file:
        start_programme(file, load_format("school-programme"), School(short_name="Школа"), (2026, 2028))
        (section,) = file.raw.execute("SELECT id FROM section WHERE key = 'roadmap'").fetchone()
        with file.transaction("План") as transaction:
            for row in file.rows(Activity, section_id=section):
                transaction.remove(Activity, row.id)
            for number in range(ROWS):
                transaction.add(Activity(section_id=section, position=(number + 1) << 16, text=f"строка {number}"))
    return path


def _texts(file: SchoolFile) -> list[str]:
    from shnor_desktop.models.all import Activity

    (section,) = file.raw.execute("SELECT id FROM section WHERE key = 'roadmap'").fetchone()
    return [row.text for row in file.rows(Activity, section_id=section)]


def _expected(said: list[str]) -> tuple[list[str], list[str]]:
    """The rows' texts as last acknowledged, and with the edit that was on its way."""
    stored = wanted = [""]
    for line in said:
        word, _, texts = line.partition(" ")
        if word == "stored":
            stored = wanted = json.loads(texts)
        else:
            wanted = json.loads(texts)
    return stored, wanted


def _killed(window: Window, path: Path, number: int, chance: Random) -> list[str]:
    """What a child said that was killed after some edits, somewhere in the next one."""
    edits, part = chance.randint(1, MOST_EDITS), chance.random()
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            _type(window, path, number, theirs)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(7)
    os.close(theirs)
    said: list[str] = []
    with os.fdopen(ours, encoding="utf-8") as stream:
        last, took = time.monotonic(), 0.0
        for line in stream:
            said.append(line)
            if line.startswith("stored"):
                now = time.monotonic()
                last, took = now, now - last
                edits -= 1
            if edits < 0:
                break
        time.sleep(took * part)
        os.kill(process, signal.SIGKILL)
        said += list(stream)
    _, status = os.waitpid(process, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit("окно закрылось само")
    return [line.rstrip("\n") for line in said if line.endswith("\n")]


def _type(window: Window, path: Path, number: int, pipe: int) -> None:
    """Edits without end: a cell is typed over and left; says what will be stored, and that it is."""
    window.window.setUpdatesEnabled(True)
    page = window.open_plan(path)
    texts = _texts(window.file)
    with os.fdopen(pipe, "w", encoding="utf-8", buffering=1) as stream:
        stream.write(f"stored {json.dumps(texts)}\n")
        edit = 0
        while True:
            row = edit % ROWS
            texts[row] = f"правка {number}.{edit} " + "ж" * (1 + edit * 37 % 20)
            stream.write(f"wanted {json.dumps(texts)}\n")
            window.type_cell(page, row, "text", texts[row])
            if _texts(window.file) != texts:
                raise ValueError(f"{_texts(window.file)} ≠ {texts}")
            stream.write(f"stored {json.dumps(texts)}\n")
            edit += 1


if __name__ == "__main__":
    print(json.dumps(_storm(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
