"""The program's window for drills: real, without a screen, whose questions nobody has to answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.action_set import Dispatcher
from shnor_desktop.ui.commands.all import Commands
from shnor_desktop.ui.file_dialogs import FileDialogs, FileKind
from shnor_desktop.ui.main_window import MainWindow
from shnor_desktop.ui.messages import Messages
from shnor_desktop.ui.pages.activities_page import ActivitiesPage
from shnor_desktop.ui.settings import Settings
from shnor_desktop.ui.task_runner import TaskRunner


class Told(Messages):
    """Keeps what was said; answers questions as it was told to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.said: list[str] = []

    def fail(self, sentence: str) -> None:
        """A sentence is kept."""
        self.said.append(sentence)

    inform = report = fail

    def ask(self, question: str, yes: str, no: str = "Отмена") -> bool:
        """Everything is agreed to."""
        self.said.append(question)
        return True

    def choose(self, question: str, offers: Sequence[str]) -> int | None:
        """No offer is taken."""
        self.said.append(question)
        return None


class Given(FileDialogs):
    """Answers with the one path it was given."""

    answer: Path | None = None

    def open(self, title: str, kind: FileKind) -> Path | None:
        """The path."""
        return self.answer

    def save(self, title: str, kind: FileKind, name: str, *, replace: bool = True) -> Path | None:
        """The path."""
        return self.answer


class Window:
    """The window with its commands, on a folder of settings of its own."""

    def __init__(self, folder: Path) -> None:
        settings, dispatcher = Settings(folder), Dispatcher()
        self._settings = settings
        self.window = MainWindow(settings, dispatcher)
        self.told = Told(self.window)
        self.dialogs = Given(self.window, settings, self.told, folder)
        self.raised: list[BaseException] = []
        runner = TaskRunner(self.window, self.told.fail, self.raised.append)
        self.commands = Commands(self.window, settings, self.told, self.dialogs, runner)
        self.commands.give(dispatcher)
        self.window.show()

    @property
    def file(self) -> SchoolFile:
        """The open file."""
        file = self.commands.desk.file
        assert file is not None
        return file

    def begin_on_plan(self, path: Path) -> None:
        """A file of this place is opened on its roadmap, as if that had been the last page."""
        with SchoolFile.open(path) as file:
            (section,) = file.raw.execute("SELECT id FROM section WHERE key = 'roadmap'").fetchone()
        self._settings.remember_page(path, section)

    def open_plan(self, path: Path) -> ActivitiesPage:
        """Open a file on its roadmap."""
        self.commands.files.open_path(path)
        desk = self.commands.desk
        assert isinstance(desk.page, ActivitiesPage)
        desk.page.view.setFocus()  # else F2 renames the section
        return desk.page

    def type_cell(self, page: ActivitiesPage, row: int, field: str, text: str) -> None:
        """Type over a cell and leave it by Enter, as a person does."""
        page.view.setCurrentIndex(page.model.index(row, page.model.column_of(field)))
        before = set(page.view.viewport().findChildren(QPlainTextEdit))
        press(page.view, Qt.Key.Key_F2)
        (editor,) = set(page.view.viewport().findChildren(QPlainTextEdit)) - before
        editor.selectAll()
        type_text(editor, text)
        press(editor, Qt.Key.Key_Return)

    def close(self) -> None:
        """Let go of everything, whatever stands in an editor."""
        self.commands.desk.clear()
        self.window.hide()
        self.window.deleteLater()


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key that writes nothing."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))
    QApplication.processEvents()


def type_text(widget: QWidget, text: str) -> None:
    """Letters of any alphabet."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))
    QApplication.processEvents()
