"""Typing at a value of the results: digits change it and stay bound to it, words beside it are no part of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from .looks import bound_key, unbound

_NUMBER = "0123456789,.%"
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def type_at_bound(editor: QTextEdit, event: QKeyEvent) -> bool:
    """Insert what is typed where Qt would take it for a part of a value, or for none; False: Qt may do it."""
    text = event.text()
    if len(text) != 1 or not text.isprintable() or (event.modifiers() & _COMMANDS):
        return False
    cursor = editor.textCursor()
    look = _replacing(cursor) if cursor.hasSelection() else _beside(cursor, text)
    if look is None:
        return False
    cursor.insertText(text, look)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    return True


def _replacing(cursor: QTextCursor) -> QTextCharFormat | None:
    """What is typed over a value, or over a part of it, stands in its place; over more, it is plain."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = _look_at(cursor, start), _look_at(cursor, end - 1)
    if bound_key(first) and bound_key(first) == bound_key(last):
        return first
    return unbound(first) if bound_key(first) or bound_key(last) else None


def _beside(cursor: QTextCursor, text: str) -> QTextCharFormat | None:
    """At the edge of a value: a digit belongs to it, other letters do not."""
    before = _look_at(cursor, cursor.position() - 1)
    after = _look_at(cursor, cursor.position())
    if text.isdigit() and bound_key(after) and not bound_key(before):
        return after
    inherited = cursor.charFormat()
    inside = bound_key(before) == bound_key(after) and not cursor.atBlockStart() and not cursor.atBlockEnd()
    if not bound_key(inherited) or inside or text in _NUMBER:
        return None
    return unbound(inherited)


def _look_at(cursor: QTextCursor, position: int) -> QTextCharFormat:
    """The look of the letter at a place of the cursor's own paragraph or selection."""
    probe = QTextCursor(cursor)
    if not 0 <= position < cursor.document().characterCount() - 1:
        return QTextCharFormat()
    probe.setPosition(position)
    if probe.atBlockEnd():
        return QTextCharFormat()
    probe.setPosition(position + 1)
    return probe.charFormat()
