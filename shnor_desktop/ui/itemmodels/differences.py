"""Differences of a workbook that came back, as a table with a tick in each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from ...services.spreadsheets.difference import Difference
from ..colours import colours

Index = QModelIndex | QPersistentModelIndex

_LONGEST, _BEFORE = 240, 60
"""Characters of a text that are shown, and how many of them before the change."""

HEADERS = ("Что", "Строка", "В программе", "В книге", "Ячейка")
"""The columns; the first bears the tick."""


class DifferencesModel(QAbstractTableModel):
    """Rows that are ticked will be taken over; doubtful ones begin without a tick."""

    changed = Signal()

    def __init__(self, differences: Sequence[Difference], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = list(differences)
        self._ticked = [not one.doubt for one in self._rows]

    @property
    def chosen(self) -> list[Difference]:
        """What is ticked."""
        return [row for row, ticked in zip(self._rows, self._ticked, strict=True) if ticked]

    def row(self, index: int) -> Difference:
        """A difference by its row."""
        return self._rows[index]

    def tick_all(self, ticked: bool) -> None:
        """Tick every row, or none."""
        self.tick(range(len(self._rows)), ticked)

    def tick(self, rows: Sequence[int], ticked: bool) -> None:
        """Tick some rows or take their ticks away."""
        for row in rows:
            self._ticked[row] = ticked
        if self._rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._rows) - 1, 0), [Qt.ItemDataRole.CheckStateRole]
            )
        self.changed.emit()

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many differences there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns of `HEADERS`."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, ticks, and the colour of what is doubtful."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = _texts(row)[index.column()]
            told = row.doubt if role == Qt.ItemDataRole.ToolTipRole else ""
            return f"{text}\n⚠ {told}" if told else text
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if self._ticked[index.row()] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and row.doubt:
            return QColor(colours().warning)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() != 0:
            return False
        self.tick([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True


def _around_change(text: str, other: str) -> str:
    """A long text from a little before the place where it differs."""
    if len(text) <= _LONGEST:
        return text
    pairs = zip(text, other, strict=False)
    differs = next((n for n, (one, two) in enumerate(pairs) if one != two), min(len(text), len(other)))
    start = max(min(differs - _BEFORE, len(text) - _LONGEST), 0)
    piece = text[start : start + _LONGEST].strip()
    return f"{'… ' if start else ''}{piece}{' …' if start + _LONGEST < len(text) else ''}"


def _texts(row: Difference) -> tuple[str, str, str, str, str]:
    mark = "⚠ " if row.doubt else ""
    title, label = " ".join(row.title.split()), " ".join(row.label.split())
    was, becomes = _around_change(row.was, row.becomes), _around_change(row.becomes, row.was)
    return (f"{mark}{label}", title, was or "—", becomes, f"{row.sheet}, {row.cell}")
