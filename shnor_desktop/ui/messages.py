"""What the window says and asks in dialogs of its own. Tests give another one that answers by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

PROGRAM = "Программа школы"


class Messages:
    """Tells failures and asks questions, in front of a window."""

    def __init__(self, parent: QWidget, log: Path | None = None) -> None:
        self._parent = parent
        self._log = log

    def fail(self, sentence: str) -> None:
        """Say that something did not work out."""
        self._box("Warning", sentence).exec()

    def inform(self, sentence: str) -> None:
        """Say something good or neutral that must be read."""
        self._box("Information", sentence).exec()

    def ask(self, question: str, yes: str, no: str = "Отмена") -> bool:
        """Whether the person chose `yes`; Esc and closing mean `no`."""
        box = self._box("Question", question)
        box.setStandardButtons(box.StandardButton.NoButton)
        accept = box.addButton(yes, box.ButtonRole.AcceptRole)
        refuse = box.addButton(no, box.ButtonRole.RejectRole)
        box.setDefaultButton(refuse)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is accept

    def choose(self, question: str, offers: Sequence[str]) -> int | None:
        """Which of several offers the person chose; None when she took none of them."""
        box = self._box("Question", question)
        box.setStandardButtons(box.StandardButton.Close)
        buttons = [box.addButton(text, box.ButtonRole.ActionRole) for text in offers]
        box.setDefaultButton(buttons[0])
        box.exec()
        chosen = box.clickedButton()
        return next((index for index, button in enumerate(buttons) if button is chosen), None)

    def line(self, title: str, label: str, text: str = "") -> str | None:
        """A line of text from the person; None when they changed their mind."""
        from PySide6.QtWidgets import QInputDialog

        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.setMinimumWidth(460)
        accepted = dialog.exec() == QInputDialog.DialogCode.Accepted
        entered = dialog.textValue()
        dialog.deleteLater()
        return entered if accepted else None

    def report(self, text: str, *, crashed: bool = False) -> None:
        """Show a program error with its report, also of a program that ended by itself the last time."""
        from .dialogs.error_report import ErrorReport

        dialog = ErrorReport(text, self._log, self._parent, crashed=crashed)
        dialog.exec()
        dialog.deleteLater()

    def _box(self, picture: str, text: str) -> QMessageBox:
        from PySide6.QtWidgets import QMessageBox  # the first window says nothing yet

        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon[picture])
        box.setWindowTitle(PROGRAM)
        box.setText(text)
        box.setStandardButtons(box.StandardButton.Ok)
        return box
