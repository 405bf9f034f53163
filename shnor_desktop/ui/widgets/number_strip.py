"""The numbers of rows stay in sight while a table that is wider than its room is moved sideways."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget

from ..colours import colours
from .wrap_header import WrapHeader

_MOST = 3
"""The strip takes a part of the table as narrow as this at most: a third."""


class NumberStrip(QWidget):
    """Paints the first column of a table over its left edge; a click there chooses the row."""

    def __init__(self, view: QTableView, header: WrapHeader) -> None:
        super().__init__(view)
        self._view = view
        self._header = header
        place = _while_there(self)
        view.horizontalScrollBar().valueChanged.connect(place)
        view.verticalScrollBar().valueChanged.connect(self.update)
        header.sectionResized.connect(place)
        header.geometriesChanged.connect(place)
        self.hide()

    def covers(self) -> int:
        """How much of the table lies under the strip."""
        return 0 if self.isHidden() else self.width()

    def place(self) -> None:
        """Come where the numbers would be, or go when they are there themselves."""
        view, width = self._view, self._header.sectionSize(0)
        away = view.horizontalScrollBar().value() > 0 and 0 < width * _MOST < view.viewport().width()
        spot = view.viewport().geometry()
        self.setGeometry(spot.left(), self._header.geometry().top(), width, spot.bottom() - self._header.y() + 1)
        self.setVisible(away)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heading, and below it each number that is in sight."""
        view, high = self._view, self._header.height()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().paper))
        self._header.paint_label(painter, QRect(0, 0, self.width(), high), 0)
        painter.setClipRect(0, high, self.width(), self.height() - high)
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        row = view.rowAt(0)
        while 0 <= row < view.model().rowCount():
            top = view.rowViewportPosition(row) + high
            if top > self.height():
                break
            self._paint_number(painter, option, row, QRect(0, top, self.width(), view.rowHeight(row)))
            row += 1
        painter.setPen(QColor(colours().strong_line))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _paint_number(self, painter: QPainter, option: QStyleOptionViewItem, row: int, spot: QRect) -> None:
        index = self._view.model().index(row, 0)
        chosen = self._view.selectionModel().isSelected(index)
        option.rect = spot.adjusted(0, 0, -1, -1)
        option.state = QStyle.StateFlag.State_Selected if chosen else QStyle.StateFlag.State_None
        self._view.itemDelegate().paint(painter, option, index)
        painter.setPen(QColor(colours().line))
        painter.drawLine(spot.bottomLeft(), spot.bottomRight())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row whose number it is."""
        row = self._view.rowAt(round(event.position().y()) - self._header.height())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            flags, chosen = QItemSelectionModel.SelectionFlag, self._view.selectionModel()
            index = self._view.model().index(row, max(self._view.currentIndex().column(), 0))
            chosen.setCurrentIndex(index, flags.NoUpdate)  # what is in sight stays there
            chosen.select(index, flags.ClearAndSelect | flags.Rows)
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)


def _while_there(strip: NumberStrip) -> Callable[..., None]:
    """`place` for signals of a header that outlives the strip by a moment when a view is destroyed."""
    there = weakref.ref(strip)

    def place(*_: object) -> None:
        found = there()
        if found is not None and shiboken6.isValid(found):
            found.place()

    return place
