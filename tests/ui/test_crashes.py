"""A program that the system ends: found at the next start, told once, on the file and page where it was."""

from __future__ import annotations

import faulthandler
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shnor_desktop.app import Program, read_arguments
from shnor_desktop.services.demo import make_demo
from shnor_desktop.ui.crashes import CrashWatch
from shnor_desktop.ui.dialogs.error_report import ErrorReport
from shnor_desktop.ui.messages import Messages
from shnor_desktop.ui.navigation import TITLE_PAGE
from shnor_desktop.ui.reports import report_of_crash

ROOT = Path(__file__).resolve().parents[2]
WAIT = 20_000
CRASH = """
import faulthandler, sys
from PySide6.QtCore import QTimer
import shnor_desktop.app as app
from shnor_desktop.ui.navigation import TITLE_PAGE

class Doomed(app.Program):
    def start(self):
        super().start()
        QTimer.singleShot(50, self.look)

    def look(self):
        desk = getattr(self, "commands", None) and self.commands.desk
        if desk and desk.file:
            desk.go_to(TITLE_PAGE)
            QTimer.singleShot(300, faulthandler._sigsegv)
        else:
            QTimer.singleShot(50, self.look)

app.Program = Doomed
app.main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name == "nt", reason="в Windows система покажет своё окно")
def test_after_a_crash_the_program_is_where_it_was_and_has_a_report(
    qtbot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder, school = tmp_path / "данные", tmp_path / "Школа.shnor"
    monkeypatch.setenv("SHNOR_DATA_DIR", str(folder))
    make_demo(school)
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": path, "PYTHONFAULTHANDLER": ""}
    done = subprocess.run([sys.executable, "-c", CRASH, str(school)], env=environment, timeout=60, check=False)
    assert done.returncode < 0
    reports: list[str] = []
    monkeypatch.setattr(Messages, "report", lambda self, text, crashed=False: reports.append(text))
    for _ in range(2):
        program = Program(qapp, read_arguments([]), folder)
        program.start()
        qtbot.waitUntil(lambda program=program: hasattr(program, "commands"), timeout=WAIT)
        qtbot.waitUntil(lambda: len(reports) == 1, timeout=WAIT)
        file = program.commands.desk.file
        assert file is not None and file.path == school
        assert program.window.navigation.current == TITLE_PAGE
        program.window.close()
        program.end()
        program.window.deleteLater()
    assert reports[0].startswith("Отчёт № ")
    assert "Segmentation fault" in reports[0]
    assert str(tmp_path) not in reports[0] and str(ROOT) not in reports[0]


def test_a_program_that_is_closed_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(faulthandler, "is_enabled", lambda: False)
    enabled = []
    monkeypatch.setattr(faulthandler, "enable", enabled.append)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    watch = CrashWatch(tmp_path)
    assert watch.begin() == ""
    assert len(enabled) == len(list(tmp_path.iterdir())) == 1
    watch.end()
    assert list(tmp_path.iterdir()) == []


def test_another_window_that_runs_is_left_alone(tmp_path: Path):
    running, old = tmp_path / "crash-1.txt", tmp_path / "crash-2.txt"
    running.write_text("")
    old.write_text("")
    os.utime(old, (1, 1))
    (tmp_path / "crash-3.txt").write_text("Fatal Python error")
    assert CrashWatch(tmp_path).begin() == "Fatal Python error"
    assert running.exists() and not old.exists()
    assert CrashWatch(tmp_path).begin() == ""


def test_a_folder_that_is_not_there_stops_nobody(tmp_path: Path):
    watch = CrashWatch(tmp_path / "нет")
    assert watch.begin() == ""
    watch.end()


def test_the_dialog_says_what_happened(qtbot):
    text = report_of_crash('Fatal: x\n  File "/home/ivanova/shnor_desktop/ui/desk.py", line 3 in put')
    assert "ivanova" not in text and 'File "shnor_desktop/ui/desk.py", line 3' in text
    dialog = ErrorReport(text, None, crashed=True)
    qtbot.addWidget(dialog)
    labels = " ".join(label.text() for label in dialog.findChildren(type(dialog.layout().itemAt(0).widget())))
    assert "программа закрылась сама" in labels and "Данных школы в отчёте нет" in labels
