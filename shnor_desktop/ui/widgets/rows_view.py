"""The table view of every page: wrapped rows whose heights are worked out only where they are seen.

Ten thousand rows cost nothing until they are scrolled to: a row keeps the default height until then, and a height
once worked out is kept until its line or the columns' widths change.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from ..delegates import SUB_INDENT, CellDelegate
from ..itemmodels.diff import runs
from ..itemmodels.rows import Line, RowsModel
from .cell_text import PADDING, cell_font, text_height
from .wrap_header import WrapHeader

_LEAST_HEIGHT = 30
_LONG_NUMBER = "10.10"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = (QAbstractItemView.CursorAction.MoveNext, QAbstractItemView.CursorAction.MovePrevious)


class RowsView(QTableView):
    """Shows a `RowsModel`; column widths follow the form's proportions until somebody drags them."""

    current_line_changed = Signal()

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.measured = 0
        """How many row heights were worked out so far."""
        self._heights: dict[Hashable, tuple[Line, int, int]] = {}
        self._widths_version = 0
        self._weights: list[float] = []
        self._busy = False
        self._delegate = CellDelegate(self)
        self._header = WrapHeader(self)
        self._dress()
        self.setModel(model)
        model.reshaped.connect(self._reshape)
        model.modelReset.connect(self._reset)
        model.dataChanged.connect(self.fit_visible)
        model.rowsInserted.connect(self.fit_visible)
        model.rowsRemoved.connect(self.fit_visible)
        model.layoutChanged.connect(self.fit_visible)
        self.verticalScrollBar().valueChanged.connect(self.fit_visible)
        self._header.sectionResized.connect(self._column_resized)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._reset()
        self._reshape()

    def _dress(self) -> None:
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(_LEAST_HEIGHT)
        rows.setDefaultSectionSize(_LEAST_HEIGHT)
        rows.hide()

    # lines

    def current_line(self) -> Line | None:
        """The line of the current cell."""
        place = self.currentIndex().row()
        return self.rows.lines[place] if 0 <= place < len(self.rows.lines) else None

    def selected_lines(self) -> list[Line]:
        """Lines with a selected cell, in order; the current one when nothing is selected."""
        places: set[int] = set()
        for block in self._selection():
            places.update(range(block.top(), block.bottom() + 1))
        if not places and self.currentIndex().isValid():
            places = {self.currentIndex().row()}
        return [self.rows.lines[place] for place in sorted(places) if place < len(self.rows.lines)]

    def _selection(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(n) for n in range(selection.size())]

    def whole_rows_selected(self) -> bool:
        """Whether rows are selected from end to end, and not just cells of them."""
        blocks = self._selection()
        last = self.rows.columnCount() - 1
        return bool(blocks) and all(block.left() == 0 and block.right() == last for block in blocks)

    def selected_places(self) -> list[tuple[int, int]]:
        """Row and column of each selected cell in sight; of the current one when nothing is selected."""
        places = {
            (row, column)
            for block in self._selection()
            for row in range(block.top(), block.bottom() + 1)
            if not self.isRowHidden(row)
            for column in range(block.left(), block.right() + 1)
        }
        current = self.currentIndex()
        if not places and current.isValid():
            places = {(current.row(), current.column())}
        return sorted(places)

    def setCurrentIndex(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Go to a cell and select it alone, whatever keys are still held down from the command that leads there."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_area(self, top: int, left: int, bottom: int, right: int) -> None:
        """Select cells; the first of them becomes the current one."""
        first = self.rows.index(top, left)
        self.setCurrentIndex(first)
        area = QItemSelection(first, self.rows.index(bottom, right))
        self.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(first)

    def select_rows(self, places: Sequence[int]) -> None:
        """Go to the first of some rows and select the others with it; one alone is just gone to."""
        if not places:
            return
        current = self.rows.index(places[0], max(self.currentIndex().column(), 0))
        self.setCurrentIndex(current)
        last = self.rows.columnCount() - 1
        if len(places) > 1:
            blocks = QItemSelection()
            for top, bottom in runs(places):
                blocks.select(self.rows.index(top, 0), self.rows.index(bottom, last))
            self.selectionModel().select(blocks, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(current)

    def go_to(self, key: Hashable, field: str = "", *, edit: bool = False) -> bool:
        """Make a line's cell the current one and bring it into sight; False when the line is not there."""
        place = self.rows.row_of(key)
        if place < 0:
            return False
        index = self.rows.index(place, max(self.rows.column_of(field), 0))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if edit and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setFocus()
            self.edit(index)
        return True

    def commit_editor(self) -> None:
        """Write what stands in an open cell editor and close it."""
        self._delegate.finish()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.row() != previous.row() or not current.isValid():
            self.viewport().update()
            self.current_line_changed.emit()

    # spans and sizes

    def _reset(self) -> None:
        self._weights = [column.width for column in self.rows.columns]
        self._fit_columns()

    def _reshape(self) -> None:
        self.clearSpans()
        for row, column, rows, columns in self.rows.spans():
            self.setSpan(row, column, rows, columns)
        self.fit_visible()
        self.current_line_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the room anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        if self._busy or not self._weights:
            return
        self._busy = True
        least = [self._least_width(n) for n in range(len(self._weights))]
        widths = shared(self.viewport().width(), self._weights, least)
        changed = widths != [self._header.sectionSize(n) for n in range(len(widths))]
        for section, width in enumerate(widths):
            self._header.resizeSection(section, width)
        self._busy = False
        if changed:
            self._widths_changed()
        else:
            self.fit_visible()

    def _least_width(self, section: int) -> int:
        """The width at which no word of the heading is broken, and no number of two levels."""
        least = self._header.least_width(section)
        if self.rows.columns[section].field != "number":
            return least
        return max(least, self.fontMetrics().horizontalAdvance(_LONG_NUMBER) + 2 * PADDING + 2)

    def _column_resized(self, section: int, _old: int, _new: int) -> None:
        if not self._busy:
            self._weights = [float(self._header.sectionSize(n)) for n in range(self._header.count())]
            self._widths_changed()

    def _widths_changed(self) -> None:
        self._widths_version += 1
        self.updateGeometries()
        self.fit_visible()

    def fit_visible(self) -> None:
        """Give the rows in sight the heights that their texts need."""
        if self._busy or not self.isVisible():
            return
        bar = self.verticalScrollBar()
        at_end = 0 < bar.value() == bar.maximum()
        self._fit_rows_in_sight()
        if at_end:
            self.updateGeometries()  # otherwise Qt moves the end of the scroll bar later
        if at_end and bar.value() < bar.maximum():  # the last rows turned out to be higher
            bar.setValue(bar.maximum())

    def _fit_rows_in_sight(self) -> None:
        self._busy = True
        header, count, bottom = self.verticalHeader(), self.rows.rowCount(), self.viewport().height()
        row = max(self.rowAt(0), 0)
        top = self.rowViewportPosition(row) if count else 0
        while row < count and top < bottom:
            height = self._height(row)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
            top += height
            row += 1
        self._busy = False

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The rows above the place get their heights first, so that it comes into sight whole."""
        if self.isVisible() and not self._busy:
            self._busy = True
            row, room = index.row(), self.viewport().height()
            while row >= 0 and room > 0:
                height = self._height(row)
                self.verticalHeader().resizeSection(row, height)
                row, room = row - 1, room - height
            self._busy = False
        super().scrollTo(index, hint)

    def showEvent(self, event: QEvent) -> None:
        """Heights are worked out at the first sight."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._fit_columns()

    def _height(self, row: int) -> int:
        line = self.rows.lines[row]
        known = self._heights.get(line.key)
        if known and known[0] is line and known[1] == self._widths_version:
            return known[2]
        self.measured += 1
        height = max(_LEAST_HEIGHT, min(self._needed(row, line), max(self.viewport().height() - 20, 60)))
        self._heights[line.key] = (line, self._widths_version, height)
        return height

    def _needed(self, row: int, line: Line) -> int:
        font = cell_font(self.font(), line.level)
        needed, column = 0, 0
        while column < len(self.rows.columns):
            spec = self.rows.columns[column]
            rows, columns = self.rowSpan(row, column), self.columnSpan(row, column)
            width = sum(self.columnWidth(n) for n in range(column, column + columns))
            text = self.rows.text(line, spec.field)
            if line.level == "sub" and spec.field == "text":
                text, width = f"— {text}", width - SUB_INDENT
            needed = max(needed, -(-text_height(text, width, font) // max(rows, 1)))
            column += max(columns, 1)
        return needed

    # keys

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A click on a row's number selects the row."""
        flags = super().selectionCommand(index, event)
        by_mouse = event is not None and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove)
        if by_mouse and index.isValid() and self.rows.columns[index.column()].field == "number":
            flags |= QItemSelectionModel.SelectionFlag.Rows
        return flags

    def moveCursor(self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab passes over cells that cannot be typed into."""
        index = super().moveCursor(cursor_action, modifiers)
        if cursor_action not in _STEPS:
            return index
        step = 1 if cursor_action == _STEPS[0] else -1
        width = self.rows.columnCount()
        place = index.row() * width + index.column()
        while 0 <= place < width * self.rows.rowCount():
            found = self.rows.index(place // width, place % width)
            if found.flags() & Qt.ItemFlag.ItemIsEditable:
                return found
            place += step
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell's editor."""
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _ENTER and plain and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            return
        super().keyPressEvent(event)


def shared(room: int, weights: list[float], least: list[int]) -> list[int]:
    """Column widths that share the room by weight, none narrower than its least width."""
    total = sum(weights) or 1.0
    fixed = {n for n, weight in enumerate(weights) if room * weight / total < least[n]}
    rest = room - sum(least[n] for n in fixed)
    open_weight = sum(weight for n, weight in enumerate(weights) if n not in fixed) or 1.0
    widths = [
        least[n] if n in fixed else max(least[n], int(rest * weight / open_weight)) for n, weight in enumerate(weights)
    ]
    if sum(widths) < room and len(fixed) < len(widths):
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths[widest] += room - sum(widths)
    return widths
