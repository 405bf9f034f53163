"""The one base of all table models: lines that stand for stored rows, edited through the services.

A line is never changed by the view: `write` asks the service, the file tells what was committed, and `refresh` takes
over exactly that, so that selection, scroll and an open editor stay where they are.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...services.changes import Change
from ...services.editing.sheet import Sheet
from ...services.formats import ColumnSpec
from ..pages.base import PageContext
from .columns import header_text
from .diff import removals, runs

Index = QModelIndex | QPersistentModelIndex
Span = tuple[int, int, int, int]
"""Row, column, rows covered, columns covered."""

LOOK = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a cell tells its `Look`."""

_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
_EDIT = int(Qt.ItemDataRole.EditRole)
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Line:
    """A line of a table: the stored row, its level (group, item, sub) and the number it shows."""

    key: Hashable
    row: Any
    level: str = "item"
    number: str = ""


@dataclass(frozen=True)
class Look:
    """How a cell is painted; `tone` is "", computed, good, bad or missing; `bar` shows `percent` as a bar."""

    level: str = "item"
    tone: str = ""
    align: str = ""
    bar: bool = False
    percent: int | None = None


@dataclass(frozen=True)
class Choices:
    """What may be chosen in a cell; `free` allows other words as well."""

    values: tuple[str, ...]
    free: bool = False


