"""From a search field into the list below it, by the keys that people try."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class IntoList(QObject):
    """Enter and ↓ in the search lead to the list; with Ctrl they keep their meaning for the dialog."""

    def __init__(self, search: QLineEdit, target: QWidget) -> None:
        super().__init__(search)
        self._target = target
        search.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that lead away."""
        if event.type() == QEvent.Type.KeyPress and _leads(event):
            self._target.setFocus()
            return True
        return super().eventFilter(watched, event)


def _leads(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.modifiers() in _PLAIN and event.key() in _KEYS
