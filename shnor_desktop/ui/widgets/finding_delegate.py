"""How a finding is painted: its sign and its grade in words, where it stands, and below it the whole reason."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...services.checks.report import Remark
from ..colours import colours
from ..icons import icon

REMARK = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a line tells its `Remark`; lines without one are titles of sections."""

GRADES = {"error": "Ошибка", "warning": "Внимание", "hint": "Подсказка"}
"""What a severity is called."""

_PADDING = 6
_SIGN = 14
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_LINE = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)

Index = QModelIndex | QPersistentModelIndex


def head_of(remark: Remark) -> str:
    """«Ошибка · 1.3 · Сроки»."""
    grade = GRADES[remark.finding.severity]
    return " · ".join(text for text in (grade, remark.finding.spot) if text)


class FindingDelegate(QStyledItemDelegate):
    """Paints findings whole, however long the reason is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signs = {severity: icon(severity) for severity in GRADES}  # an icon keeps what it has drawn

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line for the head and as many as the reason needs."""
        remark: Remark | None = index.data(REMARK)
        metrics = QFontMetrics(option.font)
        if remark is None:
            return QSize(0, metrics.height() + 2 * _PADDING)
        room = QRect(0, 0, self._room(), 10_000)
        text = metrics.boundingRect(room, _WRAPPED, remark.finding.message)
        return QSize(0, metrics.height() + text.height() + 2 * _PADDING + 2)

    def _room(self) -> int:
        view = self.parent()
        if not isinstance(view, QAbstractItemView):
            return 260
        indent = view.indentation() if hasattr(view, "indentation") else 0
        return max(view.viewport().width() - int(indent) - 2 * _PADDING - _SIGN - 6, 80)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A section's title, or a finding."""
        remark: Remark | None = index.data(REMARK)
        tones = colours()
        painter.save()
        painter.setClipRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tones.selected))
        rect = QRect(option.rect).adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        if remark is None:
            font = QFont(option.font)
            font.setBold(True)
            _line(painter, rect, font, tones.ink, str(index.data() or ""))
        else:
            self._paint_finding(painter, rect, QFont(option.font), remark)
        painter.restore()

    def _paint_finding(self, painter: QPainter, rect: QRect, font: QFont, remark: Remark) -> None:
        tones = colours()
        height = QFontMetrics(font).height()
        sign = QRect(rect.left(), rect.top() + (height - _SIGN) // 2, _SIGN, _SIGN)
        self._signs[remark.finding.severity].paint(painter, sign)
        text = rect.adjusted(_SIGN + 6, 0, 0, 0)
        _line(painter, QRect(text.left(), text.top(), text.width(), height), font, tones.soft, head_of(remark))
        painter.setFont(font)
        painter.setPen(QColor(tones.ink))
        painter.drawText(text.adjusted(0, height + 2, 0, 2), _WRAPPED, remark.finding.message)


def _line(painter: QPainter, rect: QRect, font: QFont, colour: str, text: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _LINE, shown)
