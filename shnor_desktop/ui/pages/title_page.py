"""The title page: the school, the programme, and who adopted, agreed and approved it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ...models.school import Approval
from ...services import queries
from ...services.changes import Change
from ...services.editing.approvals import proposals, propose
from ...services.editing.content import add_row, remove_rows, set_programme, set_school, shift_row
from ..itemmodels.approvals import ApprovalsModel
from ..widgets.bound import BoundLine
from ..widgets.card import Card
from ..widgets.page_header import ActionButton, PageHeader
from ..widgets.rows_view import RowsView
from .base import Page, PageContext
from .place import parse_place
from .section_page import MARGINS
from .title_fields import CHECKED_FIELDS, PROGRAMME_FIELDS, SCHOOL_FIELDS, shown_value, stored_value

_HINT = "Сведения о школе и программе: из них собирается первый лист документа."
_HINT_ORDER = "Сведения о школе и программе. Титульного листа в этой форме нет: документ начинается приказом."

TITLE_ACTS = (
    ("_propose", "Подставить", ""),
    ("_move_up", "Выше", "Alt+Up"),
    ("_move_down", "Ниже", "Alt+Down"),
    ("_remove", "Удалить гриф", "Ctrl+Del"),
    ("_add", "+ Гриф", "Ins"),
)
"""What can be done with the грифы: method, text, keys."""


class TitlePage(Page):
    """Fields that write themselves, and the грифы in a small table."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, None, parent)
        self.fields: dict[str, BoundLine] = {}
        self.actions_by_name: dict[str, QAction] = {}
        header = PageHeader()
        header.set_title(context.form.front)
        header.set_hint(_HINT if context.form.title_page else _HINT_ORDER)
        holder = QWidget()
        cards = QVBoxLayout(holder)
        cards.setContentsMargins(0, 0, 6, 0)
        cards.setSpacing(12)
        cards.addWidget(self._form("Школа", "school", SCHOOL_FIELDS))
        cards.addWidget(self._form("Программа", "programme", PROGRAMME_FIELDS))
        cards.addWidget(self._approvals())
        cards.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(10)
        column.addWidget(header)
        column.addWidget(self.area, 1)
        self._show_fields()
        self._show_proposals()

    def _form(self, title: str, table: str, fields: tuple[tuple[str, str, str], ...]) -> QFrame:
        card = Card(title)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        short = QHBoxLayout()
        short.setSpacing(8)
        for name, label, placeholder in fields:
            write, idle = partial(self._write, table, name), name not in CHECKED_FIELDS
            field = BoundLine(label, write, idle=idle, kept=self._turned_away)
            field.setPlaceholderText(placeholder)
            self.fields[f"{table}:{name}"] = field
            if name not in CHECKED_FIELDS:
                form.addRow(label, field)
                continue
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("00.00.0000") + 34)
            if name == "approval_date":
                form.addRow(label, field)
                continue
            if short.count():
                name_of_field = QLabel(label)
                name_of_field.setBuddy(field)
                short.addSpacing(18)
                short.addWidget(name_of_field)
            else:
                form.addRow(label, short)
            short.addWidget(field)
        if short.count():
            short.addStretch(1)
        card.column.addLayout(form)
        return card

    def _approvals(self) -> QFrame:
        card = Card("Грифы")
        self.model = ApprovalsModel(self.context, self)
        self.view = RowsView(self.model)
        self.view.setMinimumHeight(150)
        self.view.setAccessibleName("Грифы")
        buttons = QHBoxLayout()
        for name, text, keys in TITLE_ACTS:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(getattr(self, name))
            self.view.addAction(action)
            self.actions_by_name[name] = action
            buttons.addWidget(ActionButton(action, card))
            if name == "_propose":
                action.setToolTip("Заполнить пустое: кем, дата приказа, директор")
                buttons.insertStretch(1, 1)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        card.column.addWidget(self.view)
        card.column.addLayout(buttons)
        return card

    # fields

    def _write(self, table: str, name: str, text: str) -> bool:
        return self.context.attempt(lambda: self._set(table, name, text))

    def _set(self, table: str, name: str, text: str) -> None:
        if table == "school":
            set_school(self.context.file, **{name: text.strip()})
        else:
            set_programme(self.context.file, **{name: stored_value(name, text)})

    def _turned_away(self) -> bool:
        return self.context.file.turned_away

    def _show_fields(self) -> None:
        rows = {"school": queries.school(self.context.file), "programme": queries.programme(self.context.file)}
        for key, field in self.fields.items():
            table, _, name = key.partition(":")
            field.binding.display(shown_value(name, getattr(rows[table], name)))

    # грифы

    def _propose(self) -> None:
        self.commit_pending()
        self.context.attempt(lambda: propose(self.context.file))

    def _show_proposals(self) -> None:
        self.actions_by_name["_propose"].setEnabled(bool(proposals(self.context.file)))

    def _add(self) -> None:
        line = self.view.current_line()
        rows: list[int] = []
        after = line.row.id if line else None
        if self.context.attempt(lambda: rows.append(add_row(self.context.file, Approval(), after).id)):
            self.view.go_to(("approval", rows[0]), "kind", edit=True)

    def _remove(self) -> None:
        lines = self.view.selected_lines()
        self.context.attempt(lambda: remove_rows(self.context.file, [line.row for line in lines]))

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        line = self.view.current_line()
        if line is not None:
            self.context.attempt(lambda: shift_row(self.context.file, line.row, step))

    # the page

    def commit_pending(self) -> None:
        """Write what is typed and not written yet."""
        self.view.commit_editor()
        for field in self.fields.values():
            field.binding.commit()

    def refresh(self, changes: list[Change]) -> None:
        """Take over what was committed."""
        if any(change.table in ("school", "programme") for change in changes):
            self._show_fields()
        self.model.refresh(changes)
        if any(change.table in ("school", "programme", "approval") for change in changes):
            self._show_proposals()

    def current_place(self) -> str:
        """The field that has the keyboard, else the гриф that is current in their table."""
        for key, field in self.fields.items():
            if field is self.focusWidget():
                return key.replace(":", ":1:")
        line = self.view.current_line() if self.view is self.focusWidget() else None
        field_name = self.model.columns[self.view.currentIndex().column()].field if line is not None else ""
        return f"approval:{line.row.id}:{field_name}" if line is not None else ""

    def show_place(self, place: str) -> None:
        """Go to a field («school:1:director») or a гриф («approval:2:body»)."""
        where = parse_place(place)
        field = self.fields.get(f"{where.table}:{where.field or where.name}")
        if field is not None:
            self.area.ensureWidgetVisible(field)
            field.setFocus()
            field.selectAll()
            return
        if self.view.go_to((where.table, where.id), where.field):
            self.view.setFocus()
