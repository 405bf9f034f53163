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
    "shnor_desktop.services.checks.report",
    "shnor_desktop.services.news",
    "shnor_desktop.services.diary",
)
"""What is likely to be asked for next; none of it is needed for a page."""


PAGES = (
    "shnor_desktop.ui.pages.overview_page",
    "shnor_desktop.ui.widgets.arrange_bar",
    "shnor_desktop.ui.widgets.rows_view",
    "shnor_desktop.ui.itemmodels.activities",
    "shnor_desktop.ui.pages.table_page",
    "shnor_desktop.ui.pages.linked_page",
    "shnor_desktop.ui.pages.activities_page",
    "shnor_desktop.ui.pages.text_page",
    "shnor_desktop.ui.pages.passport_page",
    "shnor_desktop.ui.checks_panel",
    "shnor_desktop.ui.search_panel",
    "shnor_desktop.ui.pages.indicators_page",
    "shnor_desktop.ui.pages.criteria_page",
    "shnor_desktop.ui.preview_panel",
    "shnor_desktop.ui.commands.live_preview",
)
"""The pages that are most likely to be gone to, part by part: widgets are made known in the window's own thread."""

PAUSE = 40
"""Milliseconds between two of them, in which the window answers."""

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


class PageImports(QObject):
    """Imports modules one by one in the thread of the window while nothing else is to be done in it."""

    def __init__(self, modules: Sequence[str] = PAGES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = list(modules)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin after a pause."""
        self._timer.start()

    def _next(self) -> None:
        if not self._waiting:
            self._timer.stop()
        else:
            _import_all([self._waiting.pop(0)])


def _import_all(modules: Sequence[str]) -> None:
    """Import them; what fails fails again, and is told, where it is needed."""
    for name in modules:
        importlib.import_module(name)
