"""Long work that keeps its turn: the window is painted, nobody can edit meanwhile, and the person may stop it.

Two kinds. What is written belongs to the thread of the window, which has the only connection to the file: the action
pauses between its blocks of rows and lets the window live on (`patiently`). What is only computed goes into a thread
(`awaited`). Both look the same: nothing for the first moments, then a bar with «Отменить». A cancelled action is taken
back whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ..models.seal import content_sha
from ..services.jobs import Cancelled, Progress
from ..services.school_file import SchoolFile
from ..services.snapshot import holds_much, sha_of_content

T = TypeVar("T")

SHOW_AFTER = 0.25
"""Seconds of work after which it is shown; until then what is typed waits."""

_MANY = 500
"""Rows of a table from which it is read or written beside the window."""

_TURN = 0.012
"""Seconds between two turns of the window."""

_MUTE = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
_ALL = QEventLoop.ProcessEventsFlag.AllEvents


class Meter:
    """How far one piece of work is; its `step` is a `Progress`."""

    def __init__(self, name: Callable[[], str]) -> None:
        self._name = name
        self._dialog: Any = None
        self._parent: QWidget | None = None
        self._start = self._last = perf_counter()
        self._part = 0.0
        self.cancelled = False

    def step(self, part: float) -> None:
        """Let the window live for a moment; raises `Cancelled` when the person has had enough."""
        self._part = max(self._part, part)
        if perf_counter() - self._last < _TURN:
            return
        self.show()
        QApplication.processEvents(_ALL if self._dialog is not None else _MUTE)
        self._last = perf_counter()
        if self.cancelled:
            raise Cancelled

    def show(self) -> None:
        """Bring the bar up when the work has lasted long enough, and up to date."""
        if self._dialog is None and perf_counter() - self._start > SHOW_AFTER:
            from .dialogs.progress import ProgressDialog  # most work is done sooner

            self._parent = QApplication.activeWindow()
            self._dialog = ProgressDialog(self._name() or "Подождите", self._parent)
            self._dialog.cancelled.connect(self._cancel)
            self._dialog.open()
        if self._dialog is not None and self._part:
            self._dialog.show_part(self._part)

    def finish(self) -> None:
        """The work is over."""
        if self._dialog is not None:
            self._dialog.finish()
            if self._parent is not None:
                self._parent.activateWindow()  # the keyboard goes back where it was

    @property
    def shown(self) -> bool:
        """Whether the bar is on the screen."""
        return self._dialog is not None

    def _cancel(self) -> None:
        self.cancelled = True


@contextmanager
def patiently(file: SchoolFile) -> Iterator[None]:
    """Long actions of a file that are done inside let the window live on; `Cancelled` comes out of one stopped."""
    meter = Meter(lambda: file.action)
    try:
        with file.reporting(meter.step):
            yield
    finally:
        meter.finish()


def awaited(name: str, work: Callable[[Progress], T]) -> T:
    """What `work` comes to; it is done in a thread, so it sees plain data alone. Raises what it raises."""
    from .paper.worker import PaperThread  # the first page needs no thread

    results: list[T] = []
    errors: list[BaseException] = []
    thread = PaperThread(work)
    thread.ready.connect(results.append)
    thread.failed.connect(errors.append)
    meter, loop = Meter(lambda: name), QEventLoop()
    thread.finished.connect(loop.quit)
    timer = QTimer(interval=round(SHOW_AFTER * 1000))
    timer.timeout.connect(meter.show)
    timer.timeout.connect(loop.quit)
    timer.start()
    thread.start()
    while not thread.isFinished():
        loop.exec(_ALL if meter.shown else _MUTE)
        if meter.cancelled:
            thread.requestInterruption()
    QApplication.processEvents(_MUTE)  # the thread's last word is still on its way
    meter.finish()
    thread.wait()
    thread.deleteLater()
    if errors:
        raise errors[0]
    if meter.cancelled or not results:
        raise Cancelled
    return results[0]


def beside(name: str, rows: int, work: Callable[[], T]) -> T:
    """What is only computed: at once, or in a thread when there are many rows of it."""
    return awaited(name, lambda _progress: work()) if rows > _MANY else work()


def sha_beside(connection: sqlite3.Connection) -> str:
    """The sum of everything in a file; that of a large one is taken in a thread. Raises `Cancelled`."""
    if not holds_much(connection):
        return content_sha(connection)
    content = connection.serialize()  # in memory: a second connection would take the lock of this one away
    return awaited("Открываю файл", lambda _progress: sha_of_content(content))
