"""Errors that nobody caught: told in a sentence where the computer is at fault, logged and reported where we are."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from ..models.errors import UserError

LOG_NAME = "shnor-desktop.log"
_LOG_BYTES = 500_000
"""A log that has grown beyond this makes way for a new one; the one before is kept."""

log = logging.getLogger("shnor_desktop")


def open_log(folder: Path) -> Path | None:
    """Write the log into this folder from now on; None when nothing can be written there."""
    path = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return path


def close_log() -> None:
    """Let go of the log file."""
    for handler in list(log.handlers):
        if isinstance(handler, logging.FileHandler):
            log.removeHandler(handler)
            handler.close()


def told(error: BaseException) -> str:
    """The sentence for an error of the environment or the input; empty when the fault is ours."""
    if isinstance(error, UserError):
        return str(error)
    import sqlite3  # not before the window stands

    from ..models.file import explain

    cause = getattr(error, "orig", error)  # what SQLAlchemy wraps
    if isinstance(cause, (sqlite3.OperationalError, sqlite3.DatabaseError)) and hasattr(cause, "sqlite_errorname"):
        return "" if cause.sqlite_errorname in _OUR_FAULTS else f"Файл школы не отвечает: {explain(cause)}"
    if isinstance(error, (PermissionError, FileNotFoundError, TimeoutError, ConnectionError)) or (
        isinstance(error, OSError) and error.errno == 28
    ):
        return f"Не получилось: {explain(error)}"
    return ""


_OUR_FAULTS = {"SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_RANGE", "SQLITE_MISMATCH"}


class Failures(QObject):
    """Catches what nobody else did, in any thread, and hands it to the window's thread.

    `tell` shows a sentence, `report` shows a program error. Only one of a storm is shown (a painter that fails
    fails at every repaint); all are logged.
    """

    _arrived = Signal(object)

    def __init__(self, tell: Callable[[str], None], report: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = tell
        self._report = report
        self._showing = False
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over what Python does with uncaught exceptions."""
        sys.excepthook = self.caught
        threading.excepthook = self._thread_caught

    def uninstall(self) -> None:
        """Give it back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception and have it shown; for `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not told(error):
            log.error("uncaught", exc_info=(kind, error, trace))
            sys.__excepthook__(kind, error, trace)
        self._arrived.emit(error)

    def take(self, error: BaseException) -> None:
        """Deal with an exception that somebody caught but could not deal with."""
        self.caught(type(error), error, error.__traceback__)

    def _thread_caught(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.caught(given.exc_type, given.exc_value, given.exc_traceback)

    def _show(self, error: BaseException) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            sentence = told(error)
            if sentence:
                self._tell(sentence)
            else:
                from .reports import report_of  # on most days there is nothing to report

                self._report(report_of(error))
        finally:
            self._showing = False
