"""The top of every page: title, buttons, and a hint of what the form expects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


class ActionButton(QPushButton):
    """A button that does what an action does and is ready when the action is."""

    def __init__(self, action: QAction, parent: QWidget, *, primary: bool = False) -> None:
        super().__init__(action.text(), parent)  # without a parent it would be shown as a window of its own
        self._action = action
        if primary:
            self.setProperty("kind", "primary")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the table
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setEnabled(self._action.isEnabled())
        self.setVisible(self._action.isVisible())
        keys = self._action.shortcut().toString()
        tip = self._action.toolTip().replace("&", "")
        self.setToolTip(f"{tip} ({keys})" if keys else tip)


class PageHeader(QWidget):
    """Title and buttons in one row, hint and counter below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.hint = QLabel()
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.title, 0, 0)
        grid.addLayout(self._buttons, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.hint, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Buttons for the actions; the last one is the page's main one."""
        for n, action in enumerate(actions):
            self._buttons.addWidget(ActionButton(action, self, primary=n == len(actions) - 1))

    def set_title(self, title: str) -> None:
        """Show the title of the page."""
        self.title.setText(title)

    def set_hint(self, *sentences: str) -> None:
        """Show what is to be said below the title."""
        text = " ".join(sentence for sentence in sentences if sentence)
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
