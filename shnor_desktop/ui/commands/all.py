"""All commands of the window, put together: imported when the window already stands on the screen.

Papers, import and checks are imported when they are first asked for: the first page need not wait for them.
"""

from __future__ import annotations

import importlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ...services.school_file import SchoolFile
from ..action_set import ActionSet, Dispatcher, Handler
from ..actions import ACTIONS
from ..desk import Desk
from ..dropping import kind_of
from ..file_dialogs import FileDialogs
from ..main_window import MainWindow
from ..messages import Messages
from ..modal_help import ModalHelp
from ..settings import Settings
from ..task_runner import TaskRunner
from ..tools import Tools
from ..undo_keys import UndoKeys
from .files import FileCommands

GROUPS = {
    "editing": ("editing", "EditCommands"),
    "papers": ("papers", "PaperCommands"),
    "wall": ("wall", "WallCommands"),
    "live_preview": ("live_preview", "LivePreviewCommands"),
    "importing": ("importing", "ImportCommands"),
    "checking": ("checking", "CheckCommands"),
    "searching": ("searching", "SearchCommands"),
    "texts": ("texts", "TextCommands"),
    "looks": ("looks", "LookCommands"),
    "help": ("help", "HelpCommands"),
    "people": ("people", "PeopleCommands"),
    "forms": ("forms", "FormCommands"),
    "monitoring": ("monitoring", "MonitoringCommands"),
    "results_text": ("results_text", "ResultsTextCommands"),
    "results": ("results", "ResultsCommands"),
}
"""Group of commands in the table of actions → module beside this one and its class."""


PREVIEW_AFTER_MS = 400
"""A preview that was open the last time comes when the page can be worked on."""


class Commands(QObject):
    """Owns the desk and the commands of a window, and keeps its actions in step with what is open."""

    def __init__(
        self, window: MainWindow, settings: Settings, messages: Messages, dialogs: FileDialogs, runner: TaskRunner
    ) -> None:
        super().__init__(window)
        self.desk = Desk(window, settings)
        self.tools = Tools(window, self.desk, settings, messages, dialogs, runner)
        self.files = FileCommands(self.tools)
        self._groups: dict[str, object] = {"files": self.files}
        self._actions: ActionSet = window.actions_by_id
        self._undo_keys = UndoKeys((keys for spec in ACTIONS if not spec.here for keys in spec.keys), self)
        self._modal_help = ModalHelp(window.actions_by_id["guide"].trigger, self)
        window.may_close = self.files.leave
        self._file: SchoolFile | None = None
        self.desk.changed.connect(self.show_states)
        self.desk.changed.connect(self._preview_again)
        window.appearance.changed.connect(self._show_page_anew)
        self._navigation = window.navigation
        self._navigation.moved.connect(self._move_section)

    def give(self, dispatcher: Dispatcher) -> None:
        """Make every handler of the table known and fulfil what was asked for meanwhile."""
        dispatcher.add(self.handlers())
        self.show_states()
        dispatcher.complete()
        self._actions.dress()

    def handlers(self) -> dict[str, Handler]:
        """The handlers of the table of actions that belong here, and opening by path."""
        found: dict[str, Handler] = {"files.open_path": self.files.open_path, "files.drop": self.drop}
        for spec in ACTIONS:
            group, _, name = spec.handler.partition(".")
            if group in GROUPS or group in self._groups:
                found[spec.handler] = partial(self._do, group, name)
        return found

    def group(self, name: str) -> object:
        """A group of commands, made when it is first needed."""
        if name not in self._groups:
            module, cls = GROUPS[name]
            imported = importlib.import_module(f"{__package__}.{module}")
            self._groups[name] = getattr(imported, cls)(self.tools, self.files)
        return self._groups[name]

    def drop(self, paths: list[Path]) -> None:
        """Open or bring in what was dragged onto the window."""
        kind, sentence = kind_of(paths)
        if kind == "school":
            self.files.open_path(paths[0])
        elif kind == "word":
            from .importing import ImportCommands  # reads documents: only when it is asked

            importing = self.group("importing")
            assert isinstance(importing, ImportCommands)
            importing.import_path(paths[0])
        elif kind == "results":
            from .results import ResultsCommands  # reads books: only when it is asked

            results = self.group("results")
            assert isinstance(results, ResultsCommands)
            results.bring_in_paths(paths)
        else:
            self.tools.messages.fail(sentence)

    def show_states(self) -> None:
        """Enable and name the actions by what is open."""
        self._actions.enable(self.desk.states())
        file, entry = self.desk.file, self.desk.entry
        undo, redo = (file.undo_name, file.redo_name) if file else (None, None)
        self._actions.name("undo", f"Отменить «{undo}»" if undo else "Отменить")
        self._actions.name("redo", f"Повторить «{redo}»" if redo else "Повторить")
        self._actions.name("section_hide", "Показать раздел" if entry and entry.section.hidden else "Скрыть раздел")

    def _preview_again(self) -> None:
        """Another file: with the preview beside it, if that was open the last time."""
        file, self._file = self._file, self.desk.file
        if self._file is not None and self._file is not file and self.tools.settings.word("preview"):
            QTimer.singleShot(PREVIEW_AFTER_MS, self, partial(self._open_preview, self._file))

    def _open_preview(self, file: SchoolFile) -> None:
        if self.desk.file is file:
            self._do("live_preview", "restore")

    def _move_section(self, section_id: int, parent_id: int, index: int) -> None:
        from .editing import EditCommands

        editing = self.group("editing")
        assert isinstance(editing, EditCommands)
        editing.move_section(section_id, parent_id, index)

    def _show_page_anew(self) -> None:
        """The program wears other colours: so does the page."""
        if self.desk.file is not None and self.desk.settle():
            self._navigation.choose(self._navigation.current)

    def _do(self, group: str, name: str) -> None:
        getattr(self.group(group), name)()