class RowsModel(QAbstractTableModel):
    """Lines × columns. A kind of table says how to load its lines, what a field shows and how it is written."""

    reshaped = Signal()
    """Lines came, went, moved or changed their level: spans are to be laid anew."""

    structure: frozenset[str] = frozenset({"position", "level", "number", "heading", "section_id"})
    """Fields whose change moves lines or numbers; a change of any other is taken over in place."""

    def __init__(self, context: PageContext, columns: Sequence[ColumnSpec] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.columns = tuple(columns)
        self.lines: list[Line] = []
        self._places: dict[Hashable, int] = {}

    # what a kind of table says

    def load(self) -> list[Line]:
        """Read the lines from the file."""
        raise NotImplementedError

    def text(self, line: Line, field: str) -> str:
        """What a field of a line shows."""
        raise NotImplementedError

    def write(self, line: Line, field: str, text: str) -> None:
        """Ask the service to store what was typed; raises UserError when it may not be."""
        raise NotImplementedError

    def mine(self, change: Change) -> bool:
        """Whether a change of the file touches this table."""
        raise NotImplementedError

    def edit_text(self, line: Line, field: str) -> str:
        """What the editor begins with."""
        return self.text(line, field)

    def copy_text(self, line: Line, field: str, several: bool) -> str:
        """What goes on the clipboard, alone or as one of several cells."""
        return self.text(line, field)

    def sheet(self) -> Sheet:
        """The table as blocks of cells are written into it."""
        raise NotImplementedError

    def editable(self, line: Line, field: str) -> bool:
        """Whether a field of a line can be typed into."""
        return True

    def choices(self, line: Line, field: str) -> Choices | None:
        """What can be chosen there, None where text is typed."""
        return None

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """How the cell is painted."""
        return Look(line.level, align=column.align)

    def spans(self) -> list[Span]:
        """Cells that cover several places: group rows reach from their text to the right end."""
        first = next((n for n, column in enumerate(self.columns) if column.field == "text"), 0)
        width = len(self.columns) - first
        return [(n, first, 1, width) for n, line in enumerate(self.lines) if line.level == "group" and width > 1]

    def patched(self, line: Line, change: Change) -> Line:
        """The line after a change of its row that is not of structure."""
        return dataclasses.replace(line, row=change.entity(**(change.after or {})))

    def key_of(self, change: Change) -> Hashable:
        """The key of the line that shows the changed row."""
        return change.table, change.id

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the columns."""
        return tuple(column.field for column in self.columns)

    # what the view asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _EDIT) -> Any:
        """Text and look of a cell."""
        if role not in (*_TEXTS, _EDIT, LOOK) or not index.isValid():
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == LOOK:
            return self.look(line, column)
        return self.edit_text(line, column.field) if role == _EDIT else self.text(line, column.field)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXTS[0]) -> Any:
        """Labels of the columns."""
        if role not in _TEXTS:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return header_text(self.columns[section]) if section < len(self.columns) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be selected; those that can be typed into are editable."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.editable(self.lines[index.row()], self.columns[index.column()].field):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Write what the cell editor holds."""
        if role != _EDIT or not index.isValid():
            return False
        return self.put(self.lines[index.row()], self.columns[index.column()].field, str(value))

    def put(self, line: Line, field: str, text: str) -> bool:
        """Write a field of a line; where it is refused the view shows the stored value again."""
        if text == self.edit_text(line, field):
            return True
        if self.context.attempt(partial(self.write, line, field, text)):
            return True
        self._touched(self.row_of(line.key), self.row_of(line.key))
        return False

    def row_of(self, key: Hashable) -> int:
        """The place of a line, −1 when it is not there."""
        return self._places.get(key, -1)

    def column_of(self, field: str) -> int:
        """The place of a field's column, −1 when it has none."""
        return next((n for n, column in enumerate(self.columns) if column.field == field), -1)

    # following the file

    def reload(self) -> None:
        """Show the file as it is."""
        self.sync(self.load())

    def refresh(self, changes: Sequence[Change]) -> bool:
        """Take over what was committed; whether anything of it was shown here."""
        touching = [change for change in changes if self.mine(change)]
        if not touching:
            return False
        if any(self._moves(change) for change in touching):
            self.sync(self.followed(touching))
            return True
        for change in touching:
            self._patch(change)
        return True

    def followed(self, changes: Sequence[Change]) -> list[Line]:
        """The lines after changes that add, remove or move some of them; read anew unless a kind knows better."""
        return self.load()

    def _moves(self, change: Change) -> bool:
        if change.before is None or change.after is None or self.row_of(self.key_of(change)) < 0:
            return True
        return any(change.before.get(name) != change.after.get(name) for name in self.structure)

    def _patch(self, change: Change) -> None:
        place = self.row_of(self.key_of(change))
        new = self.patched(self.lines[place], change)
        if new != self.lines[place]:
            self.lines[place] = new
            self._touched(place, place)

    def sync(self, new: list[Line]) -> None:
        """Become `new` by the fewest removals, one reordering, insertions and changes."""
        before = [(line.key, line.level) for line in self.lines]
        self._drop({line.key for line in new})
        self._reorder(new)
        self._fill(new)
        self._places = {line.key: place for place, line in enumerate(self.lines)}
        differ = (
            n for n, (line, old) in enumerate(zip(new, self.lines, strict=True)) if line is not old and line != old
        )
        for first, last in runs(differ):
            self.lines[first : last + 1] = new[first : last + 1]
            self._touched(first, last)
        if before != [(line.key, line.level) for line in self.lines]:
            self.reshaped.emit()

    def _drop(self, kept: set[Hashable]) -> None:
        for first, last in removals(self.lines, kept):
            self.beginRemoveRows(_ROOT, first, last)
            del self.lines[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, new: Sequence[Line]) -> None:
        known = {line.key: place for place, line in enumerate(self.lines)}
        order = [known[line.key] for line in new if line.key in known]
        if order == list(range(len(order))):
            return
        self.layoutAboutToBeChanged.emit()
        places = {old: place for place, old in enumerate(order)}
        held = self.persistentIndexList()
        moved = [self.index(places[index.row()], index.column()) for index in held]
        self.lines = [self.lines[old] for old in order]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _fill(self, new: Sequence[Line]) -> None:
        known = {line.key for line in self.lines}
        for first, last in runs(n for n, line in enumerate(new) if line.key not in known):
            self.beginInsertRows(_ROOT, first, last)
            self.lines[first:first] = new[first : last + 1]
            self.endInsertRows()

    def _touched(self, first: int, last: int) -> None:
        if first >= 0 and self.columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def set_columns(self, columns: Sequence[ColumnSpec]) -> None:
        """Show other columns."""
        if tuple(columns) == self.columns:
            return
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()
        self.reshaped.emit()
