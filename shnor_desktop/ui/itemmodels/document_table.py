"""The model of a table as it stands in a document: cells where they begin, nothing can be changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...services.documents.tree import Table, grid

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ToolTipRole))


class DocumentTableModel(QAbstractTableModel):
    """Shows one table at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[str]] = []
        self._width = 0
        self.table: Table | None = None

    def show(self, table: Table) -> None:
        """Show this table."""
        self.beginResetModel()
        self.table = table
        self._width = table.column_count
        self._rows = [self._texts(table, row, places) for row, places in enumerate(grid(table))]
        self.endResetModel()

    def _texts(self, table: Table, row: int, places: list[tuple[int, int] | None]) -> list[str]:
        texts, last = [], None
        for place in places:
            begins = place is not None and place[0] == row and place != last
            texts.append(table.rows[row].cells[place[1]].text.strip() if begins and place else "")
            last = place
        return texts

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows of the table."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Columns of its grid."""
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = _TEXTS[0]) -> Any:
        """The text of a cell, on one line in the table and whole when pointed at."""
        if not index.isValid() or role not in _TEXTS:
            return None
        text = self._rows[index.row()][index.column()]
        return text if role == Qt.ItemDataRole.ToolTipRole else " ".join(text.split())
