"""What every command works with, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from .desk import Desk
from .file_dialogs import FileDialogs
from .main_window import MainWindow
from .messages import Messages
from .settings import Settings
from .task_runner import TaskRunner


@dataclass(frozen=True)
class Tools:
    """The window and its helpers."""

    window: MainWindow
    desk: Desk
    settings: Settings
    messages: Messages
    dialogs: FileDialogs
    runner: TaskRunner
