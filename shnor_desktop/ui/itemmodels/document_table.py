"""The model of a table as it stands in a document: cells where they begin, nothing can be changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...services.documents.tree import Table, grid

Index = QModelIndex | QPersistentModelIndex
Grid = list[list[tuple[int, int] | None]]
_ROOT = QModelIndex()
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ToolTipRole))


class DocumentTableModel(QAbstractTableModel):
    """Shows one table at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, list[str]] = {}
        self._grid: Grid | None = None
        self._width = 0
        self.table: Table | None = None

    def show(self, table: Table) -> None:
        """Show this table."""
        self.beginResetModel()
        self.table = table
        self._width = table.column_count
        tall = any(cell.rows > 1 for row in table.rows for cell in row.cells)
        self._grid = grid(table) if tall else None
        self._rows = {}
        self.endResetModel()

    def _row(self, row: int) -> list[str]:
        """The texts of a row: of ten thousand only those in sight are looked at."""
        if row not in self._rows and self.table is not None:
            self._rows[row] = self._texts(self.table, row)
        return self._rows[row]

    def _texts(self, table: Table, row: int) -> list[str]:
        if self._grid is not None:
            places = self._grid[row]
        else:
            alone = Table((table.rows[row],), (1.0,) * self._width)
            places = [None if place is None else (row, place[1]) for place in grid(alone)[0]]
        texts, last = [], None
        for place in places:
            begins = place is not None and place[0] == row and place != last
            texts.append(table.rows[row].cells[place[1]].text.strip() if begins and place else "")
            last = place
        return texts

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows of the table."""
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Columns of its grid."""
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = _TEXTS[0]) -> Any:
        """The text of a cell, on one line in the table and whole when pointed at."""
        if not index.isValid() or role not in _TEXTS:
            return None
        text = self._row(index.row())[index.column()]
        return text if role == Qt.ItemDataRole.ToolTipRole else " ".join(text.split())
