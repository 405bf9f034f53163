"""The one base of all table models: lines that stand for stored rows, edited through the services.

A line is never changed by the view: `write` asks the service, the file tells what was committed, and `refresh` takes
over exactly that, so that selection, scroll and an open editor stay where they are.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from ...services.changes import Change
from ...services.editing.content import move_rows
from ...services.editing.moving import Carry
from ...services.editing.sheet import Sheet
from ...services.formats import ColumnSpec
from ...services.table_order import Key, text_key
from ..pages.base import PageContext
from .columns import header_text
from .diff import runs
from .lines import Line, LinesModel

__all__ = ["LOOK", "Choices", "Index", "Line", "Look", "RowsModel", "Span"]

Index = QModelIndex | QPersistentModelIndex
Span = tuple[int, int, int, int]
"""Row, column, rows covered, columns covered."""

LOOK = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a cell tells its `Look`."""

_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
_EDIT = int(Qt.ItemDataRole.EditRole)
_ROOT = QModelIndex()

_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable


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


NUMBERED = "Номера программа ставит сама: строки можно переставить."
FIXED = "Эта ячейка заполняется сама, вписать в неё нельзя."


class RowsModel(LinesModel):
    """Lines × columns. A kind of table says how to load its lines, what a field shows and how it is written."""

    structure: frozenset[str] = frozenset({"position", "level", "number", "heading", "section_id", "upper"})
    """Fields whose change moves lines or numbers; a change of any other is taken over in place."""

    def __init__(self, context: PageContext, columns: Sequence[ColumnSpec] = (), parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.context = context

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

    def why_fixed(self, line: Line, field: str) -> str:
        """Why a field of a line cannot be typed into, for whoever tries."""
        return NUMBERED if field == "number" else FIXED

    def choices(self, line: Line, field: str) -> Choices | None:
        """What can be chosen there, None where text is typed."""
        return None

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """How the cell is painted."""
        return Look(line.level, align=column.align)

    def ranks(self) -> list[int]:
        """What owns what among all lines: a line owns those of higher rank that follow it."""
        return [0] * len(self.whole)

    def carry(self, lines: Sequence[Line]) -> Carry:
        """What goes along when lines are moved, counted in all lines."""
        return Carry(self.ranks(), [self.place_of(line.key) for line in lines])

    def drop(self, lines: Sequence[Line], before: Line | None) -> None:
        """Ask the service to move lines before another one, or to the end."""
        move_rows(self.context.file, [line.row for line in lines], before.row if before else None)

    def sort_keys(self, lines: Sequence[Line], field: str) -> list[Key | None]:
        """By what the cells of a column are compared."""
        return [text_key(self.text(line, field)) for line in lines]

    def spans(self) -> list[Span]:
        """Cells that cover several places: group rows reach from their text to the right end."""
        first = next((n for n, column in enumerate(self.columns) if column.field == "text"), 0)
        width = len(self.columns) - first
        return [(n, first, 1, width) for n, line in enumerate(self.lines) if line.level == "group" and width > 1]

    def patched(self, line: Line, change: Change) -> Line:
        """The line after a change of its row that is not of structure."""
        return line.with_row(change.entity(**(change.after or {})))

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
        line, column = self.lines[index.row()], self.columns[index.column()]
        return _TYPED if self.editable(line, column.field) else _SHOWN

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
        self._patch_all(touching)
        return True

    def followed(self, changes: Sequence[Change]) -> list[Line]:
        """The lines after changes that add, remove or move some of them; read anew unless a kind knows better."""
        return self.load()

    def _moves(self, change: Change) -> bool:
        if change.before is None or change.after is None or self.place_of(self.key_of(change)) < 0:
            return True
        return any(change.before.get(name) != change.after.get(name) for name in self.structure)

    def _patch_all(self, changes: Sequence[Change]) -> None:
        touched = set()
        for change in changes:
            key = self.key_of(change)
            place, shown = self.place_of(key), self.row_of(key)
            new = self.patched(self.whole[place], change)
            if not new.shows_as(self.whole[place]):
                self.whole[place] = new
                if shown >= 0:
                    self.lines[shown] = new
                    touched.add(shown)
        for first, last in runs(sorted(touched)):
            self._touched(first, last)

    def set_columns(self, columns: Sequence[ColumnSpec]) -> None:
        """Show other columns."""
        if tuple(columns) == self.columns:
            return
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()
        self.reshaped.emit()
