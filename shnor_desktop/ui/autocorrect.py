"""Typography while typing: marks become what they should be at once; Backspace or Ctrl+Z takes it back."""

from __future__ import annotations

from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from .settings import Settings

CHOICE, OFF = "autocorrect", "off"
PROSE = "prose"
"""Property of one-line fields that hold words of the programme; others hold search words or numbers."""

Field = QTextEdit | QPlainTextEdit | QLineEdit
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def is_on(settings: Settings) -> bool:
    """Whether the person wants it; so it is until they say no."""
    return settings.word(CHOICE) != OFF


class Autocorrect(QObject):
    """Watches the field that has the focus. One-line fields take part only as `PROSE`."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.enabled = is_on(settings)
        self._field: Field | None = None
        self._mended: tuple[int, str, str] | None = None  # where it ends, what was typed, what came of it
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def toggle(self) -> None:
        """On or off, remembered."""
        self.enabled = not self.enabled
        self._settings.keep_word(CHOICE, "" if self.enabled else OFF)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        self._mended = None
        if self._field is not None and old is self._field:
            self._field.removeEventFilter(self)
        self._field = new if _is_prose(new) and self._is_ours(new) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def _is_ours(self, field: QWidget) -> bool:
        """Whether a field stands on the window that this belongs to, or on a dialog of it."""
        above: QObject | None = field
        while above is not None and above is not self.parent():
            above = above.parent()
        return above is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put right what this key completes, or take it back."""
        field = self._field
        if event.type() != QEvent.Type.KeyPress or field is None or not isinstance(event, QKeyEvent):
            return False
        mended, self._mended = self._mended, None
        if mended and event.key() == Qt.Key.Key_Backspace and not event.modifiers() and _place(field) == mended[0]:
            _replace(field, len(mended[2]), mended[1])
            return True
        text = event.text()
        if not self.enabled or len(text) != 1 or not text.isprintable() or event.modifiers() & _COMMANDS:
            return False
        return not field.isReadOnly() and self._typed(field, text)

    def _typed(self, field: Field, char: str) -> bool:
        from ..services.typography import typed  # with the first key, not with the first window

        before = _before(field) + char
        mended = typed(before)
        if mended is None:
            return False
        field.insert(char) if isinstance(field, QLineEdit) else field.insertPlainText(char)
        _replace(field, mended.back, mended.text)
        self._mended = (_place(field), before[len(before) - mended.back :], mended.text)
        return True


def _is_prose(widget: QWidget | None) -> TypeGuard[Field]:
    if isinstance(widget, QLineEdit):
        return bool(widget.property(PROSE))
    return isinstance(widget, (QTextEdit, QPlainTextEdit)) and not widget.isReadOnly()


def _before(field: Field) -> str:
    """The paragraph up to the cursor, or up to what is selected and will give way."""
    if isinstance(field, QLineEdit):
        end = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
        return field.text()[:end]
    cursor = field.textCursor()
    block = field.document().findBlock(cursor.selectionStart())
    return block.text()[: cursor.selectionStart() - block.position()].rpartition("\u2028")[2]


def _place(field: Field) -> int:
    """Where the cursor stands; −1 while something is selected."""
    if isinstance(field, QLineEdit):
        return -1 if field.hasSelectedText() else field.cursorPosition()
    return -1 if field.textCursor().hasSelection() else field.textCursor().position()


def _replace(field: Field, back: int, text: str) -> None:
    """Put a text in place of the characters before the cursor, as one step of the field's own undo."""
    if isinstance(field, QLineEdit):
        field.setSelection(field.cursorPosition() - back, back)
        field.insert(text)
        return
    cursor = field.textCursor()
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor, back)
    cursor.insertText(text)
    cursor.endEditBlock()
    field.setTextCursor(cursor)
