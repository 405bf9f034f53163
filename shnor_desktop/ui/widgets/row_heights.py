"""How high the rows of a table are: worked out only where they are seen.

Ten thousand rows cost nothing until they are scrolled to: a row keeps the default height until then, and a height
once worked out is kept until its line or the columns' widths change.
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from ..delegates import SUB_INDENT
from ..itemmodels.rows import Line, RowsModel
from .cell_text import cell_font, text_height

LEAST_HEIGHT = 30

_GRID = 1
"""Pixels of a cell that its line takes: a text that misses just these has a line more."""


class RowHeights(QObject):
    """Gives the rows in sight the heights that their texts need."""

    def __init__(self, view: QTableView, model: RowsModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._known: dict[Hashable, tuple[Line, int, int]] = {}
        self._version = 0
        self._busy = False
        self.measured = 0
        """How many heights were worked out so far."""

    def widths_changed(self) -> None:
        """No height that was worked out holds any longer."""
        self._version += 1

    def fit_visible(self) -> None:
        """Give the rows in sight their heights."""
        if self._busy or not self._view.isVisible():
            return
        bar = self._view.verticalScrollBar()
        at_end = 0 < bar.value() == bar.maximum()
        self._fit_rows_in_sight()
        if at_end:
            self._view.updateGeometries()  # otherwise Qt moves the end of the scroll bar later
        if at_end and bar.value() < bar.maximum():  # the last rows turned out to be higher
            bar.setValue(bar.maximum())

    def fit_above(self, row: int) -> None:
        """Give the rows from this one upwards their heights, so that it comes into sight whole."""
        if self._busy or not self._view.isVisible():
            return
        self._busy = True
        room = self._view.viewport().height()
        while row >= 0 and room > 0:
            height = self._height(row)
            self._view.verticalHeader().resizeSection(row, height)
            row, room = row - 1, room - height
        self._busy = False

    def _fit_rows_in_sight(self) -> None:
        self._busy = True
        view, header, count = self._view, self._view.verticalHeader(), self._model.rowCount()
        bottom = view.viewport().height()
        row = max(view.rowAt(0), 0)
        top = view.rowViewportPosition(row) if count else 0
        while row < count and top < bottom:
            height = self._height(row)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
            top += height
            row += 1
        self._busy = False

    def _height(self, row: int) -> int:
        line = self._model.lines[row]
        known = self._known.get(line.key)
        if known and known[0] is line and known[1] == self._version:
            return known[2]
        self.measured += 1
        height = max(LEAST_HEIGHT, min(self._needed(row, line), max(self._view.viewport().height() - 20, 60)))
        self._known[line.key] = (line, self._version, height)
        return height

    def _needed(self, row: int, line: Line) -> int:
        view = self._view
        font = cell_font(view.font(), line.level)
        needed, column = 0, 0
        while column < len(self._model.columns):
            spec = self._model.columns[column]
            rows, columns = view.rowSpan(row, column), view.columnSpan(row, column)
            width = sum(view.columnWidth(n) for n in range(column, column + columns)) - _GRID
            text = self._model.text(line, spec.field)
            if line.level == "sub" and spec.field == "text":
                text, width = f"— {text}", width - SUB_INDENT
            needed = max(needed, -(-text_height(text, width, font) // max(rows, 1)))
            column += max(columns, 1)
        return needed
