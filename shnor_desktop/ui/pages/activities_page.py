"""The page of every plan: roadmap, diary, staff measures, method stages."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ...services import plan_rows, queries
from ...services.changes import Change
from ...services.diary import DIARY, ROADMAP
from ...services.editing import activities
from ...services.field_names import ACTIVITY_FIELDS as LABELS
from ...services.wording import plural
from ..itemmodels.activities import ActivitiesModel
from ..itemmodels.columns import field_columns
from ..itemmodels.linked import LinkedModel
from ..itemmodels.plan_lines import PlanLine
from ..itemmodels.rows import Line
from ..patience import beside
from ..widgets.beside import tell_beside
from ..widgets.row_panel import PanelField
from .linked_page import LINK_ACTS, TAKE_ACTS, LinkedPage
from .table_acts import COMMON, PASTE_HERE, Act

if TYPE_CHECKING:
    from ...services.tabular import Block

_MAIN = (
    PanelField("text", LABELS["text"], "text", levels=("group", "item", "sub"), head_label="Раздел"),
    PanelField("period", LABELS["period"], note=True),
    PanelField("responsible", LABELS["responsible"]),
    PanelField("result", LABELS["result"]),
    PanelField("done", LABELS["done"], "number"),
)
_MORE = ("form", "coverage", "progress", "reason", "evidence")


class ActivitiesPage(LinkedPage):
    """Groups, items and sub-items, edited in place and in the panel."""

    model: ActivitiesModel
    acts = (
        Act("add_sub", "+ Подпункт", "Alt+Ins", button=True, tip="Добавить подпункт к мероприятию"),
        Act("add_group", "+ Раздел", "Ctrl+Shift+Ins", button=True, needs_line=False, tip="Добавить раздел плана"),
        Act(
            "from_bank", "Из банка…", "Ctrl+Shift+B", button=True, needs_line=False, tip="Готовые мероприятия из банка"
        ),
        *TAKE_ACTS,
        Act("add_item", "+ Мероприятие", "Ins", button=True, needs_line=False, tip="Добавить мероприятие"),
        Act("duplicate", "Копия строки", "Ctrl+D"),
        Act(
            "indent", "Уровнем ниже", "Alt+Right", tip="Раздел — в мероприятие, мероприятие — в подпункт", ordered=True
        ),
        Act(
            "outdent", "Уровнем выше", "Alt+Left", tip="Подпункт — в мероприятие, мероприятие — в раздел", ordered=True
        ),
        Act("to_bank", "Добавить в мой банк"),
        Act("renumber", "Номера по порядку", needs_line=False, tip="Убрать вписанные номера: программа поставит свои"),
        *LINK_ACTS,
        *COMMON,
    )

    def make_model(self) -> ActivitiesModel:
        """The plan's rows; the panel has every column of the form and the fields it has not."""
        columns = field_columns(self.entry, self.context.form)
        own = {column.field: column.label for column in columns}
        extra = tuple(PanelField(f, label, more=True) for f, label in own.items() if f.startswith("extra"))
        more = tuple(
            PanelField(field, LABELS[field], more=field not in own and not (field == "progress" and "percent" in own))
            for field in _MORE
        )
        self.panel_fields = (*_MAIN, *sorted(more, key=lambda field: field.more), *extra)
        kind = LinkedModel if self.entry.section.key in (DIARY, ROADMAP) else ActivitiesModel
        return kind(self.context, self.section_id, columns)

    def caption(self, line: Line) -> str:
        """«Мероприятие 1.3»."""
        return self.model.caption(line)

    def note(self, line: Line, field: str) -> str:
        """The dates recognised in the period as typed."""
        if not line.row.period.strip():
            return ""
        from ...services.deadlines import parse_deadline, recognised

        return recognised(parse_deadline(line.row.period, queries.years_of(self.context.file)))

    def counted(self) -> str:
        """«66 мероприятий в 4 разделах · выполнено 18»; in an empty plan how it is filled fastest."""
        items, groups, done = self.model.standing()
        parts = plural(items, "мероприятие", "мероприятия", "мероприятий")
        if groups:
            parts += f" в {plural(groups, 'разделе', 'разделах', 'разделах')}"
        return f"{parts} · выполнено {done}." if items else PASTE_HERE

    def add_item(self) -> None:
        """Add an item after the current line."""
        self._add("item")

    def add_group(self) -> None:
        """Add a group after the current one."""
        self._add("group")

    def add_sub(self) -> None:
        """Add a sub-item to the current item."""
        line = self.view.current_line()
        if line is not None and line.level != "group":
            self._add("sub")

    def _add(self, level: str) -> None:
        self.view.commit_editor()
        line = self.view.current_line()
        after = line.row.id if line else None
        row = self.made(lambda: activities.add(self.context.file, self.section_id, after, level))
        self.edit_new(row, "activity", "text")

    def renumber(self) -> None:
        """Give all rows the program's own numbers."""
        self.commit_pending()
        changed = self.made(lambda: activities.renumber(self.context.file, self.section_id))
        if changed is not None:
            told = f"Вписанные номера убраны: {changed}" if changed else "Номера и так стоят по порядку"
            tell_beside(self.view, told)

    def from_bank(self) -> None:
        """Insert measures of the bank after the current line."""
        from ...services.editing.bank_insert import insert_measures
        from ..dialogs.bank import BankDialog  # nothing of the bank is read before it is asked for

        self.commit_pending()
        chosen = BankDialog.choose_measures(plan_rows.texts(self.context.file, self.section_id), self)
        line = self.view.current_line()
        after = line.row.id if line else None
        rows = self.made(lambda: insert_measures(self.context.file, self.section_id, after, chosen))
        if rows:
            self.view.go_to(("activity", rows[0].id), "text")
            self.view.setFocus()

    def to_bank(self) -> None:
        """Keep the current measure in the person's own bank."""
        from ...services.banks import add_measure

        self.commit_pending()
        line = self.view.current_line()
        if line is None or line.level == "group":
            return
        row = line.row
        fields = {"period": row.period, "responsible": row.responsible, "result": row.result}
        if self.context.attempt(lambda: add_measure(row.text, **fields)):
            tell_beside(self.view, "Добавлено в мой банк")

    def duplicate(self) -> None:
        """Copy the selected lines with what belongs to them."""
        ids = [line.id for line in self.view.selected_lines()]
        rows = self.made(lambda: activities.duplicate(self.context.file, self.section_id, ids))
        if rows:
            self.select_lines([("activity", row.id) for row in rows])

    def indent(self) -> None:
        """Make the selected lines of the level below."""
        self._change_level(1)

    def outdent(self) -> None:
        """Make the selected lines of the level above."""
        self._change_level(-1)

    def _change_level(self, step: int) -> None:
        rows = [line.spot for line in self.view.selected_lines() if isinstance(line, PlanLine)]
        two = bool(self.entry.spec.part_titles)
        self.context.attempt(lambda: activities.change_levels(self.context.file, rows, step, two_levels=two))

    def insert_rows(self, block: Block, line: Line | None, field: str) -> Sequence[Hashable] | None:
        """A table with headings or groups, or one at the end, comes as rows of the plan."""
        from ...services.editing.pasted_plan import insert_read, read_plan_block, wants_rows  # when a table comes

        columns, row = self.model.columns, line.row if line else None
        last = line is None or line is self.model.whole[-1]
        if not wants_rows(block, columns, row, field, last=last):
            return None
        read = beside("Чтение таблицы", block.height, partial(read_plan_block, block, columns, self.context.form))
        rows = insert_read(self.context.file, self.entry.section, columns, read, row)
        return [("activity", row.id) for row in rows]

    def refresh(self, changes: list[Change]) -> None:
        """Take over columns that came with a pasted table too."""
        if any(change.table == "section" for change in changes):
            self.model.set_columns(self.model.with_done(field_columns(self.entry, self.context.form)))
        super().refresh(changes)

    def remove_rows(self, lines: Sequence[Line]) -> None:
        """Remove the rows of lines as one action."""
        activities.remove(self.context.file, self.section_id, [line.id for line in lines])

    def shift(self, lines: Sequence[Line], step: int) -> None:
        """Move rows with what belongs to them."""
        activities.shift(self.context.file, self.section_id, [line.id for line in lines], step)

    def show_current(self) -> None:
        """Sub-items belong to items; a bank holds no groups."""
        super().show_current()
        line = self.view.current_line()
        for name in ("add_sub", "to_bank"):
            self.actions_by_name[name].setEnabled(line is not None and line.level != "group")
