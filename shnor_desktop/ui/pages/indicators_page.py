"""The page of tasks and target indicators."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ...models.indicators import Indicator, Task
from ...services.editing import indicator_moves
from ...services.editing.content import add_row
from ...services.field_names import INDICATOR_FIELDS as LABELS
from ...services.tabular import Block
from ...services.wording import plural
from ..itemmodels.columns import field_columns
from ..itemmodels.indicators import IndicatorsModel
from ..itemmodels.rows import Line
from ..widgets.beside import tell_beside
from ..widgets.row_panel import PanelField
from .table_page import COMMON, Act, TablePage


class IndicatorsPage(TablePage):
    """Tasks across the table, their indicators below them."""

    model: IndicatorsModel
    acts = (
        Act("add_task", "+ Задача", "Ctrl+Shift+Ins", button=True, needs_line=False, tip="Добавить задачу"),
        Act("from_bank", "Из банка…", "Ctrl+Shift+B", button=True, tip="Готовые показатели из банка"),
        Act("add_indicator", "+ Показатель", "Ins", button=True, tip="Добавить показатель к задаче"),
        Act("to_bank", "Добавить в мой банк"),
        *COMMON,
    )
    panel_fields = (
        PanelField("text", LABELS["text"], "text", levels=("group", "item")),
        PanelField("unit", LABELS["unit"], "choice"),
        PanelField("comparison", LABELS["comparison"]),
        PanelField("baseline", LABELS["baseline"]),
        PanelField("target", LABELS["target"]),
        PanelField("achieved", LABELS["achieved"]),
        PanelField("note", LABELS["note"]),
    )

    def make_model(self) -> IndicatorsModel:
        """Tasks and indicators of the section."""
        columns = field_columns(self.entry, self.context.form)
        return IndicatorsModel(self.context, self.section_id, columns, self.entry.spec.units)

    def caption(self, line: Line) -> str:
        """«Показатель 2 (Задача 1)»."""
        return self.model.caption(line)

    def counted(self) -> str:
        """«9 задач, 27 показателей»."""
        tasks = sum(line.level == "group" for line in self.model.lines)
        if not tasks:
            return ""
        indicators = len(self.model.lines) - tasks
        return (
            f"{plural(tasks, 'задача', 'задачи', 'задач')}, "
            f"{plural(indicators, 'показатель', 'показателя', 'показателей')}."
        )

    def add_task(self) -> None:
        """Add a task after the current one."""
        line = self.view.current_line()
        after = self.model.task_of(line).id if line else None
        row = self.made(lambda: add_row(self.context.file, Task(section_id=self.section_id), after))
        self.edit_new(row, "task", "text")

    def add_indicator(self) -> None:
        """Add an indicator to the current task."""
        line = self.view.current_line()
        if line is None:
            return
        task = self.model.task_of(line)
        after = line.row.id if isinstance(line.row, Indicator) else None
        row = self.made(lambda: add_row(self.context.file, Indicator(task_id=task.id), after))
        self.edit_new(row, "indicator", "text")

    def from_bank(self) -> None:
        """Insert indicators of the bank under the current task."""
        from ...services.editing.bank_insert import insert_indicators
        from ..dialogs.bank import BankDialog  # nothing of the bank is read before it is asked for

        self.commit_pending()
        line = self.view.current_line()
        if line is None:
            return
        chosen = BankDialog.choose_indicators({other.row.text for other in self.model.lines}, self)
        task = self.model.task_of(line)
        after = line.row.id if isinstance(line.row, Indicator) else None
        rows = self.made(lambda: insert_indicators(self.context.file, task.id, chosen, after))
        if rows:
            self.view.go_to(("indicator", rows[0].id), "target")
            self.view.setFocus()

    def to_bank(self) -> None:
        """Keep the current indicator in the person's own bank."""
        from ...services.banks import add_indicator

        self.commit_pending()
        line = self.view.current_line()
        if line is None or not isinstance(line.row, Indicator):
            return
        row = line.row
        fields = {"unit": row.unit, "comparison": row.comparison, "target": row.target, "counted": row.note}
        if self.context.attempt(lambda: add_indicator(row.text, **fields)):
            tell_beside(self.view, "Добавлено в мой банк")

    def show_current(self) -> None:
        """A bank holds no tasks."""
        super().show_current()
        line = self.view.current_line()
        self.actions_by_name["to_bank"].setEnabled(line is not None and isinstance(line.row, Indicator))

    def insert_rows(self, block: Block, line: Line | None, field: str) -> Sequence[Hashable] | None:
        """A table with headings or with tasks across it comes as tasks and indicators."""
        from ...services.editing.pasted_tables import paste_indicators  # what knows tables is read when one comes

        file, form = self.context.file, self.context.form
        task = self.model.task_of(line) if line else None
        ids = paste_indicators(file, self.section_id, form, block, self.model.fields, task)
        return None if ids is None else [("indicator", id_) for id_ in ids]

    def remove_rows(self, lines: Sequence[Line]) -> None:
        """Remove tasks with their indicators, and indicators of other tasks, as one action."""
        indicator_moves.remove(self.context.file, [line.row for line in lines])

    def shift(self, lines: Sequence[Line], step: int) -> None:
        """Move tasks with their indicators, or indicators, which go over into the neighbouring task."""
        indicator_moves.shift(self.context.file, self.section_id, [line.row for line in lines], step)
