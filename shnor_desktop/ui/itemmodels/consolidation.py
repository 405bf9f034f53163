"""The workbooks of a consolidation as a table: a line a school of a file, its name open to correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from ..colours import colours

Index = QModelIndex | QPersistentModelIndex

HEADERS = ("Файл", "Школа в своде", "Как в файле", "По состоянию на", "Состояние")
SCHOOL = 1
"""The column that can be typed into."""

WAITING, READ, FAILED = "ждёт", "прочитан", "не прочитан"


@dataclass(frozen=True)
class FileLine:
    """A file, or one school of it; `alike` says that its name was taken for another spelling of the school's."""

    path: Path
    status: str = WAITING
    spelling: str = ""
    school: str = ""
    as_of: str = ""
    reason: str = ""
    corrected: bool = False

    @property
    def alike(self) -> bool:
        """Whether the program itself took the file's spelling for another school's name."""
        return bool(self.spelling) and self.school != self.spelling and not self.corrected

    def shown(self) -> tuple[str, str, str, str, str]:
        """The texts of the columns."""
        state = self.reason or ("вы назвали" if self.corrected else "похожее название" if self.alike else self.status)
        mark = "⚠ " if self.reason or self.alike else ""
        return self.path.name, self.school, self.spelling, self.as_of, mark + state


class FilesModel(QAbstractTableModel):
    """Lines in the order of the files."""

    renamed = Signal(object, str)
    """A line and the name that the person typed; an empty one takes a correction back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[FileLine] = []

    @property
    def lines(self) -> tuple[FileLine, ...]:
        """All lines."""
        return tuple(self._lines)

    def show(self, lines: Sequence[FileLine]) -> None:
        """Show these lines instead."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def show_read(self, row: int, line: FileLine) -> None:
        """A file was read."""
        self._lines[row] = line
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADERS) - 1))

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns of `HEADERS`."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The school of a file that was read can be named anew."""
        flags = super().flags(index)
        named = index.isValid() and index.column() == SCHOOL and bool(self._lines[index.row()].spelling)
        return flags | Qt.ItemFlag.ItemIsEditable if named else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, and the colours of what is doubtful or failed."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.shown()[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(line.path) if index.column() == 0 else line.shown()[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in (SCHOOL, len(HEADERS) - 1):
            if line.reason:
                return QColor(colours().error)
            return QColor(colours().warning) if line.alike else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Name a school anew; who adds up decides what the lines show then."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        line, name = self._lines[index.row()], " ".join(str(value).split())
        if name != line.school:
            self.renamed.emit(line, name)
        return True
