"""The check beside the work: begun a moment after an edit, done in a thread, told when it is there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ..services.checks.report import Report, report_on
from ..services.formats import Format
from ..services.jobs import Progress
from ..services.school_file import SchoolFile
from ..services.snapshot import content_of, programme_of
from .paper.worker import Beside

SETTLE_MS = 500
"""A burst of edits costs one check."""


class BackgroundCheck(QObject):
    """Watches at most one file. Only copying it is done in the window's own thread."""

    found = Signal(object)
    """A `Report` on the file as it was when the check began."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: SchoolFile | None = None
        self._form: Format | None = None
        self._beside = Beside(self)
        self._beside.ended.connect(self._go_on)
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.now)

    @property
    def file(self) -> SchoolFile | None:
        """The file that is watched."""
        return self._file

    def watch(self, file: SchoolFile, form: Format) -> None:
        """Check this file from now on, and at once."""
        self.stop()
        self._file, self._form = file, form
        self.now()

    def stop(self) -> None:
        """Check no more; what is under way is given up."""
        self._timer.stop()
        self._again = False
        self._file = self._form = None
        self._beside.give_up()

    def soon(self) -> None:
        """The file was changed: check it a moment after the last change."""
        if self._file is not None:
            self._timer.start()

    def now(self) -> None:
        """Check at once; while a check is under way, once more after it."""
        self._timer.stop()
        if self._file is None or self._form is None:
            return
        if self._file.writing:
            self._timer.start()
            return
        if self._beside.busy:
            self._again = True
            return
        self._beside.begin(partial(check_content, content_of(self._file), self._form), self.found.emit)

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self._timer.start()


def check_content(content: bytes, form: Format, progress: Progress) -> Report:
    """Read a copy of a file and check it; for a worker."""
    progress(0.0)
    data = programme_of(content, form)
    progress(0.0)
    return report_on(data, progress)
