"""Ctrl+F: search over the whole programme in a panel beside the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QTextEdit

from ...services.changes import Change
from ...services.queries import ProgrammeData, read_programme
from ...services.school_file import SchoolFile
from ...services.snapshot import content_of, is_large, programme_of
from ..search_panel import SearchPanel, Work
from ..tools import Tools
from .files import FileCommands

_LONGEST = 60


class SearchCommands:
    """Keeps the panel of a window and tells it when the file has changed."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools
        self._watched: SchoolFile | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self.panel = SearchPanel(self._data, later=self._beside)
        self.panel.asked.connect(self._go)
        self.panel.closed.connect(self._back)
        tools.window.put_beside(self.panel)
        tools.desk.closed.connect(self._forget)

    def find(self) -> None:
        """Open the panel, with the words that are selected in a text."""
        words = _selected()
        if self._tools.desk.settle():
            self._watch()
            self.panel.open(words)

    def _watch(self) -> None:
        file = self._tools.desk.file
        if file is not None and file is not self._watched:
            self._watched, self._unsubscribe = file, file.subscribe(self._committed)

    def _committed(self, _changes: list[Change]) -> None:
        self.panel.forget()

    def _forget(self) -> None:
        """The file is open no more."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._watched = self._unsubscribe = None
        self.panel.hide()
        self.panel.finish()

    def _data(self) -> ProgrammeData | None:
        """The programme as it is stored: what is just being typed is left alone."""
        desk = self._tools.desk
        return read_programme(desk.file, desk.form, hidden=True) if desk.file is not None else None

    def _beside(self) -> Work | None:
        """How a long programme is read in a thread; None for one that is read at once."""
        file = self._tools.desk.file
        if file is None or file.writing or not is_large(file):
            return None
        return partial(programme_of, content_of(file), self._tools.desk.form, hidden=True)

    def _go(self, section_id: int, place: str) -> None:
        self._tools.desk.go_to(section_id, place)

    def _back(self) -> None:
        page = self._tools.desk.page
        if page is not None:
            page.setFocus()


def _selected() -> str:
    """What is selected in the text that has the keyboard, if it can be words to look for."""
    editor = QApplication.focusWidget()
    text = editor.textCursor().selectedText() if isinstance(editor, QTextEdit) else ""
    return text if len(text) <= _LONGEST and "\u2029" not in text else ""
