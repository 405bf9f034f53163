"""Imports that take long, in a thread beside the window that already stands on the screen."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

SERVICES = (
    "shnor_desktop.services.queries",
    "shnor_desktop.services.editing.sections",
    "shnor_desktop.services.editing.content",
    "shnor_desktop.services.editing.activities",
    "shnor_desktop.services.backups",
)
"""What the first page needs and the first window does not."""


LATER = (
    "shnor_desktop.services.transaction",  # SQLAlchemy: the first edit shall not wait for it
    "shnor_desktop.services.exporting",
    "shnor_desktop.services.importing",
    "shnor_desktop.services.checks",
)
"""What is likely to be asked for next; none of it is needed for a page."""


LOOK_EVERY = 5
"""Milliseconds between two looks whether everything is imported."""


class WarmUp(QObject):
    """Says `ready` in the thread it was made in, when everything is imported (or something could not be).

    The thread knows nothing of this object and is looked after by a timer: a page may be closed at any moment, and
    a thread that signals from an object just then destroyed takes the whole program with it.
    """

    ready = Signal()

    def __init__(self, modules: tuple[str, ...] = SERVICES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = threading.Thread(target=_import_all, args=(modules,), name="imports", daemon=True)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()
        self._timer.start()

    def _look(self) -> None:
        if not self._thread.is_alive():
            self._timer.stop()
            self.ready.emit()


def _import_all(modules: Sequence[str]) -> None:
    """Import them; what fails fails again, and is told, where it is needed."""
    for name in modules:
        importlib.import_module(name)
