"""Numbers that Qt cannot write: «а)», «б)» stand before the items of a list in the editor as they do on paper."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit

from ...services.documents.list_numbers import ListItem, marker_of, marker_text
from .looks import MARKER


def own_marker(block: QTextBlock) -> str:
    """The number of an item whose list Qt leaves unnumbered; empty for all other paragraphs."""
    found = block.textList()
    look = str(found.format().property(MARKER) or "") if found is not None else ""
    if found is None or not look:
        return ""
    return marker_text(ListItem(1, found.format().start() + found.itemNumber(block), 0, marker_of(look), False))


def paint_markers(editor: QTextEdit, event: QPaintEvent) -> None:
    """Put the numbers before those items that are to be painted."""
    room, painter = event.rect(), QPainter(editor.viewport())
    painter.setPen(editor.palette().text().color())
    block = editor.cursorForPosition(room.topLeft()).block()
    while block.isValid():
        place = editor.cursorRect(QTextCursor(block))
        if place.top() > room.bottom():
            break
        if text := own_marker(block):
            font = block.charFormat().font().resolve(editor.font())
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            left = place.left() - metrics.horizontalAdvance(f"{text} ")
            painter.drawText(QPointF(left, place.top() + metrics.ascent()), text)
        block = block.next()


def html_of(fragment: QTextDocumentFragment) -> str:
    """A selection for others, who know lists with Latin letters alone."""
    document = QTextDocument()
    QTextCursor(document).insertFragment(fragment)
    block = document.begin()
    while block.isValid():
        found = block.textList()
        if found is not None and found.format().property(MARKER):
            look = found.format()
            upper = str(look.property(MARKER))[:1].isupper()
            style = QTextListFormat.Style
            look.clearProperty(MARKER)
            look.setStyle(style.ListUpperAlpha if upper else style.ListLowerAlpha)
            found.setFormat(look)
        block = block.next()
    return document.toHtml()
