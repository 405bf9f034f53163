"""The table in which scores are typed: Enter leads from the score to its count and on to the next score."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from ..itemmodels.scores import COUNT, SCORE, ScoresModel

_SUBMIT = QAbstractItemDelegate.EndEditHint.SubmitModelCache


class ScoresView(QTableView):
    """Keys of a spreadsheet: a digit begins a cell, Ctrl+V puts a block in, Del takes rows out."""

    paste_asked = Signal(bool)
    """A block is to be put in; True: added to what stands there."""

    def __init__(self, model: ScoresModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores = model
        self.setModel(model)
        self.setAccessibleName("Баллы и число учеников")
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setMinimumHeight(150)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, add, copy, take out; the rest is the table's."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit(False)
        elif event.key() == Qt.Key.Key_V and event.modifiers() == both:
            self.paste_asked.emit(True)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.take_out()
        else:
            super().keyPressEvent(event)

    def take_out(self) -> None:
        """Remove the selected scores."""
        places = {index.row() for index in self.selectionModel().selectedIndexes()}
        if places:
            self._scores.take_out(places)
            self.go_to(min(places), SCORE)

    def copy(self) -> None:
        """Put all scores with their counts on the clipboard, for a spreadsheet."""
        from ...services.tabular import Block
        from ..clipboard import write_block

        rows = [(self._text(row, SCORE), self._text(row, COUNT)) for row in range(self._scores.rowCount() - 1)]
        if rows:
            write_block(Block(tuple(rows)))

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        index = self._scores.index(min(row, self._scores.rowCount() - 1), column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the next cell that is to be typed."""
        place = self.currentIndex()
        row, column = place.row(), place.column()
        super().closeEditor(editor, hint)
        if hint is _SUBMIT:
            if column == SCORE and self._text(row, SCORE):
                self.go_to(row, COUNT)
            elif column == COUNT:
                self.go_to(row + 1, SCORE)

    def _text(self, row: int, column: int) -> str:
        return str(self._scores.index(row, column).data() or "")
