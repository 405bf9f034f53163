"""The model of a document on its way in: each block as it was read, beside what it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from ...services.import_review import ReviewLine
from ..colours import colours

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("В документе", "В программе")
_ROOT = QModelIndex()
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
_TABLES = frozenset({"table", "nested"})
_ASIDE = {"margin": "Колонтитул: ", "remark": "Примечание: ", "picture": "Рисунок: "}
_INDENT = "\u2003"


class ReviewLinesModel(QAbstractTableModel):
    """All blocks, or the tables alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[ReviewLine] = []
        self._only_tables = False
        self.shown: list[ReviewLine] = []

    def show(self, lines: Sequence[ReviewLine]) -> None:
        """Show these; where only what they become has changed, places and selection stay."""
        self._all = list(lines)
        shown = self._chosen()
        if [line.block for line in shown] != [line.block for line in self.shown]:
            self._replace(shown)
            return
        self.shown = shown
        if shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(HEADINGS) - 1))

    def show_only_tables(self, only: bool) -> None:
        """Leave out everything but tables, or show it again."""
        self._only_tables = only
        self._replace(self._chosen())

    def row_of(self, line: ReviewLine) -> int:
        """The row in which a block is shown, −1 where it is left out."""
        return next((row for row, one in enumerate(self.shown) if one.block is line.block), -1)

    def next_table(self, row: int, step: int) -> int:
        """The row of the next table below (`step` 1) or above (−1); the same row where there is none."""
        places = range(row + step, len(self.shown) if step > 0 else -1, step)
        return next((place for place in places if self.shown[place].table is not None), row)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of blocks shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The block and what it becomes."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = _TEXTS[0]) -> Any:
        """Texts and their look: what becomes data stands out from what stays text."""
        if not index.isValid():
            return None
        line, first = self.shown[index.row()], index.column() == 0
        if role in _TEXTS or role == Qt.ItemDataRole.ToolTipRole:
            return _shown(line) if first else line.becomes
        if role == Qt.ItemDataRole.FontRole and first and line.kind in ("heading", "table"):
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(_colour(line, first))
        if role == Qt.ItemDataRole.BackgroundRole and line.kind in _TABLES:
            return QColor(colours().group)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXTS[0]) -> Any:
        """Names of the sides."""
        if role in _TEXTS and orientation == Qt.Orientation.Horizontal and section < len(HEADINGS):
            return HEADINGS[section]
        return None

    def _chosen(self) -> list[ReviewLine]:
        return [line for line in self._all if not self._only_tables or line.kind in _TABLES]

    def _replace(self, lines: list[ReviewLine]) -> None:
        self.beginResetModel()
        self.shown = lines
        self.endResetModel()


def _shown(line: ReviewLine) -> str:
    return _INDENT * max(line.level - 1, 0) + _ASIDE.get(line.kind, "") + line.text


def _colour(line: ReviewLine, first: bool) -> str:
    if first:
        return colours().ink if line.kind in ("heading", "table", "text") else colours().soft
    if line.data:
        return colours().good
    return colours().warning if line.kind == "table" else colours().soft
