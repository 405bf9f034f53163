"""The small chain in the corner of a cell: this row is one thing with a row of another plan."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ..colours import colours

LINKED = "linked"
"""The tone of a cell that has the mark."""

_LONG, _THICK = 9.0, 5.0
_REACH = 2.6
"""How far each of the two links stands from the middle."""


def paint_link(painter: QPainter, cell: QRect) -> None:
    """Two links of a chain in the lower right corner."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours().link), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(QPointF(cell.right() - 10, cell.bottom() - 8))
    painter.rotate(-35)
    for side in (-_REACH, _REACH):
        painter.drawRoundedRect(QRectF(side - _LONG / 2, -_THICK / 2, _LONG, _THICK), _THICK / 2, _THICK / 2)
    painter.restore()
