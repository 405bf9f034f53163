"""The list of what the diary can take from the roadmap: groups and items, with check marks and directions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...services.diary import Candidate, CandidateGroup, Offer
from .bank import ABOUT

Index = QModelIndex | QPersistentModelIndex

GROUP = int(Qt.ItemDataRole.UserRole) + 2
"""Whether a line is a group's heading."""

OPEN = int(Qt.ItemDataRole.UserRole) + 3
"""Whether a checked item still waits for its direction."""

CHECK = Qt.ItemDataRole.CheckStateRole
_ROOT = QModelIndex()

_READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_CHECKABLE = _READABLE | Qt.ItemFlag.ItemIsUserCheckable
"""Put together once: ten thousand lines are asked for theirs at once."""


@dataclass(frozen=True)
class TakeLine:
    """A line of the list: a group's heading, or an item of it."""

    group: CandidateGroup
    item: Candidate | None = None

    @cached_property
    def items(self) -> tuple[Candidate, ...]:
        """The items a line speaks for that are still to be had."""
        every = (self.item,) if self.item else self.group.items
        return tuple(item for item in every if not item.taken)


class TakeModel(QAbstractListModel):
    """Marks and directions stay while the search goes on; `only` are the rows to be shown at all."""

    changed = Signal()

    def __init__(
        self, offer: Offer, checked: Collection[int] = (), only: Collection[int] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.directions = offer.directions
        self._groups = [
            (group, [item for item in group.items if not only or item.row.id in only]) for group in offer.groups
        ]
        self._checked = set(checked) - {item.row.id for group in offer.groups for item in group.items if item.taken}
        alone = offer.directions[0].id if len(offer.directions) == 1 else None
        self._direction = {
            item.row.id: group.direction if alone is None else alone for group in offer.groups for item in group.items
        }
        self.lines: list[TakeLine] = []
        self.items_shown = 0
        """How many of the lines are items."""
        self._sought: list[str] | None = None
        self.search("")

    def search(self, text: str) -> None:
        """Show the items that have all these words, under their groups."""
        words = text.casefold().split()
        if words == self._sought:
            return
        self._sought = words
        found: list[TakeLine] = []
        self.items_shown = 0
        for group, items in self._groups:
            fitting = [item for item in items if all(word in _searched(item) for word in words)] if words else items
            if fitting:
                self.items_shown += len(fitting)
                found += [TakeLine(group), *(TakeLine(group, item) for item in fitting)]
        if found != self.lines:
            self.beginResetModel()
            self.lines = found
            self.endResetModel()

    @property
    def chosen(self) -> list[tuple[int, int | None]]:
        """Checked items in the roadmap's order, each with its direction or None while it waits for one."""
        ids = [item.row.id for group, _ in self._groups for item in group.items if item.row.id in self._checked]
        return [(id_, self._direction[id_]) for id_ in ids]

    def direction_of(self, lines: Iterable[TakeLine]) -> int | None:
        """The direction of items and whole groups, where all agree."""
        found = {self._direction[item.row.id] for line in lines for item in line.items}
        return found.pop() if len(found) == 1 else None

    def set_direction(self, lines: Iterable[TakeLine], direction: int) -> None:
        """Send items, or all items of a group, to a direction."""
        self._direction.update({item.row.id: direction for line in lines for item in line.items})
        self._tell()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, mark, and the line below."""
        if not index.isValid() or not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.item.number}. {line.item.row.text}" if line.item else line.group.title
        if role == CHECK:
            return self._mark(line)
        if role == GROUP:
            return line.item is None
        if role == OPEN:
            return line.item is not None and self._waits(line.item)
        if role == ABOUT:
            return self._about(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marked = "Отмечено. " if self._mark(line) == Qt.CheckState.Checked else ""
            return f"{marked}{line.item.row.text if line.item else line.group.title}. {self._about(line)}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set or take off a mark; a group's marks all that is shown of it."""
        if role != CHECK or not index.isValid():
            return False
        line = self.lines[index.row()]
        ids = {item.row.id for each in self.lines if self._speaks_for(line, each) for item in each.items}
        if not ids:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._checked |= ids
        else:
            self._checked -= ids
        self._tell()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is in the diary already can be read and not checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _CHECKABLE if self.lines[index.row()].items else _READABLE

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self.lines)

    def _speaks_for(self, line: TakeLine, other: TakeLine) -> bool:
        return other is line or (line.item is None and other.group is line.group and other.item is not None)

    def _mark(self, line: TakeLine) -> Qt.CheckState | None:
        shown = [line] if line.item else [each for each in self.lines if each.item and each.group is line.group]
        ids = {item.row.id for each in shown for item in each.items}
        if not ids:
            return None
        if ids <= self._checked:
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if ids & self._checked else Qt.CheckState.Unchecked

    def _waits(self, item: Candidate) -> bool:
        return item.row.id in self._checked and self._direction[item.row.id] is None

    def _about(self, line: TakeLine) -> str:
        item = line.item
        if item is None:
            return ""
        if item.taken:
            return f"Уже в дневнике, строка {item.taken}"
        direction = next((one.title for one in self.directions if one.id == self._direction[item.row.id]), "")
        parts = (
            "→ выберите направление" if self._waits(item) else f"→ {direction}" if direction else "",
            f"в дневнике есть такая же строка {item.same}: она будет связана" if item.same else "",
            item.row.period,
            item.row.responsible,
        )
        return " · ".join(" ".join(part.split()) for part in parts if part)

    def _tell(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))
        self.changed.emit()


def _searched(item: Candidate) -> str:
    row = item.row
    return " ".join((item.number, row.text, row.period, row.responsible, row.result)).casefold()
