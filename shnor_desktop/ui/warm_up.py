"""Imports that take long, in a thread beside the window that already stands on the screen."""

from __future__ import annotations

import contextlib
import importlib
import threading

from PySide6.QtCore import QObject, Qt, Signal

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


class WarmUp(QObject):
    """Says `ready` in the thread it was made in, when everything is imported (or something could not be)."""

    ready = Signal()

    def __init__(self, modules: tuple[str, ...] = SERVICES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._modules = modules
        self._imported.connect(self.ready, Qt.ConnectionType.QueuedConnection)

    _imported = Signal()

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._import, name="imports", daemon=True).start()

    def _import(self) -> None:
        try:
            for name in self._modules:
                importlib.import_module(name)
        finally:
            with contextlib.suppress(RuntimeError):  # the window may have gone meanwhile
                self._imported.emit()  # what failed fails again, and is told, where it is needed
