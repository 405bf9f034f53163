"""Word in: read beside the window, shown before anything is written, written as one step that can be undone."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path

from ...models.errors import UserError
from ...services.documents.recognise import Recognised
from ...services.formats import Format, catalogue
from ...services.founding import founded
from ...services.import_memory import learned, recalled
from ...services.import_review import ImportReview
from ...services.importing import is_empty, review_docx, write_recognised
from ...services.jobs import Cancelled, Progress
from ...services.school_file import SchoolFile
from ..dialogs.import_preview import ImportPreview, Target
from ..file_dialogs import SOURCE
from ..patience import beside
from ..tools import Tools
from .files import FileCommands

_MEMORY = "import_tables"
"""The settings' word for what was said of tables before."""


class ImportCommands:
    """Brings in a programme that is a Word document."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools
        self._files = files

    def import_word(self) -> None:
        """Ask for a document and read it."""
        if not self._files.settle():
            return
        source = self._tools.dialogs.open("Импорт из Word", SOURCE)
        if source is not None:
            self._read(source)

    def import_path(self, source: Path) -> None:
        """Read a document that was dragged onto the window."""
        if self._files.settle():
            self._read(source)

    def _read(self, source: Path) -> None:
        usual = self._tools.desk.form if self._tools.desk.file else None
        work = partial(read_source, source, usual)
        self._tools.runner.run("Читаю документ", work, partial(self._show, source))

    def _show(self, source: Path, review: ImportReview) -> None:
        """Ask until the document is written or given up: who takes back the place of a file still has their words."""
        file = self._tools.desk.file
        self._recall(review)
        while (target := self._ask(review)) is not None:
            self._tools.settings.keep_word(_MEMORY, learned(review, self._tools.settings.word(_MEMORY)))
            if target is Target.OPEN and file is not None:
                self._write(file, review.found)
                return
            path = self._files.place_for(review.found.school.get("short_name", "") or source.stem)
            if path is not None:
                self._write_new(path, review.found)
                return

    def _recall(self, review: ImportReview) -> None:
        """What was said of such tables before; a long document is read anew beside the window."""
        memory = recalled(self._tools.settings.word(_MEMORY))
        rows = sum(len(table.rows) for table in review.tables)
        with contextlib.suppress(Cancelled):
            tried = review.copied()
            beside("Документ читается", rows, partial(tried.recall, memory))
            review.become(tried)

    def _ask(self, review: ImportReview) -> Target | None:
        file = self._tools.desk.file
        preview = ImportPreview(
            review,
            catalogue().forms,
            file.path.name if file else "",
            open_is_empty=file is not None and is_empty(file),
            parent=self._tools.window,
        )
        return preview.ask()

    def _write_new(self, path: Path, found: Recognised) -> None:
        if not self._files.settle():
            return
        try:
            with founded(path) as made:
                write_recognised(made, found)
            file = SchoolFile.open(path)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        if self._files.put(file):
            self._tell_done(found)

    def _write(self, file: SchoolFile, found: Recognised) -> None:
        try:
            write_recognised(file, found)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        self._tell_done(found)

    def _tell_done(self, found: Recognised) -> None:
        self._tools.window.notice.tell(
            f"Импорт закончен: разделов – {len(found.sections)}. Просмотрите их слева по порядку.", "information"
        )


def read_source(source: Path, usual: Format | None, progress: Progress) -> ImportReview:
    """Read and recognise a document in the form it tells itself, else in the usual one; for a worker."""
    return review_docx(source, None, progress, usual)
