"""The program with its window: composition root. Imports nothing heavy: the window stands first."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from .models.errors import UserError
from .services.user_folder import user_folder
from .ui.action_set import Dispatcher
from .ui.appearance import Appearance
from .ui.crashes import CrashWatch
from .ui.failures import Failures, close_log, open_log
from .ui.icons import icon
from .ui.main_window import MainWindow
from .ui.messages import PROGRAM, Messages
from .ui.settings import Settings
from .ui.translation import speak_russian
from .ui.warm_up import LATER, PageImports, WarmUp

FOLDER_VARIABLE = "SHNOR_DATA_DIR"
GARBAGE = (20_000, 20, 20)
"""How seldom garbage is looked for: the rows of a long plan are none, and looking takes a third of the time."""

LATER_AFTER = 300
"""Milliseconds from the first page to further imports: they would stand in the way of its painting."""

EXAMPLE_OPTION = "--example-on-first-start"


class Arguments(NamedTuple):
    """What the command line asks of the window."""

    file: Path | None = None
    example_first: bool = False


def read_arguments(argv: Sequence[str]) -> Arguments:
    """The arguments; UserError for anything but one file and the one option."""
    words = [word for word in argv if word != EXAMPLE_OPTION]
    if len(words) > 1 or any(word.startswith("-") for word in words):
        raise UserError("Команда записана неверно. Справка: shnor-desktop --help.")
    return Arguments(Path(words[0]) if words else None, len(words) < len(argv))


class Program(QObject):
    """The parts of the program, from the first window to the last file closed."""

    def __init__(self, app: QApplication, arguments: Arguments, folder: Path) -> None:
        super().__init__()
        self._arguments = arguments
        self._folder = folder
        log = open_log(folder)
        self._crashes = CrashWatch(folder)
        self._left = self._crashes.begin()
        self.settings = Settings(folder)
        self.dispatcher = Dispatcher()
        self.appearance = Appearance(self.settings, self)
        self.appearance.apply()
        self.window = MainWindow(self.settings, self.dispatcher, log, self.appearance)
        self.messages = Messages(self.window, log)
        self.failures = Failures(self.messages.fail, self.messages.report)
        self._first_start = not self.settings.recent
        self._warm_up = WarmUp(parent=self)
        self._warm_up.ready.connect(self._fill)
        self.window.painted.connect(self._warm_up.start)

    def start(self) -> None:
        """Show the window; the rest follows when it is painted."""
        self.failures.install()
        path = self._begin_with()
        if path is not None:
            self.window.show_waiting(f"Открываю «{path.name}»…")
        self.window.show_whole()

    def end(self) -> None:
        """After the last window: let go of everything."""
        self.failures.uninstall()
        self._crashes.end()
        self.settings.flush()
        close_log()

    def _begin_with(self) -> Path | None:
        """The file that was asked for, or the last one while it is there."""
        last = self.settings.reopen
        return self._arguments.file or (last if last and last.exists() else None)

    def _fill(self) -> None:
        """Everything is imported: the commands come, and with them the file."""
        from .ui.commands.all import Commands
        from .ui.file_dialogs import FileDialogs
        from .ui.task_runner import TaskRunner

        runner = TaskRunner(self.window, self.messages.fail, self.failures.take)
        dialogs = FileDialogs(self.window, self.settings, self.messages, self._home())
        self.commands = Commands(self.window, self.settings, self.messages, dialogs, runner)
        path = self._begin_with()
        if path is not None:
            self.dispatcher.call("files.open_path", path)
        elif self._arguments.example_first and self._first_start:
            self.commands.files.show_example()
        self.commands.give(self.dispatcher)
        if self._left:
            QTimer.singleShot(LATER_AFTER, self._tell_of_crash)
        gc.freeze()
        gc.enable()
        gc.set_threshold(*GARBAGE)
        later = WarmUp(LATER, self)
        later.ready.connect(PageImports(parent=self).start)
        QTimer.singleShot(LATER_AFTER, later.start)

    def _tell_of_crash(self) -> None:
        """The program ended by itself the last time: the file is open again where it was, and there is a report."""
        from .ui.reports import report_of_crash

        self.messages.report(report_of_crash(self._left), crashed=True)

    def _home(self) -> Path:
        """Where the person's files go by themselves: to the documents, or to our data where their folder was chosen."""
        from .ui.file_dialogs import documents_folder

        return self._folder if os.environ.get(FOLDER_VARIABLE) else documents_folder()


def started(app: QApplication, file: Path, folder: Path) -> Program:
    """The program on a file, with its own data in a folder; the caller runs the event loop (for the self-test)."""
    program = Program(app, Arguments(file), folder)
    program.start()
    return program


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; returns the exit status."""
    try:
        arguments = read_arguments(sys.argv[1:] if argv is None else argv)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    gc.disable()  # nothing of a start is garbage, and looking for it takes a tenth of it
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal: every edit is on the disk already
    app = QApplication(["shnor-desktop", "-style", "Fusion"])
    app.setApplicationName("shnor-desktop")
    app.setApplicationDisplayName(PROGRAM)
    app.setDesktopFileName("shnor-desktop")
    app.setWindowIcon(icon("app"))
    speak_russian(app)
    program = Program(app, arguments, user_folder())
    program.start()
    status = app.exec()
    program.end()
    return status


if __name__ == "__main__":
    sys.exit(main())
