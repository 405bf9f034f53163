"""A quiet line when a file is opened and a control date is near: which, how long still, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ..services.formats import Format
from ..services.jobs import Progress
from ..services.queries import read_programme
from ..services.school_file import SchoolFile
from .paper.worker import Beside

if TYPE_CHECKING:
    from ..services.packet.due import Due

WAIT_MS = 1200
"""The first page comes first, and what somebody else has done."""


class Reminding(QObject):
    """Reads a copy of the file beside the window; `tell` gets what is due."""

    def __init__(self, tell: Callable[[Due], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._file: SchoolFile | None = None
        self._form: Format | None = None
        self._beside = Beside(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.look)

    def came(self, file: SchoolFile, form: Format) -> None:
        """A file was opened."""
        self._file, self._form = file, form
        self._timer.start()

    def leave(self) -> None:
        """The file is about to be closed."""
        self._timer.stop()
        self._file = self._form = None
        self._beside.give_up()

    def look(self) -> None:
        """See what is due."""
        if self._file is None or self._form is None or self._beside.busy:
            return
        from ..services.snapshot import content_of  # after the first page

        self._beside.begin(partial(find_due, content_of(self._file), self._form, date.today()), self._found)

    def _found(self, found: Due | None) -> None:
        if found is not None:
            self._tell(found)


def find_due(content: bytes, form: Format, today: date, progress: Progress) -> Due | None:
    """Read a copy of a file; for a worker."""
    from ..services.packet.due import due
    from ..services.snapshot import opened

    with opened(content) as snapshot:
        data = read_programme(snapshot, form)
    progress(1.0)
    return due(data, today)
