"""The model of people and posts: who is named, by which post, and in how many rows of plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...services.people import PersonUse, folded

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("Имя или должность", "Должность", "В планах")
_ROOT = QModelIndex()
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class PeopleModel(QAbstractTableModel):
    """Shows those whose name or post holds what is searched for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[PersonUse] = []
        self._wanted = ""
        self.shown: list[PersonUse] = []

    def show(self, people: Sequence[PersonUse]) -> None:
        """Show these, as far as they are searched for."""
        self._all = list(people)
        self.search(self._wanted)

    def search(self, text: str) -> None:
        """Show only those who match."""
        self._wanted = text
        key = folded(text)
        self.beginResetModel()
        self.shown = [person for person in self._all if key in folded(f"{person.text} {person.note}")]
        self.endResetModel()

    def place_of(self, text: str) -> int:
        """The row of a person, −1 when it is not shown."""
        key = folded(text)
        return next((n for n, person in enumerate(self.shown) if folded(person.text) == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of people shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Name, post, uses."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = _TEXTS[0]) -> Any:
        """The texts; nobody uses one who was only added."""
        if not index.isValid():
            return None
        person = self.shown[index.row()]
        if role in _TEXTS:
            return (person.text, person.note, str(person.uses) if person.uses else "пока нет")[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 2:
            return _RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXTS[0]) -> Any:
        """Names of the columns."""
        if role in _TEXTS and orientation == Qt.Orientation.Horizontal and section < len(HEADINGS):
            return HEADINGS[section]
        return None
