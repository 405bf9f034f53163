"""The list in the dialog of a bank: a mark, two lines of text, and a soft line that says what it is about."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from ..colours import colours
from ..itemmodels.bank import ABOUT, BankModel

Index = QModelIndex | QPersistentModelIndex

PADDING = 8
MARK = 34
"""Width of the strip with the mark: a click into it checks."""
LINES = 2
"""Lines of text shown; the whole text stands in the preview."""


class BankList(QListView):
    """Space checks; a letter that is typed goes on with the search."""

    typed = Signal(str)

    def __init__(self, model: BankModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(BankDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)

    def keyboardSearch(self, search: str) -> None:
        """Hand what is typed to the search field."""
        self.typed.emit(search)


class BankDelegate(QStyledItemDelegate):
    """Paints an item and turns clicks and Space into marks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All items are of one height."""
        height = QFontMetrics(_any(option).font).lineSpacing()
        return QSize(200, height * (LINES + 1) + 2 * PADDING + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, text, the line below, and a frame around the current item."""
        rect: QRect = _any(option).rect
        state = _any(option).state
        painter.save()
        lit = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours().selected if lit else colours().paper))
        painter.setPen(QColor(colours().line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_mark(painter, option, rect, index)
        room = rect.adjusted(MARK, PADDING, -PADDING, -PADDING)
        metrics = QFontMetrics(_any(option).font)
        painter.setFont(_any(option).font)
        painter.setPen(QColor(colours().ink))
        for number, line in enumerate(wrapped(str(index.data()), metrics, room.width(), _any(option).font)):
            painter.drawText(room.left(), room.top() + metrics.ascent() + number * metrics.lineSpacing(), line)
        painter.setPen(QColor(colours().soft))
        about = metrics.elidedText(str(index.data(ABOUT)), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room.left(), room.bottom() - metrics.descent() + 1, about)
        if lit and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_mark(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, QWidget)
        style = view.style()
        size = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, view)
        mark = QStyleOptionButton()
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        on = QStyle.StateFlag.State_On if checked else QStyle.StateFlag.State_Off
        box = _any(mark)
        box.rect = QRect(rect.left() + (MARK - size) // 2, rect.top() + PADDING + 1, size, size)
        box.state = on | QStyle.StateFlag.State_Enabled
        box.palette = _any(option).palette
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, mark, painter, view)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the mark, a double click elsewhere, or Space."""
        if isinstance(event, QMouseEvent):
            if event.button() != Qt.MouseButton.LeftButton:
                return False
            on_mark = event.position().x() < _any(option).rect.left() + MARK
            wanted = QEvent.Type.MouseButtonRelease if on_mark else QEvent.Type.MouseButtonDblClick
            if event.type() != wanted:
                return False
        elif not (isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)):
            return False
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        return model.setData(model.index(index.row(), 0), state, Qt.ItemDataRole.CheckStateRole)


def wrapped(text: str, metrics: QFontMetrics, width: int, font: Any) -> list[str]:
    """The first lines of a text as they fit; what is left over is hinted at by «…»."""
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    flat = layout.text()
    ends = [*starts[1:LINES], len(flat)]
    lines = [flat[start:end].rstrip() for start, end in zip(starts, ends, strict=False)]
    if lines:
        lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return lines


def _any(option: Any) -> Any:
    """The stubs do not know the fields of style options."""
    return option
