"""A window with all commands, whose questions and file dialogs are answered by the test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from shnor_desktop.models.school import School
from shnor_desktop.services.editing.content import set_school
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.action_set import Dispatcher
from shnor_desktop.ui.commands.all import Commands
from shnor_desktop.ui.desk import Desk
from shnor_desktop.ui.file_dialogs import FileDialogs, FileKind, with_suffix
from shnor_desktop.ui.main_window import MainWindow
from shnor_desktop.ui.messages import Messages
from shnor_desktop.ui.navigation import TITLE_PAGE
from shnor_desktop.ui.settings import Settings
from shnor_desktop.ui.task_runner import TaskRunner


class Answers(Messages):
    """Says nothing on the screen: keeps what was said and answers as it was told to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.failures: list[str] = []
        self.questions: list[str] = []
        self.yes = True
        self.lines: list[str | None] = []
        self.chosen: list[int | None] = []
        self.told: list[str] = []

    def choose(self, question: str, offers: Sequence[str]) -> int | None:
        self.questions.append(question)
        return self.chosen.pop(0) if self.chosen else None

    def inform(self, sentence: str) -> None:
        self.told.append(sentence)

    def fail(self, sentence: str) -> None:
        self.failures.append(sentence)

    def ask(self, question: str, yes: str, no: str = "Отмена") -> bool:
        self.questions.append(question)
        return self.yes

    def line(self, title: str, label: str, text: str = "") -> str | None:
        return self.lines.pop(0)

    def report(self, text: str) -> None:
        raise AssertionError(text)


class Choices(FileDialogs):
    """Chooses the files it was given, in order."""

    def __init__(self, parent: QWidget, settings: Settings, messages: Messages, home: Path) -> None:
        super().__init__(parent, settings, messages, home)
        self.paths: list[Path | None] = []
        self.proposed: list[str] = []

    def open(self, title: str, kind: FileKind) -> Path | None:
        return self.paths.pop(0)

    def save(self, title: str, kind: FileKind, name: str, *, replace: bool = True) -> Path | None:
        self.proposed.append(name)
        path = self.paths.pop(0)
        return path and with_suffix(path, kind.suffix)


@dataclass
class Shop:
    """The window with its parts."""

    folder: Path
    pattern: Path
    window: MainWindow
    commands: Commands
    desk: Desk
    messages: Answers
    dialogs: Choices
    settings: Settings
    runner: TaskRunner
    raised: list[BaseException] = field(default_factory=list)

    def do(self, id_: str) -> None:
        """Ask for an action as a menu would: only when it is enabled."""
        action = self.window.actions_by_id[id_]
        assert action.isEnabled(), f"{id_} is not enabled"
        action.trigger()

    def enabled(self, id_: str) -> bool:
        return self.window.actions_by_id[id_].isEnabled()

    def school(self, name: str = "Школа.shnor", short_name: str = "Школа № 7") -> Path:
        """A new programme's file, closed."""
        path = self.folder / name
        shutil.copy(self.pattern, path)
        if short_name != "Школа № 7":
            with SchoolFile.open(path) as file:
                set_school(file, short_name=short_name)
        return path

    def open(self, name: str = "Школа.shnor") -> SchoolFile:
        """A new programme on the window."""
        self.commands.files.open_path(self.school(name))
        assert self.desk.file is not None
        self.desk.go_to(TITLE_PAGE)
        return self.desk.file

    def section(self, key: str) -> int:
        """The id of a section of the form."""
        return next(id_ for id_, entry in self.desk._entries.items() if entry.section.key == key)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory) -> Path:
    """A new programme's file, made once: the tests copy it."""
    path = tmp_path_factory.mktemp("pattern") / "Школа.shnor"
    with SchoolFile.create(path) as file:
        start_programme(file, load_format("school-programme"), School(short_name="Школа № 7"), (2026, 2028))
    return path


@pytest.fixture
def shop(qtbot, tmp_path: Path, pattern: Path, monkeypatch) -> Iterator[Shop]:
    monkeypatch.setenv("SHNOR_DATA_DIR", str(tmp_path / "данные"))
    (tmp_path / "данные").mkdir()
    settings, dispatcher = Settings(tmp_path / "данные"), Dispatcher()
    window = MainWindow(settings, dispatcher)
    qtbot.addWidget(window)
    messages = Answers(window)
    raised: list[BaseException] = []
    runner = TaskRunner(window, messages.fail, raised.append)
    dialogs = Choices(window, settings, messages, tmp_path)
    commands = Commands(window, settings, messages, dialogs, runner)
    commands.give(dispatcher)
    window.show()
    made = Shop(tmp_path, pattern, window, commands, commands.desk, messages, dialogs, settings, runner, raised)
    yield made
    runner.finish()
    commands.desk.clear()
    assert raised == []
