"""The model of every plan: roadmap, diary, staff measures, method stages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from ...models.activities import Activity
from ...services.changes import Change
from ...services.columns import extra_index
from ...services.documents.compose.activities import percent_text
from ...services.editing.activities import parse_percent
from ...services.editing.rows import set_fields
from ...services.formats import ColumnSpec
from ...services.numbering import activity_numbers, shown_activity_numbers, typed_number
from ...services.queries import activities
from ..pages.base import PageContext
from .columns import DONE
from .rows import Line, Look, RowsModel

LABELS: dict[str, str] = {
    "number": "Номер",
    "text": "Мероприятие",
    "form": "Форма",
    "period": "Сроки",
    "responsible": "Ответственные",
    "result": "Результат",
    "coverage": "Охват участников",
    "percent": "Информация о выполнении",
    "done": "Готово, %",
    "progress": "Что выполнено",
    "reason": "Причины переноса",
    "evidence": "Подтверждение",
}
"""What the program calls the fields of a plan where no column of the form does."""

_PERCENT = re.compile(r"^\s*(\d+)\s*(?:%[\s,;:.—–-]*(.*))?$", re.DOTALL)


class ActivitiesModel(RowsModel):
    """Rows of a plan; a percent column stands at the right end even where the form has none."""

    def __init__(
        self,
        context: PageContext,
        section_id: int,
        columns: Sequence[ColumnSpec],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, self.with_done(columns), parent)
        self.section_id = section_id
        self.reload()

    @staticmethod
    def with_done(columns: Sequence[ColumnSpec]) -> tuple[ColumnSpec, ...]:
        """The columns, with «Готово» at the end unless the form asks for the per cent itself."""
        return tuple(columns) + (() if any(column.field == "percent" for column in columns) else (DONE,))

    def load(self) -> list[Line]:
        """The plan's rows with their numbers."""
        entries = activities(self.context.file, self.section_id, self.context.form)
        return [self._line(entry.row, entry.number) for entry in entries]

    def followed(self, changes: Sequence[Change]) -> list[Line]:
        """A plan may have thousands of rows: they are not read again, only put in order and numbered."""
        rows: dict[int, Activity] = {line.row.id: line.row for line in self.lines}
        for change in changes:
            if change.after is None or change.after["section_id"] != self.section_id:
                rows.pop(change.id, None)
            else:
                rows[change.id] = Activity(**change.after)
        ordered = sorted(rows.values(), key=lambda row: (row.position, row.id))
        numbers = shown_activity_numbers(ordered, self.context.form)
        return [self._line(row, number) for row, number in zip(ordered, numbers, strict=True)]

    def _line(self, row: Activity, number: str) -> Line:
        """The line that is already there for a row, or a new one."""
        key = ("activity", row.id)
        place = self.row_of(key)
        known = self.lines[place] if place >= 0 else None
        same = known is not None and known.row is row and known.number == number
        return known if known is not None and same else Line(key, row, row.level, number)

    def mine(self, change: Change) -> bool:
        """Rows of this section, those that leave it too."""
        owners = ((values or {}).get("section_id") for values in (change.before, change.after))
        return change.table == "activity" and self.section_id in owners

    def column_of(self, field: str) -> int:
        """The per cent is found in «Готово» where the form has no column for it."""
        found = super().column_of(field)
        return super().column_of("done") if found < 0 and field == "percent" else found

    def text(self, line: Line, field: str) -> str:
        """What a field shows."""
        row: Activity = line.row
        if field == "number":
            return line.number
        if field == "done":
            return "" if row.percent is None else f"{row.percent}\u00a0%"
        if field == "percent":
            return percent_text(row)
        place = extra_index(field)
        if place is not None:
            return row.extra[place] if place < len(row.extra) else ""
        return str(getattr(row, field, ""))

    def edit_text(self, line: Line, field: str) -> str:
        """What the editor begins with."""
        text = self.text(line, field)
        return text.replace("\u00a0%", "") if field == "done" else text

    def editable(self, line: Line, field: str) -> bool:
        """A group has a number and a text."""
        return line.level != "group" or field in ("number", "text")

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
        label = LABELS.get(field) or next((c.label for c in self.columns if c.field == field), "строка плана")
        set_fields(self.context.file, line.row, f"Правка: {label.lower()}", **self._values(line, field, text))

    def _values(self, line: Line, field: str, text: str) -> dict[str, Any]:
        row: Activity = line.row
        if field == "number":
            own = activity_numbers((other.row for other in self.lines), self.context.form.numbering)
            return {"number": typed_number(text, own[self.row_of(line.key)])}
        if field == "done":
            return {"percent": parse_percent(text)}
        if field == "percent":
            return _percent_and_progress(text)
        place = extra_index(field)
        if place is not None:
            extra = [*row.extra, *[""] * (place + 1 - len(row.extra))]
            extra[place] = text.strip()
            return {"extra": tuple(extra)}
        return {field: text.strip()}

    def caption(self, line: Line) -> str:
        """What the panel calls the line."""
        if line.level == "group":
            return f"Раздел {line.number.rstrip('.')}"
        if line.level == "item":
            return f"Мероприятие {line.number.rstrip('.')}"
        above = next((other for other in self.lines[self.row_of(line.key) :: -1] if other.level == "item"), None)
        return f"Подпункт мероприятия {above.number.rstrip('.')}" if above else "Подпункт"


def _percent_and_progress(text: str) -> dict[str, Any]:
    """«60 %; два семинара»: the form's column takes both, and words alone too."""
    found = _PERCENT.match(text)
    if found is None:
        return {"percent": None, "progress": text.strip()}
    return {"percent": parse_percent(found[1]), "progress": (found[2] or "").strip()}
