"""The list of the dialog that takes roadmap items into the diary: the bank's list, with headings of groups."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from ..colours import colours
from ..itemmodels.bank import ABOUT
from ..itemmodels.taking import CHECK, GROUP, OPEN, TakeLine, TakeModel
from .bank_list import MARK, PADDING, BankDelegate

Index = QModelIndex | QPersistentModelIndex

_STATES = {
    Qt.CheckState.Checked: QStyle.StateFlag.State_On,
    Qt.CheckState.PartiallyChecked: QStyle.StateFlag.State_NoChange,
    Qt.CheckState.Unchecked: QStyle.StateFlag.State_Off,
}


class TakeList(QListView):
    """Space checks; a digit sends the selected lines to that direction, a letter goes on with the search."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(TakeDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, model: TakeModel) -> None:
        """Show this model; best when the list has its place, else every move of it measures all lines anew."""
        self._lines = model
        self.setModel(model)

    def current_line(self) -> TakeLine | None:
        """The line of the current place."""
        row = self.currentIndex().row()
        return self._lines.lines[row] if 0 <= row < len(self._lines.lines) else None

    def selected_lines(self) -> list[TakeLine]:
        """The selected lines in order."""
        selection = self.selectionModel().selection()  # by stretches: an index for each of 10,000 lines takes long
        parts = [selection.at(n) for n in range(selection.size())]
        rows = sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))
        return [self._lines.lines[row] for row in rows]

    def setCurrentIndex(self, index: Index) -> None:
        """Go to a line and select it alone, whatever keys are still held down from the command that leads there."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyboardSearch(self, search: str) -> None:
        """Hand what is typed to the dialog."""
        self.typed.emit(search)


class TakeDelegate(BankDelegate):
    """Paints headings and items; what is in the diary already is grey and has no mark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, text, and below it where the item goes."""
        rect: QRect = _any(option).rect
        state = _any(option).state
        heading, mark = bool(index.data(GROUP)), index.data(CHECK)
        painter.save()
        lit = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours().selected if lit else colours().group if heading else colours().paper))
        painter.setPen(QColor(colours().line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if mark is not None:
            self._paint_state(painter, option, rect, Qt.CheckState(mark))
        font = QFont(_any(option).font)
        font.setBold(heading)
        self._paint_texts(painter, rect.adjusted(MARK, PADDING, -PADDING, -PADDING), font, index)
        if lit and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line of text and a line about it: the whole text stands beside the list."""
        return QSize(200, 2 * QFontMetrics(_any(option).font).lineSpacing() + 2 * PADDING)

    @staticmethod
    def _paint_texts(painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        metrics, about = QFontMetrics(font), str(index.data(ABOUT))
        painter.setFont(font)
        painter.setPen(QColor(colours().ink if index.data(CHECK) is not None else colours().soft))
        text = " ".join(str(index.data()).split())
        upper = QRect(room.left(), room.top(), room.width(), metrics.lineSpacing() if about else room.height())
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(upper, where, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()))
        painter.setPen(QColor(colours().warning if index.data(OPEN) else colours().soft))
        lower = metrics.elidedText(about, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room.left(), room.bottom() - metrics.descent() + 1, lower)

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, mark: Qt.CheckState) -> None:
        view = self.parent()
        assert isinstance(view, QWidget)
        size = view.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, view)
        box = QStyleOptionButton()
        _any(box).rect = QRect(rect.left() + (MARK - size) // 2, rect.center().y() - size // 2, size, size)
        _any(box).state = _STATES[mark] | QStyle.StateFlag.State_Enabled
        _any(box).palette = _any(option).palette
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, view)


def _any(option: Any) -> Any:
    """The stubs do not know the fields of style options."""
    return option
