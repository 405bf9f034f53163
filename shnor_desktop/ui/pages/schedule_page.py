"""The page of the reporting schedule."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ...models.programme import ScheduleRow
from ...services.editing.content import add_row
from ...services.tabular import Block
from ..itemmodels.columns import field_columns
from ..itemmodels.rows import Line
from ..itemmodels.schedule import ScheduleModel
from .table_page import COMMON, Act, TablePage


class SchedulePage(TablePage):
    """What is handed in, in which form and when."""

    acts = (
        Act("add_line", "+ Строка", "Ins", button=True, needs_line=False, tip="Добавить строку графика"),
        *COMMON,
    )

    def make_model(self) -> ScheduleModel:
        """The rows of the schedule."""
        return ScheduleModel(self.context, self.section_id, field_columns(self.entry, self.context.form))

    def insert_rows(self, block: Block, line: Line | None, field: str) -> Sequence[Hashable] | None:
        """A table with headings comes as rows."""
        from ...services.editing.pasted_tables import paste_schedule  # what knows tables is read when one comes

        ids = paste_schedule(self.context.file, self.section_id, block, line.row if line else None)
        return None if ids is None else [("schedule_row", id_) for id_ in ids]

    def add_line(self) -> None:
        """Add a row after the current one."""
        line = self.view.current_line()
        after = line.row.id if line else None
        row = self.made(lambda: add_row(self.context.file, ScheduleRow(section_id=self.section_id), after))
        self.edit_new(row, "schedule_row", "kind")
