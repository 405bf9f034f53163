"""Brings the words that a search found in a text into sight and selects them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ...services.folding import fold

_NOTHING = " \t\u00a0\u2028\ufffc"
"""What a paragraph with nothing to say consists of: spaces, line breaks, a picture."""


def reveal(editor: QTextEdit, spot: str) -> bool:
    """Select the words of a spot «12:слово» nearest to the twelfth paragraph that says something.

    «12» alone leads to the beginning of that paragraph. False when there is none.
    """
    number, _, words = spot.partition(":")
    sought = fold(words)
    if not number.isdecimal():
        return False
    if not sought:
        return _go_to(editor, int(number))
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


def spot_of(editor: QTextEdit) -> int:
    """The number, among the paragraphs that say something, of the one with the cursor or of the next above it."""
    place = editor.textCursor().block().blockNumber()
    return max(sum(block.blockNumber() <= place for block in _told(editor)) - 1, 0)


def _go_to(editor: QTextEdit, number: int) -> bool:
    block = next(islice(_told(editor), number, None), None)
    if block is None:
        return False
    if editor.textCursor().block() != block:  # who clicks on a paragraph in which the cursor is wants it to stay
        editor.setTextCursor(QTextCursor(block))
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
