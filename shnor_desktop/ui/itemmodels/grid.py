"""The model of a matrix or a staff table: rows of cells under headings that the school may rename."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ...models.programme import GridRow
from ...services.changes import Change
from ...services.editing.rows import set_fields
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
        place = _place(field)
        return line.row.cells[place] if place < len(line.row.cells) else ""

    def editable(self, line: Line, field: str) -> bool:
        """A heading row has its first cell alone."""
        return line.level != "group" or _place(field) == 0

    def spans(self) -> list[Span]:
        """Heading rows reach across the table."""
        width = len(self.columns)
        return [(n, 0, 1, width) for n, line in enumerate(self.lines) if line.level == "group" and width > 1]

    def write(self, line: Line, field: str, text: str) -> None:
        """Store the text of a cell."""
        place = _place(field)
        cells = [*line.row.cells, *[""] * (place + 1 - len(line.row.cells))]
        cells[place] = text.strip()
        set_fields(self.context.file, line.row, "Правка таблицы", cells=tuple(cells))


def _place(field: str) -> int:
    return int(field.removeprefix("cell"))
