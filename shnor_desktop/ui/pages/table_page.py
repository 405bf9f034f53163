"""The base of every page with a table: its actions by button, menu and key, the panel below, the counter."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ...models.entity import Entity
from ...services.changes import Change
from ...services.editing.content import remove_rows, shift_rows
from ...services.editing.moving import complete
from ...services.queries import OutlineEntry, years_of
from ..itemmodels.rows import Line, RowsModel
from ..widgets.arrange_bar import ArrangeBar
from ..widgets.header_menu import HeaderMenu
from ..widgets.row_drag import RowDrag
from ..widgets.row_panel import PanelField, RowPanel
from ..widgets.rows_view import RowsView
from .base import PageContext
from .place import parse_place
from .section_page import SectionPage
from .table_acts import CELLS, COMMON, NOT_IN_ORDER, Act

__all__ = ["CELLS", "COMMON", "Act", "TablePage"]

AFTER_MS = 400
"""Milliseconds after which what a page has held is let go of."""

if TYPE_CHECKING:
    from ...services.tabular import Block
    from .table_cells import TableCells


class TablePage(SectionPage):
    """A table in the middle of a section. The subclass names its acts, makes the model, and fills in the verbs."""

    acts: tuple[Act, ...] = COMMON
    panel_fields: tuple[PanelField, ...] = ()

    def __init__(self, context: PageContext, entry: OutlineEntry, parent: QWidget | None = None) -> None:
        super().__init__(context, entry, parent)
        self.model = self.make_model()
        self.model.setParent(self)
        self.destroyed.connect(partial(_forget, self.model))
        self.add_text("body", "Текст перед таблицей")
        self.add_above()
        self.view = RowsView(self.model)
        self.view.setMinimumHeight(150)
        self.view.setAccessibleName(entry.section.title or "Таблица")
        years = partial(years_of, self.context.file) if self.model.filterable else None
        self.arrange_bar = ArrangeBar(self.model, self.view, years, self)
        self.column.addWidget(self.arrange_bar)
        self.column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.panel = RowPanel(self.model, self.panel_fields) if self.panel_fields else None
        if self.panel is not None:
            self.column.addWidget(self.panel)
        self.add_below()
        self.add_text("after", "Текст после таблицы")
        self._cells: TableCells | None = None
        self.actions_by_name = self._make_actions()
        if any(act.ordered for act in self.acts):
            RowDrag(self.view, self)
        HeaderMenu(self.view, self.show_all)
        self._restore_widths()
        self.view.current_line_changed.connect(self.show_current)
        self.view.refused.connect(self.context.inform)
        self.model.arranged.connect(self.show_current)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, max(self.model.column_of("text"), 0)))
        self.show_current()
        self.show_title()

    @property
    def _table_name(self) -> str:
        """Under which the widths of the columns are kept: for this section and those like it of other files."""
        return self.entry.section.key or self.entry.section.kind

    def _restore_widths(self) -> None:
        if self.context.settings is not None:
            self.view.widths.restore(self.context.settings.widths(self._table_name))
            self.view.widths.dragged.connect(self._keep_widths)

    def _keep_widths(self) -> None:
        if self.context.settings is not None:
            self.context.settings.remember_widths(self._table_name, self.view.widths.own())

    @property
    def cells(self) -> TableCells:
        """What is done with cells: the clipboard and what reads it are imported when they are used."""
        if self._cells is None:
            from .table_cells import TableCells

            self._cells = TableCells(self.context, self.model, self.view, self.insert_rows)
        return self._cells

    def make_model(self) -> RowsModel:
        """The model of this kind of table."""
        raise NotImplementedError

    def add_above(self) -> None:
        """Put something between the text and the table."""

    def add_below(self) -> None:
        """Put something between the table and the text after it."""

    def caption(self, line: Line) -> str:
        """What the panel calls a line."""
        return ""

    def note(self, line: Line, field: str) -> str:
        """What the panel says beside a field."""
        return ""

    def counted(self) -> str:
        """The line that counts what the table holds."""
        return ""

    def hints(self) -> tuple[str, ...]:
        """The counter goes before the form's sentences."""
        return (self.counted(), *super().hints())

    # actions

    def _make_actions(self) -> dict[str, QAction]:
        result = {}
        for act in self.acts:
            action = QAction(act.text, self)
            action.setShortcuts([QKeySequence(keys) for keys in (act.keys, act.also) if keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setToolTip(act.tip or act.text.removeprefix("+ "))
            action.triggered.connect(partial(self._in_order, act.name) if act.ordered else getattr(self, act.name))
            self.view.addAction(action)
            result[act.name] = action
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.header.set_actions([result[act.name] for act in self.acts if act.button])
        return result

    def show_current(self) -> None:
        """Show the current line in the panel and what can be done with it."""
        line = self.view.current_line()
        for act in self.acts:
            action, possible = self.actions_by_name[act.name], line is not None or not act.needs_line
            action.setEnabled(possible)
            tip = act.tip or act.text.removeprefix("+ ")
            action.setToolTip(tip if possible else f"{tip}. {self._invitation()}")
        self._show_arranged()
        if self.panel is not None:
            self.panel.show_line(line, self.caption(line) if line else self._invitation())
            for field, label in self.panel.notes.items():
                label.setText(self.note(line, field) if line else "")

    def _show_arranged(self) -> None:
        """What filters and sorting allow, and why they do not allow the rest."""
        arranged = self.model.is_arranged
        for act in self.acts:
            if act.ordered:
                self.actions_by_name[act.name].setToolTip(NOT_IN_ORDER if arranged else act.tip or act.text)
        for name, there in (("to_filters", self.arrange_bar.filters_rows), ("show_all", arranged)):
            if name in self.actions_by_name:
                self.actions_by_name[name].setVisible(there)
                self.actions_by_name[name].setEnabled(there)

    def refuses_moves(self) -> bool:
        """Whether rows cannot be moved because not all of them are in sight in their order; says so."""
        if self.model.is_arranged:
            self.context.tell(NOT_IN_ORDER)
        return self.model.is_arranged

    def _in_order(self, name: str, _checked: bool = False) -> None:
        if not self.refuses_moves():
            getattr(self, name)()

    def _invitation(self) -> str:
        """What the panel says while it has no line to show."""
        if self.model.is_arranged and not self.model.rowCount():
            return "Таких строк нет. Esc в таблице покажет все"
        main = next((act.text for act in reversed(self.acts) if act.button and not act.needs_line), "")
        return "Выберите строку таблицы" if self.model.rowCount() or not main else f"Начните с кнопки «{main}»"

    # verbs

    def remove_lines(self) -> None:
        """Remove the selected lines; headings of which not everything was in sight stay."""
        lines = self.view.selected_lines()
        if self.model.is_arranged and len(lines) > 1:
            whole = complete(self.model.ranks(), [self.model.place_of(line.key) for line in lines])
            lines = [line for line in lines if self.model.place_of(line.key) in whole]
        place = self.model.row_of(lines[0].key) if lines else 0
        if not lines or not self.context.attempt(lambda: self.remove_rows(lines)):
            return
        left = self.model.rowCount()
        if left:
            self.view.setCurrentIndex(self.model.index(min(place, left - 1), max(self.view.currentIndex().column(), 0)))

    def remove_rows(self, lines: Sequence[Line]) -> None:
        """Remove the rows of lines as one action."""
        rows: list[Entity] = [line.row for line in lines]
        remove_rows(self.context.file, rows)

    def clear_cell(self) -> None:
        """Empty the selected cells; whole rows that are selected go."""
        if self.view.whole_rows_selected():
            self.remove_lines()
            return
        line, index = self.view.current_line(), self.view.currentIndex()
        if len(self.view.selected_places()) > 1:
            self.cells.clear()
        elif line is not None and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.model.put(line, self.model.columns[index.column()].field, "")

    def copy(self) -> None:
        """Put the selected cells on the clipboard."""
        self.cells.copy()

    def cut(self) -> None:
        """Copy the selected cells and empty them; whole rows that are selected go."""
        if not self.cells.copy():
            return
        if self.view.whole_rows_selected():
            self.remove_lines()
        else:
            self.cells.clear("Вырезано")

    def paste(self) -> None:
        """Paste what was copied here, in Excel or in Word."""
        self.cells.paste()

    def fill_down(self) -> None:
        """Put the topmost selected cell into those below."""
        self.cells.fill_down()

    def insert_rows(self, block: Block, line: Line | None, field: str) -> Sequence[Hashable] | None:
        """Insert a block as rows and return their keys; None when its cells are to go over others."""
        return None

    def move_up(self) -> None:
        """Move the selected lines up."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the selected lines down."""
        self._move(1)

    def _move(self, step: int) -> None:
        lines = self.view.selected_lines()
        if lines and self.context.attempt(lambda: self.shift(lines, step)):
            self.select_lines([line.key for line in lines])

    def shift(self, lines: Sequence[Line], step: int) -> None:
        """Move the rows of lines by one place."""
        shift_rows(self.context.file, [line.row for line in lines], step)

    def select_lines(self, keys: Sequence[Hashable]) -> None:
        """Go to the first of some lines, in the column that is current, and select them all from end to end."""
        places = sorted(place for key in keys if (place := self.model.row_of(key)) >= 0)
        self.view.select_rows(places)

    def drop(self, lines: Sequence[Line], before: Line | None) -> None:
        """Move lines that were dragged before another one, or to the end."""
        if self.context.attempt(lambda: self.model.drop(lines, before)):
            self.select_lines([line.key for line in lines])

    # looking at it in another way

    def to_filters(self) -> None:
        """Give the keyboard to the filters above the table."""
        self.arrange_bar.chips.focus()

    def sort_column(self) -> None:
        """Sort by the column of the current cell; again the other way round, then not at all."""
        self.view.sort_further(self.view.currentIndex().column())

    def show_all(self) -> None:
        """All lines in the document's order."""
        self.arrange_bar.show_all()

    def default_widths(self) -> None:
        """The columns as wide as the form has them."""
        self.view.widths.forget()

    def edit_new(self, row: Entity | None, table: str, field: str) -> None:
        """Go to a row that was just added and begin to type."""
        if row is not None:
            self.view.go_to((table, row.id), field, edit=True)

    # the page

    def commit_pending(self) -> None:
        """Write an open cell editor, the panel and the texts."""
        self.view.commit_editor()
        if self.panel is not None:
            self.panel.commit()
        super().commit_pending()

    def refresh(self, changes: list[Change]) -> None:
        """Take over what was committed, keeping selection, scroll and focus."""
        touched = self.model.refresh(changes)
        super().refresh(changes)
        if touched:
            self.show_title()
            self.show_current()
        years_changed = any(change.table == "programme" for change in changes)
        if touched or years_changed:
            self.arrange_bar.count_soon(anew=years_changed)

    def current_place(self) -> str:
        """The current cell, unless a text has the keyboard."""
        in_text, line = super().current_place(), self.view.current_line()
        if in_text or line is None or not isinstance(line.key, tuple):
            return in_text
        table, name = line.key
        return f"{table}:{name}:{self.model.columns[self.view.currentIndex().column()].field}"

    def _go_in_panel(self, field: str) -> bool:
        return self.panel is not None and self.panel.go_to(field)

    def show_place(self, place: str) -> None:
        """Go to «activity:12:period»; a field without a column stands in the panel."""
        where = parse_place(place)
        if self.view.go_to((where.table, where.id), where.field):
            if self.model.column_of(where.field) >= 0 or not self._go_in_panel(where.field):
                self.view.setFocus()
        else:
            super().show_place(place)


def _forget(model: RowsModel, _page: object = None) -> None:
    """Not a method: a page that is gone hears nothing of it. The page that takes its place is painted first."""
    QTimer.singleShot(AFTER_MS, lambda: model.forget())  # as its own method it would go with it
