"""The model of a matrix or a staff table: rows of cells under headings that the school may rename."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ...models.programme import GridRow
from ...services.changes import Change
from ...services.editing import cells
from ...services.editing.rows import set_fields
from ...services.editing.sheet import RowsSheet
from ...services.formats import ColumnSpec
from ..pages.base import PageContext
from .rows import Line, RowsModel, Span


class GridModel(RowsModel):
    """One text a column; a heading row has one text across the table."""

    def __init__(
        self, context: PageContext, section_id: int, columns: Sequence[ColumnSpec], parent: QObject | None = None
    ) -> None:
        super().__init__(context, columns, parent)
        self.section_id = section_id
        self.reload()

    def load(self) -> list[Line]:
        """The rows in order."""
        rows = self.context.file.rows(GridRow, section_id=self.section_id)
        return [Line(("grid_row", row.id), row, "group" if row.heading else "item") for row in rows]

    def mine(self, change: Change) -> bool:
        """Rows of this section."""
        values = change.after or change.before or {}
        return change.table == "grid_row" and values.get("section_id") == self.section_id

    def text(self, line: Line, field: str) -> str:
        """The text of a cell."""
        return cells.typed(line.row, field)

    def editable(self, line: Line, field: str) -> bool:
        """A heading row has its first cell alone."""
        return cells.takes(line.row, field)

    def sheet(self) -> RowsSheet:
        """The rows; more are added at the end."""
        new = GridRow(section_id=self.section_id)
        return RowsSheet(self.context.file, [line.row for line in self.lines], self.fields, new)

    def spans(self) -> list[Span]:
        """Heading rows reach across the table."""
        width = len(self.columns)
        return [(n, 0, 1, width) for n, line in enumerate(self.lines) if line.level == "group" and width > 1]

    def write(self, line: Line, field: str, text: str) -> None:
        """Store the text of a cell."""
        set_fields(self.context.file, line.row, "Правка таблицы", **cells.values(line.row, field, text))
