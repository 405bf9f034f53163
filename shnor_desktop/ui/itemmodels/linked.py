"""The model of roadmap and diary: a plan whose rows may be one thing with rows of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from ...models.activities import Activity
from ...services import diary
from ...services.changes import Change
from ...services.formats import ColumnSpec
from ..pages.base import PageContext
from ..widgets.link_mark import LINKED
from .activities import MANY, ActivitiesModel
from .diff import runs
from .rows import Line, Look

Index = QModelIndex | QPersistentModelIndex

_TIPS = (int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleDescriptionRole))
_NUMBERING = ("position", "level", "number", "section_id")
_EDIT = int(Qt.ItemDataRole.EditRole)


class LinkedModel(ActivitiesModel):
    """Marks linked rows and says where they stand on the other side.

    The links of the whole file are read with one statement, the numbers of the other side when the first is asked for.
    """

    def __init__(
        self, context: PageContext, section_id: int, columns: Sequence[ColumnSpec], parent: QObject | None = None
    ) -> None:
        self.links = diary.links(context.file)
        self._numbers: dict[int, dict[int, str]] = {}
        super().__init__(context, section_id, columns, parent)

    def linked_row(self, line: Line) -> Activity | None:
        """The row on the other side."""
        other = self.links.get(line.row.id)
        return self.context.file.get(Activity, other) if other is not None else None

    def linked_name(self, line: Line) -> str:
        """«Из дорожной карты, 1.3», «В дневнике, 2.1»; empty for a row that stands alone."""
        other = self.linked_row(line)
        if other is None:
            return ""
        if other.section_id not in self._numbers:
            self._numbers[other.section_id] = diary.numbers_of(self.context.file, other.section_id, self.context.form)
        side = "Из дорожной карты" if line.row.linked_id is not None else "В дневнике"
        return f"{side}, {self._numbers[other.section_id].get(other.id, '')}".rstrip(", ")

    def data(self, index: Index, role: int = _EDIT) -> Any:
        """Where a row comes from is said by its tip, to the ear too."""
        if role in _TIPS:
            known = index.isValid() and self.columns[index.column()].field == "number"
            return (self.linked_name(self.lines[index.row()]) or None) if known else None
        return super().data(index, role)

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """A linked row has a mark beside its number."""
        look = super().look(line, column)
        return replace(look, tone=LINKED) if column.field == "number" and line.row.id in self.links else look

    def refresh(self, changes: Sequence[Change]) -> bool:
        """Links and numbers of the other side may change as well."""
        if len(changes) > MANY:
            return self._refresh_many(changes)
        plans = [change for change in changes if change.table == "activity"]
        marked: set[int] = set()
        if any(self._renumbers(change) for change in plans):
            self._numbers.clear()
        if any(_linked(change.before) != _linked(change.after) for change in plans):
            before, self.links = self.links, diary.links(self.context.file)
            marked = {id_ for id_, _ in before.items() ^ self.links.items()}
        touched = super().refresh(changes)
        places = (self.row_of(("activity", id_)) for id_ in marked)
        for first, last in runs(sorted(place for place in places if place >= 0)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        return touched or bool(marked)

    def _refresh_many(self, changes: Sequence[Change]) -> bool:
        """All is looked at again; the links only where there are others now."""
        self._numbers.clear()
        relinked = any(
            change.table == "activity" and _linked(change.before) != _linked(change.after) for change in changes
        )
        if relinked:
            self.links = diary.links(self.context.file)
        touched = super().refresh(changes)
        if relinked and not touched:
            self._touched(0 if self.lines else -1, len(self.lines) - 1)
        return touched or relinked

    def _renumbers(self, change: Change) -> bool:
        """Whether rows of another plan may have other numbers now."""
        if self.mine(change):
            return False
        before, after = change.before, change.after
        return before is None or after is None or any(before[name] != after[name] for name in _NUMBERING)


def _linked(values: dict[str, Any] | None) -> int | None:
    return values["linked_id"] if values else None
