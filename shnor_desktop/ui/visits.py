"""When the person was last at a file, and what has happened to it since: counted beside the first page."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ..services.formats import Format
from ..services.jobs import Progress
from ..services.queries import read_programme
from ..services.school_file import SchoolFile
from ..services.visit import Visit, is_due, last_step
from .paper.worker import Beside
from .settings import Settings

if TYPE_CHECKING:
    from ..services.news import News

WAIT_MS = 300
"""The first page comes first."""


class Visits(QObject):
    """Knows at most one file: what is new in it, until the person has said that she knows."""

    changed = Signal()
    """There are news, or there are none any more."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._file: SchoolFile | None = None
        self._form: Format | None = None
        self._visit: Visit | None = None
        self._beside = Beside(self)
        self.news: News | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._count)

    def came(self, file: SchoolFile, form: Format) -> None:
        """A file was opened."""
        self._visit = self._settings.visit(file.path)
        if is_due(file.raw, self._visit, date.today()):
            self._file, self._form = file, form
            self._timer.start()

    def leave(self, file: SchoolFile) -> None:
        """The file is about to be closed: this is how far the person knows it."""
        self._stop()
        self._remember(file)
        self._file = self._form = self._visit = None
        self._tell(None)

    def dismiss(self) -> None:
        """The person knows what is new."""
        if self._file is not None:
            self._remember(self._file)
        self._tell(None)

    def _remember(self, file: SchoolFile) -> None:
        last = None
        with contextlib.suppress(sqlite3.Error):  # a stick that is gone keeps nobody from leaving
            last = last_step(file.raw)
        if last is not None:
            now = datetime.now().isoformat(timespec="milliseconds")
            self._settings.remember_visit(file.path, Visit(last.step, now))

    def _count(self) -> None:
        if self._file is None or self._form is None or self._visit is None:
            return
        from ..services.snapshot import content_of  # when there is something to tell, and after the first page

        work = partial(count_news, content_of(self._file), self._form, self._visit, date.today())
        self._beside.begin(work, self._tell)

    def _stop(self) -> None:
        self._timer.stop()
        self._beside.give_up()

    def _tell(self, news: News | None) -> None:
        if news != self.news:
            self.news = news
            self.changed.emit()


def count_news(content: bytes, form: Format, visit: Visit, today: date, progress: Progress) -> News | None:
    """Read a copy of a file and its history; for a worker."""
    from ..services.news import news_of, steps_to_tell
    from ..services.snapshot import opened

    with opened(content) as snapshot:
        steps, day = steps_to_tell(snapshot.raw, visit, today)
        progress(0.5)
        data = read_programme(snapshot, form, hidden=True) if steps else None
    progress(1.0)
    return news_of(steps, data, day) if data is not None else None
