"""The list of a bank: what the search found, with check marks that stay while the search goes on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...services.banks import BankItem, Topics

Index = QModelIndex | QPersistentModelIndex

ABOUT = Qt.ItemDataRole.UserRole + 1
"""The line below the text: period or unit, direction, «уже в плане»."""

CHECKED = Qt.CheckState.Checked


class BankModel(QAbstractListModel):
    """Items of a bank; `present` are the texts that the programme has already."""

    checked_changed = Signal()

    def __init__(
        self, items: Sequence[BankItem], topics: Topics, present: Collection[str] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._all = tuple(items)
        self._topics = topics
        self._present = frozenset(present)
        self._checked: set[str] = set()
        self.shown: list[BankItem] = list(items)

    def show_items(self, items: Sequence[BankItem]) -> None:
        """Show these, in this order."""
        if list(items) != self.shown:
            self.beginResetModel()
            self.shown = list(items)
            self.endResetModel()

    @property
    def chosen(self) -> list[BankItem]:
        """All checked items, shown or not, in the order of the bank."""
        return [item for item in self._all if item.key in self._checked]

    def uncheck_all(self) -> None:
        """Take all marks off."""
        self._checked.clear()
        if self.shown:
            roles = [Qt.ItemDataRole.CheckStateRole]
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1), roles)
        self.checked_changed.emit()

    # the interface of Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, mark, and the line below."""
        if not index.isValid() or not 0 <= index.row() < len(self.shown):
            return None
        item = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return CHECKED if item.key in self._checked else Qt.CheckState.Unchecked
        if role == ABOUT:
            return self._about(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mark = "Отмечено. " if item.key in self._checked else ""
            return f"{mark}{item.text} {self._about(item)}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set or take off a mark."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        key = self.shown[index.row()].key
        if Qt.CheckState(value) == CHECKED:
            self._checked.add(key)
        else:
            self._checked.discard(key)
        self.dataChanged.emit(index, index, [role])
        self.checked_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every item can be checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def _about(self, item: BankItem) -> str:
        topic = self._topics.by_key.get(item.direction)
        parts = (
            "Уже есть в программе" if item.text in self._present else "",
            "Мой банк" if item.own else "",
            str(getattr(item, "period", "") or getattr(item, "unit", "")),
            topic.title if topic else "",
        )
        return " · ".join(part for part in parts if part)
