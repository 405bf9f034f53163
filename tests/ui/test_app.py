"""The whole program: light at the start, on the right file, errors told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shnor_desktop.app import EXAMPLE_OPTION, Arguments, Program, main, read_arguments
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.demo import FILE_NAME, make_demo
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.messages import Messages

ROOT = Path(__file__).resolve().parent.parent.parent
WAIT = 20_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    made = tmp_path / "данные"
    made.mkdir()
    monkeypatch.setenv("SHNOR_DATA_DIR", str(made))
    return made


@pytest.fixture
def start(qtbot, qapp: QApplication, folder: Path, monkeypatch):
    """Start the program in this process; everything is let go at the end."""
    running: list[Program] = []
    said: list[str] = []
    monkeypatch.setattr(Messages, "fail", lambda self, sentence: said.append(sentence))

    def begin(*argv: str) -> tuple[Program, list[str]]:
        program = Program(qapp, read_arguments(argv), folder)
        program.start()
        running.append(program)
        qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=WAIT)
        return program, said

    yield begin
    for program in running:
        program.window.close()
        program.end()
        program.window.deleteLater()


def opened(program: Program) -> Path | None:
    file = program.commands.desk.file
    return file.path if file else None


def test_arguments():
    assert read_arguments([]) == Arguments()
    assert read_arguments(["Школа.shnor"]) == Arguments(Path("Школа.shnor"))
    assert read_arguments([EXAMPLE_OPTION]) == Arguments(None, True)
    for wrong in (["--unknown"], ["a.shnor", "b.shnor"]):
        with pytest.raises(UserError, match="Команда записана неверно"):
            read_arguments(wrong)


def test_wrong_arguments_open_no_window(capsys):
    assert main(["--unknown"]) == 2
    assert "Справка" in capsys.readouterr().err


def test_without_anything_the_start_page_comes(start):
    program, said = start()
    assert opened(program) is None
    assert program.window.start_page.isVisible()
    assert said == []


def test_the_example_comes_at_the_first_start_only(start, qtbot, folder: Path):
    program, _ = start(EXAMPLE_OPTION)
    qtbot.waitUntil(lambda: opened(program) == folder / FILE_NAME, timeout=WAIT)
    program.commands.files.close()
    program.window.close()
    program, _ = start(EXAMPLE_OPTION)
    qtbot.wait(100)
    assert opened(program) is None
    assert program.window.start_page.isVisible()


def test_the_last_file_is_opened_again_while_it_is_there(start, qtbot, folder: Path):
    path = folder / "Школа.shnor"
    make_demo(path)
    program, _ = start(str(path))
    qtbot.waitUntil(lambda: opened(program) == path, timeout=WAIT)
    program.window.close()
    program, said = start()
    qtbot.waitUntil(lambda: opened(program) == path, timeout=WAIT)
    program.window.close()
    path.unlink()
    program, said = start()
    assert program.window.start_page.isVisible()
    assert said == []


def test_a_file_that_does_not_open_is_told_and_the_start_page_comes(start, folder: Path):
    program, said = start(str(folder / "нет.shnor"))
    assert said == ["Файла «нет.shnor» нет. Проверьте имя и папку."]
    assert program.window.start_page.isVisible()


def test_what_is_asked_before_everything_is_there_is_done_then(start, qtbot, qapp, folder: Path, monkeypatch):
    monkeypatch.setattr(Messages, "fail", lambda self, sentence: None)
    path = folder / "Школа.shnor"
    make_demo(path)
    program = Program(qapp, read_arguments([]), folder)
    program.window.open_recent(path)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "commands") and opened(program) == path, timeout=WAIT)
    program.window.close()
    program.end()


PROBE = """
import json, sys
from PySide6.QtCore import QTimer
import shnor_desktop.app as app

class Watched(app.Program):
    def start(self):
        super().start()
        self.window.painted.connect(self.look)
        QTimer.singleShot(20000, self.window.close)

    def look(self):
        print(json.dumps(sorted(sys.modules)))
        self.wait()

    def wait(self):
        if getattr(self, "commands", None) and self.commands.desk.file:
            print(self.window.windowTitle(), flush=True)
            self.window.close()
        else:
            QTimer.singleShot(20, self.wait)

app.Program = Watched
sys.exit(app.main(sys.argv[1:]))
"""


def test_the_window_stands_before_anything_heavy_is_imported(folder: Path):
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-c", PROBE, EXAMPLE_OPTION],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    modules, title = done.stdout.splitlines()
    loaded = set(json.loads(modules))
    assert {"shnor_desktop.ui.main_window", "PySide6.QtWidgets"} <= loaded
    assert not {"sqlalchemy", "docx", "lxml", "openpyxl", "pandas", "pyqtgraph"} & loaded
    assert title.endswith("Программа школы")
    assert "Traceback" not in done.stderr
    SchoolFile.open(folder / FILE_NAME).close()
