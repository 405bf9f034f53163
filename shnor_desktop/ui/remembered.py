"""What was typed before in the open file, for all its pages: counted a moment after the first page shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ..services.changes import Change
from ..services.school_file import SchoolFile
from ..services.suggestions import Suggestions
from .paper.worker import at_work

QUIET_MS = 700
"""The page comes first; nobody types the first letter sooner."""

BETWEEN_MS = 20
"""Between the fields the window does what it has to."""


class Remembered(QObject):
    """Holds the suggestions of one file at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.suggestions: Suggestions | None = None
        self._file: SchoolFile | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._prepare)

    def watch(self, file: SchoolFile | None) -> None:
        """Another file, or none."""
        self._timer.stop()
        self._file = file
        self.suggestions = Suggestions(file) if file is not None else None
        if file is not None:
            self._timer.start(QUIET_MS)

    def touched(self, changes: list[Change]) -> None:
        """Keep in step with what was committed."""
        if self.suggestions is not None:
            self.suggestions.follow(changes)

    def _prepare(self) -> None:
        if self._file is not None and (self._file.writing or at_work()):
            self._timer.start(QUIET_MS)
        elif self.suggestions is not None and self.suggestions.prepare_next():
            self._timer.start(BETWEEN_MS)
