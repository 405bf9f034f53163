"""The model of tasks and the target indicators under them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ...models.indicators import Indicator, Task
from ...services.changes import Change
from ...services.editing import cells, indicator_moves
from ...services.editing.moving import Carry
from ...services.editing.rows import set_fields
from ...services.editing.sheet import RowsSheet
from ...services.field_names import INDICATOR_FIELDS
from ...services.formats import ColumnSpec
from ...services.indicator_measure import COMPARISONS
from ...services.numbering import typed_number
from ...services.queries import tasks
from ..pages.base import PageContext
from .rows import Choices, Line, Look, RowsModel


class IndicatorsModel(RowsModel):
    """Tasks as rows across the table, their indicators below them."""

    structure = frozenset({"position", "number", "task_id", "section_id"})

    def __init__(
        self,
        context: PageContext,
        section_id: int,
        columns: Sequence[ColumnSpec],
        units: tuple[str, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(context, columns, parent)
        self.section_id = section_id
        self.units = units
        self.reload()

    def load(self) -> list[Line]:
        """Tasks and indicators in display order."""
        lines = []
        for task in tasks(self.context.file, self.section_id, self.context.form):
            lines.append(Line(("task", task.row.id), task.row, "group", task.number))
            lines += [Line(("indicator", one.row.id), one.row, "item", one.number) for one in task.indicators]
        return lines

    def mine(self, change: Change) -> bool:
        """Tasks of this section and indicators of those tasks."""
        if change.table == "task":
            return (change.after or change.before or {}).get("section_id") == self.section_id
        if change.table != "indicator":
            return False
        owners = {(values or {}).get("task_id") for values in (change.before, change.after)}
        return any(self.place_of(("task", owner)) >= 0 for owner in owners)

    def text(self, line: Line, field: str) -> str:
        """What a field shows."""
        if field == "number":
            return line.number
        return str(getattr(line.row, field, ""))

    def editable(self, line: Line, field: str) -> bool:
        """A task has a number and a text."""
        return cells.takes(line.row, field)

    def carry(self, lines: Sequence[Line]) -> Carry:
        """A task goes with its indicators; among tasks, indicators of others stay."""
        return indicator_moves.carried([line.row for line in self.whole], [line.row for line in lines])

    def drop(self, lines: Sequence[Line], before: Line | None) -> None:
        """Move tasks with their indicators, or indicators, also into another task."""
        rows = [line.row for line in lines]
        indicator_moves.move_to(self.context.file, self.section_id, rows, before.row if before else None)

    def sheet(self) -> RowsSheet:
        """Tasks and indicators; indicators are added to the last task."""
        tasks = [line.row for line in self.whole if line.level == "group"]
        new = Indicator(task_id=tasks[-1].id) if tasks else None
        refusal = "" if tasks else "Сначала добавьте задачу: показатели стоят под ней."
        return RowsSheet(self.context.file, [line.row for line in self.lines], self.fields, new, refusal)

    def choices(self, line: Line, field: str) -> Choices | None:
        """Units of the form and the usual comparisons, those that stand in the table, or any other that is typed."""
        if field == "comparison":
            return Choices(self._with_own(COMPARISONS, field), free=True)
        return Choices(self._with_own(self.units, field), free=True) if field == "unit" and self.units else None

    def _with_own(self, usual: Sequence[str], field: str) -> tuple[str, ...]:
        typed = {str(getattr(line.row, field, "")).strip() for line in self.whole}
        return (*usual, *sorted(typed - {"", *usual}))

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """A mark where a required cell is empty."""
        missing = column.required and line.level == "item" and not self.text(line, column.field)
        return Look(line.level, "missing" if missing else "", column.align)

    def write(self, line: Line, field: str, text: str) -> None:
        """Store a field of a task or an indicator."""
        text = text.strip()
        if field == "number":
            text = typed_number(text, self._own_number(line))
        name = "Правка задачи" if isinstance(line.row, Task) else f"Правка: {INDICATOR_FIELDS[field].lower()}"
        set_fields(self.context.file, line.row, name, **{field: text})

    def _own_number(self, line: Line) -> str:
        if isinstance(line.row, Task):
            mine = [other.key for other in self.whole if other.level == "group"]
            return self.context.form.numbering.task.format(task=mine.index(line.key) + 1)
        row: Indicator = line.row
        mine = [other.key for other in self.whole if getattr(other.row, "task_id", 0) == row.task_id]
        return f"{mine.index(line.key) + 1}."

    def task_of(self, line: Line) -> Task:
        """The task of a line: itself, or the one that owns it."""
        if isinstance(line.row, Task):
            return line.row
        found: Task = self.whole[self.place_of(("task", line.row.task_id))].row
        return found

    def caption(self, line: Line) -> str:
        """What the panel calls the line."""
        if isinstance(line.row, Task):
            return line.number
        task = self.whole[self.place_of(("task", line.row.task_id))]
        return f"Показатель {line.number.rstrip('.')} ({task.number})"
