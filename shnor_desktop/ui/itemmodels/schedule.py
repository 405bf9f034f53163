"""The model of the reporting schedule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ...models.programme import ScheduleRow
from ...services.changes import Change
from ...services.editing.rows import set_fields
from ...services.editing.sheet import RowsSheet
from ...services.formats import ColumnSpec
from ...services.numbering import typed_number
from ..pages.base import PageContext
from .rows import Line, Look, RowsModel


class ScheduleModel(RowsModel):
    """What is to be handed in, in which form and when."""

    def __init__(
        self, context: PageContext, section_id: int, columns: Sequence[ColumnSpec], parent: QObject | None = None
    ) -> None:
        super().__init__(context, columns, parent)
        self.section_id = section_id
        self.reload()

    def load(self) -> list[Line]:
        """The rows in order."""
        rows = self.context.file.rows(ScheduleRow, section_id=self.section_id)
        return [Line(("schedule_row", row.id), row, number=row.number or f"{n}.") for n, row in enumerate(rows, 1)]

    def mine(self, change: Change) -> bool:
        """Rows of this section."""
        values = change.after or change.before or {}
        return change.table == "schedule_row" and values.get("section_id") == self.section_id

    def text(self, line: Line, field: str) -> str:
        """What a field shows."""
        return line.number if field == "number" else str(getattr(line.row, field, ""))

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """A mark where a required cell is empty."""
        missing = column.required and not self.text(line, column.field)
        return Look(line.level, "missing" if missing else "", column.align)

    def sheet(self) -> RowsSheet:
        """The rows; more are added at the end."""
        new = ScheduleRow(section_id=self.section_id)
        return RowsSheet(self.context.file, [line.row for line in self.lines], self.fields, new)

    def write(self, line: Line, field: str, text: str) -> None:
        """Store a field of a row."""
        if field == "number":
            text = typed_number(text, f"{self.place_of(line.key) + 1}.")
        set_fields(self.context.file, line.row, "Правка графика", **{field: text.strip()})
