"""Long work beside the window: one job at a time in a thread of its own, with progress, cancel and errors told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ..services.jobs import Progress
from .dialogs.progress import ProgressDialog
from .failures import told
from .paper.worker import PaperThread

T = TypeVar("T")

SHOW_AFTER_MS = 250
"""Work that is done sooner shows no dialog."""


class TaskRunner(QObject):
    """Runs jobs for a window. `fail` shows a sentence, `raised` gets an error that is our own fault.

    The work sees plain data, paths and a `Progress`, never the window or the open file.
    """

    def __init__(self, window: QWidget, fail: Callable[[str], None], raised: Callable[[BaseException], None]) -> None:
        super().__init__(window)
        self._window = window
        self._fail = fail
        self._raised = raised
        self._thread: PaperThread | None = None
        self._dialog: ProgressDialog | None = None
        self._done: Callable[[Any], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER_MS)
        self._timer.timeout.connect(self._show_dialog)

    @property
    def busy(self) -> bool:
        """Whether a job is at work."""
        return self._thread is not None

    def run(self, title: str, work: Callable[[Progress], T], done: Callable[[T], object]) -> bool:
        """Do `work` in a thread and then `done` with its result; False, and said so, while another job is at work.

        A cancelled job calls nothing. Work that sees its end though it was cancelled is done: nothing is half-made.
        """
        if self.busy:
            self._fail("Подождите немного: предыдущая работа ещё не закончена.")
            return False
        self._done = done
        self._dialog = ProgressDialog(title, self._window)
        self._dialog.cancelled.connect(self.cancel)
        self._thread = PaperThread(work, self)
        self._thread.progressed.connect(self._dialog.show_part)
        self._thread.ready.connect(self._ready)
        self._thread.failed.connect(self._failed)
        self._thread.finished.connect(self._finished)
        self._timer.start()
        self._thread.start()
        return True

    def cancel(self) -> None:
        """Have the job stop at its next word of progress."""
        if self._thread is not None:
            self._thread.requestInterruption()

    def finish(self) -> None:
        """Stop the job and wait for it; nothing of it is shown any more. For the end of the program."""
        if self._thread is not None:
            self._done = None
            self._thread.failed.disconnect(self._failed)
            self._thread.cancel()
            self._tidy()

    def _show_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.open()

    def _ready(self, result: Any) -> None:
        done = self._done
        self._tidy()
        if done is not None:
            done(result)

    def _failed(self, error: BaseException) -> None:
        self._tidy()
        sentence = told(error)
        if sentence:
            self._fail(sentence)
        else:
            self._raised(error)

    def _finished(self) -> None:
        """After `_ready` or `_failed` nothing is left to do; work that was cancelled comes here alone."""
        if self.sender() is self._thread:
            self._tidy()

    def _tidy(self) -> None:
        self._timer.stop()
        if self._dialog is not None:
            self._dialog.finish()
        if self._thread is not None:
            self._thread.wait()
            self._thread.deleteLater()
        self._thread = self._dialog = self._done = None
