"""The model of every plan: roadmap, diary, staff measures, method stages."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Hashable, Sequence
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ...models.activities import Activity
from ...services.changes import Change
from ...services.editing import activities, cells
from ...services.editing.rows import set_fields
from ...services.editing.sheet import RowsSheet
from ...services.field_names import ACTIVITY_FIELDS
from ...services.formats import ColumnSpec
from ...services.numbering import activity_numbers, shown_activity_numbers, typed_number
from ...services.plan_rows import Spot, Standing, count_rows, first_spots, skeleton, standing
from ...services.plan_text import SUB_MARK
from ...services.queries import years_of
from ...services.table_order import Key, number_key, period_key
from ..pages.base import PageContext
from .columns import DONE
from .plan_lines import LineRows, PlanLine, PlanRows
from .rows import Line, Look, RowsModel

MANY = 200
"""So many changes at once are not followed one by one."""

LONG, AT_FIRST = 2_000, 300
"""A plan of more rows begins with so many of them."""

REST_AFTER_MS = 30
"""Milliseconds after which the rest is read: the first screen is painted by then."""


class ActivitiesModel(RowsModel):
    """Rows of a plan; a percent column stands at the right end even where the form has none."""

    filterable = True
    _lacks = False

    def __init__(
        self,
        context: PageContext,
        section_id: int,
        columns: Sequence[ColumnSpec],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, self.with_done(columns), parent)
        self.section_id = section_id
        self._rows = PlanRows(context.file, lambda: self._there, super().place_of)
        self._standing: Standing | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read_rest)
        self._begin()

    # a very long plan comes in two parts: its first screens at once, the rest when they are painted

    @property
    def whole(self) -> list[Line]:
        """All lines in the document's order; whoever asks gets all of them."""
        self._read_rest()
        return self._there

    @whole.setter
    def whole(self, lines: list[Line]) -> None:
        self._there = lines

    @property
    def complete(self) -> bool:
        """Whether all lines are there."""
        return not self._lacks

    def _begin(self) -> None:
        if count_rows(self.context.file, self.section_id) <= LONG:
            self.reload()
            return
        found = first_spots(self.context.file, self.section_id, AT_FIRST)
        self.sync(self._lines(found))
        self._lacks = True
        self._rest.start(REST_AFTER_MS)

    def _read_rest(self) -> None:
        if self._lacks and not self.context.file.closed:
            self._rest.stop()
            self.reload()

    def reload(self) -> None:
        """Show the file as it is."""
        self._lacks = False
        super().reload()

    def forget(self) -> None:
        """Nothing is read any more."""
        self._lacks = False
        super().forget()

    def row_of(self, key: Hashable) -> int:
        """Where a line is shown; one that is not there yet is looked for in the rest."""
        found = super().row_of(key)
        if found < 0 and self._lacks:
            self._read_rest()
            found = super().row_of(key)
        return found

    def place_of(self, key: Hashable) -> int:
        """The same for its place in the document."""
        found = super().place_of(key)
        if found < 0 and self._lacks:
            self._read_rest()
            found = super().place_of(key)
        return found

    @staticmethod
    def with_done(columns: Sequence[ColumnSpec]) -> tuple[ColumnSpec, ...]:
        """The columns, with «Готово» at the end unless the form asks for the per cent itself."""
        return tuple(columns) + (() if any(column.field == "percent" for column in columns) else (DONE,))

    def load(self) -> list[Line]:
        """The plan's lines with their numbers; the rows follow when they are wanted."""
        found, self._standing = skeleton(self.context.file, self.section_id)
        return self._lines(found)

    def _lines(self, found: Sequence[Spot]) -> list[Line]:
        numbers = shown_activity_numbers(found, self.context.form)
        return [PlanLine(spot, number, self._rows) for spot, number in zip(found, numbers, strict=True)]

    def standing(self) -> Standing:
        """How many items and groups there are and how many are done; it comes with rows that were just read."""
        return self._standing or standing(self.context.file, self.section_id)

    def refresh(self, changes: Sequence[Change]) -> bool:
        """Very many changes cost less when what is in sight is read again."""
        self._read_rest()
        self._standing = None
        if len(changes) <= MANY:
            return super().refresh(changes)
        touching = [change for change in changes if self.mine(change)]
        if touching and all(map(_stays, touching)):
            self._read_later({("activity", change.id) for change in touching})
        elif touching:
            self.reload()
        return bool(touching)

    def _read_later(self, keys: Collection[Hashable]) -> None:
        """Rows whose texts changed and whose places did not: each is read again when it is wanted."""
        fresh = {line.key: line.unread() for line in self._plan_lines() if line.key in keys}
        self.whole = [fresh.get(line.key, line) for line in self.whole]
        self.lines = [fresh.get(line.key, line) for line in self.lines]
        self._touched(0 if self.lines else -1, len(self.lines) - 1)

    def followed(self, changes: Sequence[Change]) -> list[Line]:
        """A plan may have thousands of rows: those that changed are put in their places, and all are numbered."""
        lines = self._plan_lines()
        known = sorted(place for change in changes if (place := self.place_of(("activity", change.id))) >= 0)
        for place in reversed(known):
            del lines[place]
        for change in changes:
            if change.after is not None and change.after["section_id"] == self.section_id:
                row = Activity(**change.after)
                spot = Spot(row.id, row.level, row.position, row.number, row.upper)
                insort(lines, PlanLine(spot, "", self._rows, row), key=_order)
        numbers = activity_numbers(lines, self.context.form.numbering)
        return [line.numbered(line.typed or number) for line, number in zip(lines, numbers, strict=True)]

    def _plan_lines(self) -> list[PlanLine]:
        return [line for line in self.whole if isinstance(line, PlanLine)]

    def mine(self, change: Change) -> bool:
        """Rows of this section, those that leave it too."""
        if change.table != "activity":
            return False
        before, after = change.before, change.after
        here = self.section_id
        return (before is not None and before["section_id"] == here) or (
            after is not None and after["section_id"] == here
        )

    def column_of(self, field: str) -> int:
        """The per cent is found in «Готово» where the form has no column for it."""
        found = super().column_of(field)
        return super().column_of("done") if found < 0 and field == "percent" else found

    def text(self, line: Line, field: str) -> str:
        """What a field shows."""
        row: Activity = line.row
        if field == "number":
            return line.number
        text = cells.typed(row, field)
        return f"{text}\u00a0%" if field == "done" and text else text

    def copy_text(self, line: Line, field: str, several: bool) -> str:
        """A sub-item in a table is known by its dash."""
        text = self.text(line, field)
        return f"{SUB_MARK}{text}" if several and line.level == "sub" and field == "text" else text

    def ranks(self) -> list[int]:
        """A group over groups owns these, a group its items, an item its sub-items."""
        return [activities.rank_of(line) for line in self._plan_lines()]

    def drop(self, lines: Sequence[Line], before: Line | None) -> None:
        """Move rows with what belongs to them."""
        ids = [line.row.id for line in lines]
        activities.move_to(self.context.file, self.section_id, ids, before.row.id if before else None)

    def sort_keys(self, lines: Sequence[Line], field: str) -> list[Key | None]:
        """Periods by date; a sub-item has the number of its item."""
        if field == "number":
            return self._number_keys(lines)
        if field == "period":
            years = years_of(self.context.file)
            known = {text: period_key(text, years) for text in {line.row.period for line in lines}}
            return [known[line.row.period] for line in lines]
        if field in ("done", "percent"):
            return [None if line.row.percent is None else (line.row.percent,) for line in lines]
        return super().sort_keys(lines, field)

    def _number_keys(self, lines: Sequence[Line]) -> list[Key | None]:
        numbers, above = {}, ""
        for line in self.whole:
            above = above if line.level == "sub" else line.number
            numbers[line.key] = number_key(above)
        return [numbers[line.key] for line in lines]

    def sheet(self) -> RowsSheet:
        """The plan's rows; items are added at the end."""
        new = Activity(section_id=self.section_id)
        return RowsSheet(self.context.file, LineRows(self.lines), self.fields, new)

    def edit_text(self, line: Line, field: str) -> str:
        """What the editor begins with."""
        return line.number if field == "number" else cells.typed(line.row, field)

    def editable(self, line: Line, field: str) -> bool:
        """A group has a number and a text."""
        return cells.takes(line.row, field)

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """A bar for the per cent, a mark where a required cell is empty."""
        row: Activity = line.row
        bare = column.field == "done" or (column.field == "percent" and not row.progress)
        if bare and line.level != "group":
            return Look(line.level, bar=True, percent=row.percent, align="center")
        missing = column.required and line.level == "item" and not self.text(line, column.field)
        return Look(line.level, "missing" if missing else "", column.align)

    def write(self, line: Line, field: str, text: str) -> None:
        """Store a field of a row."""
        label = ACTIVITY_FIELDS.get(field) or next((c.label for c in self.columns if c.field == field), "строка плана")
        set_fields(self.context.file, line.row, f"Правка: {label.lower()}", **self._values(line, field, text))

    def _values(self, line: Line, field: str, text: str) -> dict[str, Any]:
        if field != "number":
            return cells.values(line.row, field, text)
        own = activity_numbers(self._plan_lines(), self.context.form.numbering)
        return {"number": typed_number(text, own[self.place_of(line.key)])}

    def caption(self, line: Line) -> str:
        """What the panel calls the line."""
        if line.level == "group":
            return f"Раздел {line.number.rstrip('.')}"
        if line.level == "item":
            return f"Мероприятие {line.number.rstrip('.')}"
        above = next((other for other in self._there[self.place_of(line.key) :: -1] if other.level == "item"), None)
        return f"Подпункт мероприятия {above.number.rstrip('.')}" if above else "Подпункт"


_PLACE = itemgetter("section_id", "level", "position", "number", "upper")


def _stays(change: Change) -> bool:
    """Whether the row stands where it stood, under the same number."""
    return change.before is not None and change.after is not None and _PLACE(change.before) == _PLACE(change.after)


def _order(line: PlanLine) -> tuple[int, int]:
    return line.position, line.id
