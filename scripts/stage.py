"""The program on a stage: a real window with the example school, for scripts that take its pictures."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shnor_desktop.app import Program

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30.0
"""Seconds to wait for the program to be ready."""

_OPENING_MS = 900
"""Milliseconds in which a window opens and shows what it has to show."""


class Stage:
    """A program of its own in a folder of its own; `data` holds its settings, copies and the school's file."""

    def __init__(
        self, data: Path, size: tuple[int, int], scale: float = 1.0, *, dark: bool = False, text: int = 100
    ) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["QT_SCALE_FACTOR"] = str(scale)
        os.environ["SHNOR_DATA_DIR"] = str(data)
        sys.path.insert(0, str(ROOT))
        from PySide6.QtWidgets import QApplication

        from shnor_desktop.app import Arguments, Program
        from shnor_desktop.ui.appearance import DARK_LOOK, LIGHT_LOOK
        from shnor_desktop.ui.translation import speak_russian

        self.data = data
        self.app = QApplication.instance() or QApplication(["stage"])
        assert isinstance(self.app, QApplication)
        speak_russian(self.app)
        self.program: Program = Program(self.app, Arguments(), data)
        self.program.appearance.choose_size(text)
        self.program.appearance.choose(DARK_LOOK if dark else LIGHT_LOOK)
        self.program.start()
        self.program.window.showNormal()  # the screen of a program without one is smaller than any real one
        self.program.window.resize(*size)
        self.wait(lambda: hasattr(self.program, "commands"))

    def open_example(self) -> Path:
        """Put the example school on the window."""
        from shnor_desktop.services.demo import make_demo

        school = self.data / "Школа.shnor"
        make_demo(school)
        self.program.dispatcher.call("files.open_path", school)
        self.wait(lambda: bool(self.program.window.navigation.ids))
        return school

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the program work until something is there."""
        end = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > end:
                raise SystemExit("Программа не ответила за отведённое время.")
            self.settle(1)

    def settle(self, rounds: int = 20) -> None:
        """Let the program paint."""
        from PySide6.QtWidgets import QApplication

        for _ in range(rounds):
            QApplication.processEvents()
            time.sleep(0.01)

    def picture(self, widget: QWidget, path: Path) -> None:
        """Take a picture of a whole window."""
        self.settle()
        widget.grab().save(str(path))

    def picture_of_windows(
        self,
        name: str,
        folder: Path,
        open_them: Callable[[], object],
        look: Callable[[str, QWidget], object] = lambda name, widget: None,
    ) -> list[str]:
        """Take pictures of the windows that come up, each named so, and close them; work under way is waited for.

        `look` sees each of them while it is open.
        """
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from shnor_desktop.ui.dialogs.progress import ProgressDialog

        before, names = set(QApplication.topLevelWidgets()), []

        def take() -> None:
            new = [one for one in QApplication.topLevelWidgets() if one not in before and one.isVisible()]
            if not new or any(isinstance(one, ProgressDialog) for one in new):
                QTimer.singleShot(_OPENING_MS, take)
                return
            for widget in new:
                if widget.isWindow():
                    names.append(name if not names else f"{name}-{len(names)}")
                    self.picture(widget, folder / f"{names[-1]}.png")
                    look(names[-1], widget)
                    widget.close()

        QTimer.singleShot(_OPENING_MS, take)
        open_them()
        self.wait(lambda: bool(names))
        return names

    def end(self) -> None:
        """Close everything."""
        self.program.window.close()
        self.program.end()
