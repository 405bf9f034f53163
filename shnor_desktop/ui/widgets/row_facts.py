"""What else is to be known of a plan's row, beside its name in the panel: each word leads to more."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class RowFacts(QWidget):
    """Quiet buttons, each for an action of the page; one that has nothing to say is not there."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons: dict[str, QPushButton] = {}
        for name, action in actions.items():
            button = self.buttons[name] = QPushButton(self)
            button.setProperty("kind", "link")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            font = button.font()
            font.setUnderline(True)
            button.setFont(font)
            button.clicked.connect(action.trigger)
            keys = action.shortcut().toString()
            tip = action.toolTip().rstrip("…")
            button.setToolTip(f"{tip} ({keys})" if keys else tip)
            row.addWidget(button)
        self.say({})

    def say(self, texts: Mapping[str, str]) -> None:
        """Show these words by action."""
        for name, button in self.buttons.items():
            text = texts.get(name, "")
            button.setText(text)
            button.setVisible(bool(text))
