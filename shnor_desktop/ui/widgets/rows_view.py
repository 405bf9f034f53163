"""The table view of every page: what is selected in it, where the keys lead, and what stays when it is shown anew."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

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
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QTableView, QWidget

from ..delegates import CellDelegate
from ..itemmodels.diff import runs
from ..itemmodels.rows import Index, Line, RowsModel
from .cell_editor import CellEditor
from .column_widths import ColumnWidths
from .number_strip import NumberStrip
from .row_heights import LEAST_HEIGHT, RowHeights
from .wrap_header import WrapHeader

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = (QAbstractItemView.CursorAction.MoveNext, QAbstractItemView.CursorAction.MovePrevious)


_GOING_ON = (QAbstractItemView.EditTrigger.EditKeyPressed, QAbstractItemView.EditTrigger.DoubleClicked)
"""What opens a cell to go on with its text; a letter replaces it, Tab leads to the next one selected."""

_ASKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.KeyPress)


class RowsView(QTableView):
    """Shows a `RowsModel`; column widths follow the form's proportions until somebody drags them."""

    current_line_changed = Signal()
    refused = Signal(str)
    """Why the current cell cannot be typed into."""

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._held: tuple[Hashable, int, int] = (None, -1, -1)
        self._delegate = CellDelegate(self)
        self._header = WrapHeader(self)
        self.widths = ColumnWidths(self, model, self._header)
        self.heights = RowHeights(self, model)
        self._numbers: NumberStrip | None = None
        self._dress()
        model.modelAboutToBeReset.connect(self._before_reset)
        self.setModel(model)
        self._allow_sorting()
        model.reshaped.connect(self._reshape)
        model.modelReset.connect(self._after_reset)
        model.dataChanged.connect(self._cells_changed)
        self.verticalScrollBar().valueChanged.connect(self.heights.fit_visible)
        self.widths.changed.connect(self._widths_changed)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.widths.columns_changed()
        self._reshape()
        if model.columns and model.columns[0].field == "number":
            self._numbers = NumberStrip(self, self._header)
            model.dataChanged.connect(self._numbers.update)
            self.selectionModel().selectionChanged.connect(self._numbers.update)
            self.selectionModel().currentChanged.connect(self._numbers.update)

    def _allow_sorting(self) -> None:
        """A click on a heading chooses the column; what moves rows before one's eyes is a double click or a command."""
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._header.chosen.connect(self._choose_column)
        if self.rows.sortable:
            self._header.sortIndicatorChanged.connect(self.rows.sort)
            self._header.sectionDoubleClicked.connect(self.sort_further)
            self._header.setToolTip("Щелчок – выделить столбец, двойной – отсортировать, правая кнопка – меню")

    def _choose_column(self, column: int) -> None:
        """Select all cells of a column; the current row stays."""
        last = self.rows.rowCount() - 1
        if last < 0:
            return
        self.commit_editor()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        flags = QItemSelectionModel.SelectionFlag
        row = max(self.currentIndex().row(), 0)
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), flags.NoUpdate)
        area = QItemSelection(self.rows.index(0, column), self.rows.index(last, column))
        self.selectionModel().select(area, flags.ClearAndSelect)

    def sort_further(self, column: int) -> None:
        """Sort by a column; again the other way round, then not at all."""
        now = self.rows.sorting
        if now is None or now[0] != self.rows.columns[column].field:
            self.sort_rows(column)
        elif now[1]:
            self.sort_rows(-1)
        else:
            self.sort_rows(column, Qt.SortOrder.DescendingOrder)

    def sort_rows(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, −1 not at all, as a click on its heading would."""
        self.commit_editor()
        self._header.setSortIndicator(column, order)

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
        rows.setMinimumSectionSize(LEAST_HEIGHT)
        rows.setDefaultSectionSize(LEAST_HEIGHT)
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
        blocks = [
            [(row, column) for row in range(block.top(), block.bottom() + 1)
             for column in range(block.left(), block.right() + 1)]
            for block in self._selection()
        ]  # fmt: skip
        if len(blocks) == 1:  # in order already, however many they are
            return blocks[0]
        places = {place for block in blocks for place in block}
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

    def keyboardSearch(self, search: str) -> None:
        """Typing where nothing can be typed says why; the base class would jump to another row."""
        line, index = self.current_line(), self.currentIndex()
        if line is not None and search.strip() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.refused.emit(self.rows.why_fixed(line, self.rows.columns[index.column()].field))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """What the disk did not take stays in its cell, wherever the person clicks; Esc gives it up."""
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache or not self._delegate.held:
            super().closeEditor(editor, hint)

    def edit(self, index: Index, trigger: Any = None, event: Any = None) -> Any:
        """No second editor beside one that holds what the disk did not take."""
        if trigger is None:
            return super().edit(index)
        editor = self._delegate.editor
        if self._delegate.held and editor is not None:
            if event is not None and event.type() in _ASKS:
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._delegate.goes_on = trigger in _GOING_ON
        return super().edit(index, trigger, event)

    def commit_editor(self) -> None:
        """Write what stands in an open cell editor and close it."""
        self._delegate.finish()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.row() != previous.row() or not current.isValid():
            self.viewport().update()
            self.current_line_changed.emit()

    # spans and sizes

    def _cells_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """The current row stays in sight as a whole when a text makes it higher."""
        current = self.currentIndex()
        alone = first.row() == last.row() == current.row()
        in_sight = alone and self.visualRect(current).bottom() <= self.viewport().height()
        self.heights.fit_visible()
        if in_sight and self.visualRect(current).bottom() > self.viewport().height():
            self.scrollTo(current)

    def _lay_spans(self) -> None:
        self.clearSpans()
        for row, column, rows, columns in self.rows.spans():
            self.setSpan(row, column, rows, columns)

    def _reshape(self) -> None:
        self._lay_spans()
        self.heights.fit_visible()
        self.current_line_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the room anew."""
        super().resizeEvent(event)
        self.widths.fit()
        self.heights.fit_visible()
        if self._numbers is not None:
            self._numbers.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Heights are worked out at the first sight."""
        super().showEvent(event)
        self.widths.fit()
        self.heights.fit_visible()

    def _widths_changed(self) -> None:
        self.heights.widths_changed()
        self.updateGeometries()
        self.heights.fit_visible()

    def sizeHintForColumn(self, column: int) -> int:
        """To what a double click at a heading's edge fits the column."""
        return self.widths.wanted(column)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The rows above the place get their heights first, so that it comes into sight whole."""
        self.heights.fit_above(index.row())
        super().scrollTo(index, hint)
        if index.column() <= 1:
            self.horizontalScrollBar().setValue(0)  # a heading across the table would push the numbers out of sight
        elif self._numbers is not None:
            hidden = self._numbers.covers() - self.visualRect(index).left()  # the strip lies over what is to be seen
            if hidden > 0:
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    # when everything is shown anew

    def _before_reset(self) -> None:
        line, place = self.current_line(), self.currentIndex()
        self._held = (line.key if line else None, place.row(), place.column())

    def _after_reset(self) -> None:
        self._lay_spans()
        self.widths.columns_changed()
        key, row, column = self._held
        count = self.rows.rowCount()
        found = self.rows.row_of(key)
        if found < 0 and self.rows.is_arranged:
            row = 0  # the line was filtered out: what is shown is read from its beginning
        row = found if found >= 0 else min(row, count - 1)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, max(min(column, self.rows.columnCount() - 1), 0)))
            self.scrollTo(self.currentIndex())
        self.current_line_changed.emit()

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
        """Enter opens the cell's editor; F4 with its picker of periods or the list of what was typed before."""
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _ENTER and plain and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index, QAbstractItemView.EditTrigger.EditKeyPressed, event)
            return
        if event.key() == Qt.Key.Key_F4 and plain and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            if isinstance(self._delegate.editor, CellEditor):
                self._delegate.editor.ask_for_help()
            return
        super().keyPressEvent(event)
