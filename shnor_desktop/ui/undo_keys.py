"""The window's keys in a text field. Ctrl+Z: first its own typing that is not written yet, then the steps of the file.

Qt gives the keys of undo to the field that has the focus, also when there is nothing in it to undo; on Linux it gives
it Ctrl+E and others too, for moving the cursor. A filter on that one field hands them on to the window's actions.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

Field = QLineEdit | QPlainTextEdit | QTextEdit
_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def field_of(widget: QWidget | None) -> Field | None:
    """The text field that a widget is or holds."""
    if isinstance(widget, (QComboBox, QAbstractSpinBox)):
        return widget.lineEdit()
    return widget if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)) else None


def own_undo(field: Field | None) -> bool:
    """Whether the field holds typing that is not written yet and can be taken back."""
    if field is None or field.isReadOnly():
        return False
    if isinstance(field, QLineEdit):
        return field.isModified() and field.isUndoAvailable()
    return field.document().isModified() and field.document().isUndoAvailable()


def own_redo(field: Field | None) -> bool:
    """Whether typing that was taken back in the field can come again."""
    if field is None or field.isReadOnly():
        return False
    return field.isRedoAvailable() if isinstance(field, QLineEdit) else field.document().isRedoAvailable()


class UndoKeys(QObject):
    """Watches the field that has the focus. `keys` are the window's own, as «Ctrl+E»."""

    def __init__(self, keys: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours = {QKeySequence(text).toString() for text in keys}
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field from taking keys it has no use for."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        field = field_of(watched if isinstance(watched, QWidget) else None)
        undo, redo = (event.matches(key) for key in _KEYS)
        if undo or redo:
            keeps = own_undo(field) if undo else own_redo(field)
        else:
            keeps = QKeySequence(event.keyCombination()).toString() not in self._ours
        if not keeps:
            event.ignore()
        return not keeps

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if field_of(old) is not None and old is not None:
            old.removeEventFilter(self)
        if field_of(new) is not None and new is not None:
            new.installEventFilter(self)
