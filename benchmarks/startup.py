"""Start: from the command to the first painted window and to a page full of data, against a bare window of PySide6."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measure import ROOT, Line, main, taken_in_turn

PEER = "окно PySide6 с пустой таблицей"


def measure(tiny: bool) -> list[Line]:
    """Every start is a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        file = example_file(Path(name))
        takers = (
            lambda: started("bare")[0],
            lambda: started("window", folder=Path(name, "new"))[0],
            lambda: started("page", str(file), folder=Path(name))[1],
        )
        for taker in takers:
            taker()  # compiles the modules, makes the day's backup
        bare, window, page = taken_in_turn(1 if tiny else 15, *takers)
    return [
        Line.of("запуск: первое окно на экране", window, PEER, bare, 1.3),
        Line.of("запуск: файл открыт, дорожная карта на экране", page, PEER, bare, 3.0),
    ]


def example_file(folder: Path) -> Path:
    """The example school in a file that was last left at its roadmap."""
    from shnor_desktop.models.programme import Section
    from shnor_desktop.services.demo import make_demo
    from shnor_desktop.services.school_file import SchoolFile
    from shnor_desktop.ui.settings import Settings

    path = folder / "школа.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        roadmap = file.rows(Section, key="roadmap")[0].id
    settings = Settings(folder)
    settings.remember_page(path, roadmap)
    settings.flush()
    return path


def started(mode: str, *arguments: str, folder: Path | None = None) -> list[float]:
    """Milliseconds from the command to the first paint and, for "page", to the painted page."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SHNOR_DATA_DIR": str(folder)}
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at every start
    command = [sys.executable, __file__, "--child", mode, repr(time.time()), *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60)
    return [float(word) for word in done.stdout.split()]


# what runs in the child process


class Clock:
    """Notes the moments and ends the process after the last one."""

    def __init__(self, begin: float, last: str) -> None:
        self._begin, self._last = begin, last
        self._taken: dict[str, float] = {}

    def note(self, moment: str) -> None:
        """This moment has come."""
        self._taken.setdefault(moment, (time.time() - self._begin) * 1000)
        if moment == self._last:
            print(*self._taken.values(), flush=True)
            os._exit(0)


def bare(clock: Clock) -> None:
    """The least that shows a window with a table over a model of its own."""
    from PySide6.QtCore import QAbstractTableModel, Qt, QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Model(QAbstractTableModel):
        def rowCount(self, parent: Any = None) -> int:
            return 0

        def columnCount(self, parent: Any = None) -> int:
            return 6

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            return None

    class View(QTableView):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: clock.note("window"))

    app = QApplication(["bare"])
    window, view, model = QMainWindow(), View(), Model()
    view.setModel(model)
    window.setCentralWidget(view)
    window.resize(1280, 720)
    window.show()
    app.exec()


def ours(clock: Clock, arguments: list[str]) -> None:
    """The program itself; only watched."""
    import shnor_desktop.app as program

    class Watched(program.MainWindow):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.painted.connect(lambda: clock.note("window"))

        def take_page(self, page: Any) -> None:
            super().take_page(page)
            if page is not None:
                page.view.viewport().installEventFilter(watch(lambda: clock.note("page"), self))

    program.MainWindow = Watched
    program.main(arguments)


def watch(say: Callable[[], None], parent: Any) -> Any:
    """An event filter that says when its widget was painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Filter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, say)
            return False

    return Filter(parent)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        mode, begin = sys.argv[2], float(sys.argv[3])
        clock = Clock(begin, "page" if mode == "page" else "window")
        bare(clock) if mode == "bare" else ours(clock, sys.argv[4:])
    else:
        main(measure)
