"""How what a search found is painted: where it stands, and below it the text with the words marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...services.search import Hit
from ..colours import colours

HIT = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a line of the list tells its `Hit`; lines without one are titles of sections."""

_PADDING = 6
_MOST_LINES = 2
_TAIL = " ,;:–—.("

Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Paints hits; titles are bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line for the place and as many as the text needs, two at most."""
        hit: Hit | None = index.data(HIT)
        font = QFont(option.font)
        height = QFontMetrics(font).height()
        if hit is None:
            return QSize(0, height + 2 * _PADDING)
        lines = laid_out(hit, font, self._room()).lineCount()
        return QSize(0, height * (1 + min(max(lines, 1), _MOST_LINES)) + 2 * _PADDING)

    def _room(self) -> int:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 300
        return max(width - 2 * _PADDING - 10, 60)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A title, or the place in a soft colour above the text."""
        hit: Hit | None = index.data(HIT)
        rect, font = QRect(option.rect), QFont(option.font)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        if chosen:
            painter.fillRect(rect, QColor(colours().selected))
        inner = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        if hit is None:
            font.setBold(True)
            _line(painter, inner, font, colours().ink, str(index.data() or ""))
        else:
            _line(painter, inner, font, colours().soft, hit.where)
            top = inner.top() + QFontMetrics(font).height()
            painter.setPen(QColor(colours().ink))
            laid_out(hit, font, self._room()).draw(painter, QPointF(inner.left(), top))
        painter.restore()


def _line(painter: QPainter, rect: QRect, font: QFont, colour: str, text: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop), shown)


def laid_out(hit: Hit, font: QFont, width: int) -> QTextLayout:
    """The text in lines, its marks lit; what does not fit is cut with an ellipsis."""
    layout = _lines(hit.excerpt, hit.marks, font, width)
    last = layout.lineAt(layout.lineCount() - 1)
    end = last.textStart() + last.textLength() if last.isValid() else 0
    if end < len(hit.excerpt):
        layout = _lines(f"{hit.excerpt[: end - 2].rstrip(_TAIL)}…", hit.marks, font, width)
    return layout


def _lines(text: str, marks: Sequence[tuple[int, int]], font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_marked(start, min(end, len(text))) for start, end in marks if start < len(text)])
    layout.beginLayout()
    for n in range(_MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, n * QFontMetrics(font).height()))
    layout.endLayout()
    return layout


def _marked(start: int, end: int) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setBackground(QColor(colours().mark))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, look
    return found
