"""The lines of a table: all of them in the document's order, and those that are shown, maybe filtered or sorted.

The document's order is never touched from here. A view is told of the fewest changes that lead from what it shows to
what it is to show; where these would be very many, to look anew.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ...services.formats import ColumnSpec
from ...services.table_order import Key, sorted_places
from .arrangement import Arrangement
from .diff import removals, runs

_ROOT = QModelIndex()

_MANY = 50
"""So many separate runs of lines that come or go cost a view more than to be told to look anew."""


class Line:
    """A line of a table: the stored row, its level (group, item, sub) and the number it shows. Never changed."""

    __slots__ = ("_row", "key", "level", "number")

    def __init__(self, key: Hashable, row: Any, level: str = "item", number: str = "") -> None:
        self.key = key
        self.level = level
        self.number = number
        self._row = row

    @property
    def row(self) -> Any:
        """The stored row."""
        return self._row

    @property
    def id(self) -> int:
        """The id of the stored row."""
        return int(self.row.id)

    def with_row(self, row: Any) -> Line:
        """The same line after an edit that moved nothing."""
        return Line(self.key, row, self.level, self.number)

    def shows_as(self, other: Line) -> bool:
        """Whether nobody would see a difference, as far as that is known."""
        return self == other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Line):
            return NotImplemented
        mine, others = (self.key, self.level, self.number), (other.key, other.level, other.number)
        return self is other or (mine == others and bool(self.row == other.row))

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"Line({self.key!r}, {self.row!r}, {self.level!r}, {self.number!r})"


class LinesModel(QAbstractTableModel):
    """Keeps the lines; what is in their cells is the business of the class that is made of this one."""

    reshaped = Signal()
    """Lines came, went, moved or changed their level: spans are to be laid anew."""

    arranged = Signal()
    """Lines were filtered or sorted, or are again as in the document."""

    sortable = True
    """Whether the lines may be shown in another order than the document's."""

    filterable = False
    """Whether the lines are rows of a plan, with deadlines and responsible persons to filter by."""

    def __init__(self, columns: Sequence[ColumnSpec] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.whole: list[Line] = []
        """All lines in the document's order."""
        self.lines: list[Line] = []
        """The lines that are shown, as they are shown."""
        self._places: dict[Hashable, int] = {}
        self._whole_places: dict[Hashable, int] = {}
        self._kept: Collection[Hashable] | None = None
        self._sorting: tuple[str, bool] | None = None
        self._arrangement: Arrangement | None = None

    def forget(self) -> None:
        """Let the lines go once nothing shows them any more.

        What a page is made of refers to itself in circles, which Python looks for seldom: ten thousand lines of each
        page that was left would wait for it, and then take a third of a second in the middle of something else.
        """
        self.whole, self.lines = [], []
        self._places, self._whole_places = {}, {}
        self._arrangement = None

    def sort_keys(self, lines: Sequence[Line], field: str) -> Sequence[Key | None]:
        """By what the cells of a column are compared."""
        raise NotImplementedError

    def row_of(self, key: Hashable) -> int:
        """Where a line is shown, −1 when it is not."""
        return self._places.get(key, -1)

    def place_of(self, key: Hashable) -> int:
        """The place of a line in the document, −1 when it is not there."""
        return self._whole_places.get(key, -1)

    # filtering and sorting

    @property
    def is_arranged(self) -> bool:
        """Whether other lines are shown than the document has, or in another order."""
        return self._arrangement is not None

    @property
    def sorting(self) -> tuple[str, bool] | None:
        """The field by which the lines are sorted and whether downwards; None in the document's order."""
        return self._sorting

    def keep(self, keys: Collection[Hashable] | None) -> None:
        """Show these lines alone; None shows all again."""
        self._kept = keys
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the lines sorted by a column, headings left out; −1 goes back to the document's order."""
        wanted = self.sortable and 0 <= column < len(self.columns)
        sorting = (self.columns[column].field, order == Qt.SortOrder.DescendingOrder) if wanted else None
        if sorting is not None or self._sorting is not None:
            self._sorting = sorting
            self._arrange()

    def _arrange(self) -> None:
        order = None
        if self._sorting is not None:
            field, descending = self._sorting
            kept = self._kept
            lines = [line for line in self.whole if line.level != "group" and (kept is None or line.key in kept)]
            keys = self.sort_keys(lines, field)
            order = [lines[place].key for place in sorted_places(keys, descending=descending)]
        plain = self._kept is None and order is None
        self._arrangement = None if plain else Arrangement(self.whole, self._kept, order)
        self._show_anew(self._shown())
        self.arranged.emit()

    def _shown(self) -> list[Line]:
        return self._arrangement.applied(self.whole) if self._arrangement else list(self.whole)

    # showing

    def sync(self, new: list[Line]) -> None:
        """Become `new`; what is filtered or sorted stays so."""
        self.whole = new
        self._whole_places = {line.key: place for place, line in enumerate(new)}
        self._show(self._shown())

    def _show(self, new: list[Line]) -> None:
        """Show these lines by the fewest removals, one reordering, insertions and changes."""
        start, stay = self._alike(new)  # what lies between is another one; the rest is not looked at again
        old, then = self.lines[start : len(self.lines) - stay], new[start : len(new) - stay]
        now, keys = {line.key for line in old}, {line.key for line in then}
        gone = [(first + start, last + start) for first, last in removals(old, keys)]
        fresh = list(runs(n for n, line in enumerate(then, start) if line.key not in now))
        if len(gone) + len(fresh) > _MANY:
            self._show_anew(new)
            return
        self._drop(gone)
        self._reorder(then, start)
        self._fill(new, fresh)
        self._places = {line.key: place for place, line in enumerate(self.lines)}
        differ = [n for n, line in enumerate(then, start) if line is not self.lines[n]]
        seen = [n for n in differ if not new[n].shows_as(self.lines[n])]
        for n in differ:
            self.lines[n] = new[n]
        for first, last in runs(seen):
            self._touched(first, last)
        if [(line.key, line.level) for line in old] != [(line.key, line.level) for line in then]:
            self.reshaped.emit()

    def _alike(self, new: Sequence[Line]) -> tuple[int, int]:
        """How many lines at the beginning and at the end are the same ones as before."""
        most = min(len(self.lines), len(new))
        start = next((n for n in range(most) if new[n] is not self.lines[n]), most)
        pairs = zip(range(most - start), reversed(self.lines), reversed(new), strict=False)
        return start, next((n for n, old, line in pairs if line is not old), most - start)

    def _show_anew(self, new: list[Line]) -> None:
        self.beginResetModel()
        self.lines = new
        self._places = {line.key: place for place, line in enumerate(new)}
        self.endResetModel()
        self.reshaped.emit()

    def _drop(self, gone: Sequence[tuple[int, int]]) -> None:
        for first, last in gone:
            self.beginRemoveRows(_ROOT, first, last)
            del self.lines[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, then: Sequence[Line], start: int) -> None:
        """Bring the lines from `start` on into the order of `then`, which may have lines that are not here yet."""
        wanted = {line.key for line in then}
        known = {self.lines[n].key: n for n in range(start, len(self.lines)) if self.lines[n].key in wanted}
        order = [known[line.key] for line in then if line.key in known]
        if order == list(range(start, start + len(order))):
            return
        self.layoutAboutToBeChanged.emit()
        places = {old: place for place, old in enumerate(order, start)}
        held = self.persistentIndexList()
        moved = [self.index(places.get(index.row(), index.row()), index.column()) for index in held]
        self.lines[start : start + len(order)] = [self.lines[old] for old in order]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _fill(self, new: Sequence[Line], fresh: Sequence[tuple[int, int]]) -> None:
        for first, last in fresh:
            self.beginInsertRows(_ROOT, first, last)
            self.lines[first:first] = new[first : last + 1]
            self.endInsertRows()

    def _touched(self, first: int, last: int) -> None:
        if first >= 0 and self.columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
