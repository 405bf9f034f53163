"""Brings the words that a search found in a text into sight and selects them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ...services.folding import fold

_NOTHING = " \t\u00a0\u2028\ufffc"
"""What a paragraph with nothing to say consists of: spaces, line breaks, a picture."""


def reveal(editor: QTextEdit, spot: str) -> bool:
    """Select the words of a spot «12:слово» nearest to the twelfth paragraph that says something; False without any."""
    number, _, words = spot.partition(":")
    sought = fold(words)
    if not sought or not number.isdecimal():
        return False
    found = [(abs(n - int(number)), block) for n, block in enumerate(_told(editor)) if sought in _folded(block)]
    if not found:
        return False
    block = min(found, key=lambda pair: pair[0])[1]
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + _folded(block).find(sought))
    cursor.setPosition(cursor.position() + len(words), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    return True


def _told(editor: QTextEdit) -> Iterator[QTextBlock]:
    block = editor.document().begin()
    while block.isValid():
        if block.text().strip(_NOTHING):
            yield block
        block = block.next()


def _folded(block: QTextBlock) -> str:
    return fold(block.text().replace("\u2028", "\n"))
