"""The page of tasks and target indicators."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from ...models.entity import Entity
from ...models.indicators import Indicator, IndicatorValue, Task
from ...services.changes import Change
from ...services.editing import indicator_moves
from ...services.editing.content import add_row
from ...services.field_names import INDICATOR_FIELDS as LABELS
from ...services.indicator_course import Verdict
from ...services.tabular import Block
from ...services.wording import plural
from ..itemmodels.columns import field_columns
from ..itemmodels.indicators import IndicatorsModel
from ..itemmodels.rows import Line
from ..widgets.beside import tell_beside
from ..widgets.course_view import CourseView
from ..widgets.row_panel import PanelField
from ..widgets.shrinking import Shrinking, SideBySide
from .place import parse_place
from .table_acts import PASTE_HERE
from .table_page import COMMON, Act, TablePage

_COUNTED = (
    (Verdict.REACHED, "достигнуто"),
    (Verdict.ON_TRACK, "по плану"),
    (Verdict.BEHIND, "отстаёт"),
    (Verdict.UNKNOWN, "без данных"),
)


def _belongs(row: Entity, task: Task) -> bool:
    return isinstance(row, Indicator) and row.task_id == task.id


class IndicatorsPage(TablePage):
    """Tasks across the table, their indicators below them."""

    model: IndicatorsModel
    acts = (
        Act("tasks_from_passport", "Задачи из паспорта", button=True, needs_line=False, tip="Взять задачи из паспорта"),
        Act("add_task", "+ Задача", "Ctrl+Shift+Ins", button=True, needs_line=False, tip="Добавить задачу"),
        Act("from_bank", "Из банка…", "Ctrl+Shift+B", button=True, tip="Готовые показатели из банка"),
        Act("add_indicator", "+ Показатель", "Ins", button=True, tip="Добавить показатель к задаче"),
        Act("to_bank", "Добавить в мой банк"),
        Act("fill_strip", "Точки и значения показателя", "Ctrl+Shift+T", tip="К полоске: исходное, точки, цель"),
        Act("toggle_chart", "График показателя", "Ctrl+Shift+G", tip="Показать или убрать график показателя"),
        *COMMON,
    )
    panel_fields = (
        PanelField("text", LABELS["text"], "text", levels=("group", "item"), head_label="Задача"),
        PanelField("unit", LABELS["unit"], "choice"),
        PanelField("comparison", LABELS["comparison"], "choice"),
        PanelField("note", LABELS["note"], more=True),
    )

    def make_model(self) -> IndicatorsModel:
        """Tasks and indicators of the section."""
        columns = field_columns(self.entry, self.context.form)
        return IndicatorsModel(self.context, self.section_id, columns, self.entry.spec.units)

    def caption(self, line: Line) -> str:
        """«Показатель 2 (Задача 1)»."""
        return self.model.caption(line)

    def counted(self) -> str:
        """«9 задач, 27 показателей: достигнуто 5, по плану 20, отстаёт 2»."""
        rows = [line.row for line in self.model.whole if isinstance(line.row, Indicator)]
        tasks = len(self.model.whole) - len(rows)
        if not tasks:
            return PASTE_HERE
        count = self.course.courses.count(rows)
        said = [f"{word} {count[verdict]}" for verdict, word in _COUNTED if count[verdict]]
        said = said if count[Verdict.UNKNOWN] < len(rows) else []
        return (
            f"{plural(tasks, 'задача', 'задачи', 'задач')}, "
            f"{plural(len(rows), 'показатель', 'показателя', 'показателей')}"
            f"{': ' + ', '.join(said) if said else ''}."
        )

    def tasks_from_passport(self) -> None:
        """Take over the tasks that the passport has, while there are none here."""
        from ...services.editing.passport_tasks import take_tasks, tasks_in_passport

        texts = tasks_in_passport(self.context.file)
        rows = self.made(lambda: take_tasks(self.context.file, self.section_id, texts))
        if rows:
            self.view.go_to(("task", rows[0].id), "text")
            self.view.setFocus()

    def _show_taking(self) -> None:
        """The passport is asked only while there is nothing here."""
        action = self.actions_by_name["tasks_from_passport"]
        offered = False
        if not self.model.whole:
            from ...services.editing.passport_tasks import tasks_in_passport

            offered = bool(tasks_in_passport(self.context.file))
        if action.isVisible() != offered:
            action.setVisible(offered)

    def _invitation(self) -> str:
        """The way that is offered, where there is one."""
        offer = self.actions_by_name["tasks_from_passport"]
        return f"Начните с кнопки «{offer.text()}»" if offer.isVisible() else super()._invitation()

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

    # the strip and the chart

    def add_below(self) -> None:
        """The strip goes into the panel, the chart beside it."""
        assert self.panel is not None
        below = SideBySide()
        self.column.removeWidget(self.panel)
        below.row.addWidget(self.panel, 3)
        self.column.addWidget(Shrinking(below))
        self.course = CourseView(self.context, self.section_id, self._put, below.row)
        self.course.asked.connect(self._judge_again)
        panel = self.panel.layout()
        assert panel is not None
        panel.addWidget(self.course.strip)

    def _make_actions(self) -> dict[str, QAction]:
        """The keys of the strip and the chart work from the fields below the table too."""
        made = super()._make_actions()
        for name in ("fill_strip", "toggle_chart"):
            made[name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            assert self.panel is not None
            self.panel.addAction(made[name])
        return made

    def _put(self, row: Indicator, field: str, text: str) -> bool:
        place = self.model.place_of(("indicator", row.id))
        return place < 0 or self.model.put(self.model.whole[place], field, text)

    def show_current(self) -> None:
        """The strip follows the current line; a bank holds no tasks."""
        self.course.strip.commit()
        self._show_taking()
        super().show_current()
        row = self._current()
        for name in ("to_bank", "fill_strip"):
            self.actions_by_name[name].setEnabled(row is not None)
        self._show_course()

    def _current(self) -> Indicator | None:
        line = self.view.current_line()
        return line.row if line is not None and isinstance(line.row, Indicator) else None

    def _show_course(self) -> None:
        line = self.view.current_line()
        task = self.model.task_of(line) if line is not None else None
        rows = [one.row for one in self.model.whole if task is not None and _belongs(one.row, task)]
        self.course.show_indicator(self._current(), rows)

    def _judge_again(self) -> None:
        self.show_title()
        self._show_course()

    def fill_strip(self) -> None:
        """Go to the first value of the current indicator."""
        self.course.strip.go_to("baseline")

    def toggle_chart(self) -> None:
        """Show the chart or put it away."""
        self.course.strip.chart.toggle()

    def commit_pending(self) -> None:
        """The strip too writes what is typed."""
        self.course.strip.commit()
        super().commit_pending()

    def refresh(self, changes: list[Change]) -> None:
        """Checkpoints, years and waves change the courses."""
        followed = self.course.courses.follow(changes)
        super().refresh(changes)
        if followed:
            self._judge_again()

    def show_place(self, place: str) -> None:
        """Values that have no column stand on the strip; «indicator_value:5» is a checkpoint there."""
        where = parse_place(place)
        value = self.context.file.get(IndicatorValue, where.id) if where.table == "indicator_value" else None
        if value is not None and self.view.go_to(("indicator", value.indicator_id), "text"):
            self.course.strip.go_to_value(value.id, where.field)
            return
        super().show_place(place)
        if where.table == "indicator" and where.field and self.model.column_of(where.field) < 0:
            self.course.strip.go_to(where.field)

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
