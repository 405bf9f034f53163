"""A table of results as the editor shows it: drawn, because it cannot be edited there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QImage, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QApplication

from ...services.documents.tree import Block, Table
from ..colours import colours
from .looks import screen_widths

WIDTH = 540
"""Pixels that it takes in the editor."""

_CROWDED, _WIDER = 12, 1.6
"""A table of so many columns is laid out wider and shown smaller."""

_PIXELS = 12
_PAPER_MM = (WIDTH - 20) / _PIXELS * 10 * 25.4 / 72
"""The table as wide as its letters of 12 pixels would make it if they were of 10 points."""

_SHARP = 2
_EDGE = 6


def image_of(blocks: tuple[Block, ...]) -> QImage:
    """The caption, the table and its notes on a quiet ground."""
    from .document import RichDocument  # which shows tables that hold no table of results

    columns = max((block.column_count for block in blocks if isinstance(block, Table)), default=1)
    factor = _WIDER if columns > _CROWDED else 1.0
    document = QTextDocument()
    font = QApplication.font()
    font.setPixelSize(_PIXELS)
    document.setDefaultFont(font)
    document.setDocumentMargin(2)
    RichDocument(document, lambda name: None).load(tuple(map(_fitted, blocks)))
    document.setTextWidth((WIDTH - 2 * _EDGE) * factor)
    height = document.size().height() / factor + 2 * _EDGE
    image = QImage(WIDTH * _SHARP, round(height * _SHARP), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.scale(_SHARP, _SHARP)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colours().line))
    painter.setBrush(QColor(colours().ground))
    painter.drawRoundedRect(QRectF(0.5, 0.5, WIDTH - 1, height - 1), 5, 5)
    painter.translate(_EDGE, _EDGE)
    painter.scale(1 / factor, 1 / factor)
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette(QApplication.palette())
    palette.setColor(QPalette.ColorRole.Text, QColor(colours().ink))
    context.palette = palette
    document.documentLayout().draw(painter, context)
    painter.end()
    image.setDevicePixelRatio(_SHARP)
    return image


def _fitted(block: Block) -> Block:
    """A table with the columns that it has on paper, where words stay whole."""
    return replace(block, widths=screen_widths(block, _PAPER_MM)) if isinstance(block, Table) else block
