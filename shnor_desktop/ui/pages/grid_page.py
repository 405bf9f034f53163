"""The page of a matrix or a staff table."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Sequence

from PySide6.QtWidgets import QInputDialog

from ...models.programme import GridRow
from ...services import queries
from ...services.changes import Change
from ...services.columns import column_text
from ...services.editing.content import add_row
from ...services.editing.rows import set_fields
from ...services.formats import ColumnSpec
from ...services.tabular import Block
from ..itemmodels.columns import heading_columns
from ..itemmodels.grid import GridModel
from ..itemmodels.rows import Line
from .table_page import COMMON, Act, TablePage


class GridPage(TablePage):
    """Rows of texts under headings that the school may rename."""

    model: GridModel
    acts = (
        Act("rename_column", "Название колонки…", "", button=True, tip="Переименовать колонку текущей ячейки"),
        Act("add_heading", "+ Заголовок", "Ctrl+Shift+Ins", button=True, needs_line=False, tip="Строка во всю ширину"),
        Act("add_line", "+ Строка", "Ins", button=True, needs_line=False, tip="Добавить строку таблицы"),
        *COMMON,
    )

    def make_model(self) -> GridModel:
        """The rows of the table under its headings."""
        return GridModel(self.context, self.section_id, self._columns())

    def _columns(self) -> tuple[ColumnSpec, ...]:
        rows = self.context.file.rows(GridRow, section_id=self.section_id)
        widest = max((len(row.cells) for row in rows), default=0)
        return heading_columns(self.entry, queries.school(self.context.file).short_name, widest)

    def add_line(self) -> None:
        """Add a row after the current one."""
        self._add(heading=False)

    def add_heading(self) -> None:
        """Add a row with one text across the table."""
        self._add(heading=True)

    def _add(self, *, heading: bool) -> None:
        line = self.view.current_line()
        after = line.row.id if line else None
        new = GridRow(section_id=self.section_id, heading=heading)
        self.edit_new(self.made(lambda: add_row(self.context.file, new, after)), "grid_row", "cell0")

    def insert_rows(self, block: Block, line: Line | None, field: str) -> Sequence[Hashable] | None:
        """A table with the headings of this one, or with rows across it, comes as rows."""
        from ...services.editing.pasted_tables import paste_grid  # what knows tables is read when one comes

        columns, row = self.model.columns, line.row if line else None
        ids = paste_grid(self.context.file, self.section_id, columns, block, row)
        return None if ids is None else [("grid_row", id_) for id_ in ids]

    def rename_column(self) -> None:
        """Ask for another name of the current cell's column."""
        place = self.view.currentIndex().column()
        if place < 0:
            return
        now = self.model.columns[place].label
        text, accepted = QInputDialog.getText(self, "Название колонки", "Как назвать колонку?", text=now)
        if accepted and text.strip() and text.strip() != now:
            self.set_column_label(place, text.strip())

    def set_column_label(self, place: int, label: str) -> None:
        """Give a column another name."""
        columns = list(self.model.columns)
        columns[place] = dataclasses.replace(columns[place], label=label)
        texts = tuple(column_text(dataclasses.replace(column, field="cell")) for column in columns)
        section = self.entry.section
        self.context.attempt(lambda: set_fields(self.context.file, section, "Колонка переименована", columns=texts))

    def refresh(self, changes: list[Change]) -> None:
        """Take over other headings too."""
        if any(change.table in ("section", "school", "grid_row") for change in changes):
            self.model.set_columns(self._columns())
        super().refresh(changes)
