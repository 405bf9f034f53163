"""The panel below a table: all fields of the current line, wide enough to read and write in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..itemmodels.rows import Line, RowsModel
from .bound import Bound, BoundChoice, BoundLine, BoundText
from .completing import Completing
from .field_help import give_help, table_of
from .period_field import PeriodField


@dataclass(frozen=True)
class PanelField:
    """A field of the panel; `kind` is line, text, number or choice.

    A number stands beside the caption; `more` stands in the part that is folded away. `levels` are the levels of
    lines that have it. A `note` is said to the right of the field. Lines that head others call it `head_label`.
    """

    field: str
    label: str
    kind: str = "line"
    note: bool = False
    more: bool = False
    levels: tuple[str, ...] = ("item", "sub")
    head_label: str = ""


class RowPanel(QFrame):
    """Shows and writes the fields of one line through its model."""

    def __init__(self, model: RowsModel, fields: tuple[PanelField, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._model = model
        self._fields = fields
        self._line: Line | None = None
        self._inputs: dict[str, Bound] = {}
        self._refused: dict[tuple[object, str], tuple[Line, str]] = {}
        self._labels: dict[str, QLabel] = {}
        self.helps: dict[str, Completing | PeriodField] = {}
        self.notes: dict[str, QLabel] = {}
        self.caption = QLabel()
        self.caption.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        self._top = QHBoxLayout()
        self._top.addWidget(self.caption)
        self._top.addStretch(1)
        column.addLayout(self._top)
        for field in fields:
            if field.kind == "number":
                self._beside_caption(field)
        column.addWidget(self._grid([field for field in fields if not field.more and field.kind != "number"]))
        self._more_button = QToolButton()
        self._more_fields = self._grid([field for field in fields if field.more])
        self._fold()
        column.addWidget(self._more_fields)
        self.show_line(None, "")

    def _fold(self) -> None:
        button = self._more_button
        button.setText("Ещё поля")
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setArrowType(Qt.ArrowType.RightArrow)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(self._unfold)
        self._top.addWidget(button)
        self._more_fields.hide()

    def _unfold(self, is_open: bool) -> None:
        self._more_button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._more_fields.setVisible(is_open)

    def _beside_caption(self, field: PanelField) -> None:
        made = self._inputs[field.field] = self._input(field)
        made.setFixedWidth(64)
        label = self._labels[field.field] = QLabel(field.label)
        label.setBuddy(made)
        self._top.addWidget(label)
        self._top.addWidget(made)

    def _grid(self, fields: list[PanelField]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        row = side = 0
        for field in fields:
            wide = field.kind == "text"
            if side and (wide or field.note):
                row, side = row + 1, 0
            self._place(grid, field, row, side)
            row, side = (row, 1) if not side and not wide and not field.note else (row + 1, 0)
        return holder

    def _place(self, grid: QGridLayout, field: PanelField, row: int, side: int) -> None:
        made = self._input(field)
        label = QLabel(field.label)
        label.setBuddy(made)
        self._labels[field.field] = label
        self._inputs[field.field] = made
        grid.addWidget(label, row, 2 * side)
        grid.addWidget(made, row, 2 * side + 1, 1, 3 if field.kind == "text" else 1)
        if field.note:
            note = QLabel()
            note.setProperty("role", "hint")
            note.setTextFormat(Qt.TextFormat.PlainText)
            self.notes[field.field] = note
            grid.addWidget(note, row, 2, 1, 2)

    def _input(self, field: PanelField) -> Bound:
        write = partial(self.put, field.field)
        if field.kind == "text":
            return BoundText(field.label, write, lines=2)
        if field.kind == "choice":
            return BoundChoice(field.label, write, (), free=True)
        return BoundLine(field.label, write, idle=field.kind != "number", kept=self._turned_away)

    def _turned_away(self) -> bool:
        return self._model.context.file.turned_away

    def _give_help(self, table: str) -> None:
        """Serve the fields that have a picker or a list of what was typed before; once the table is known."""
        for name, each in self._inputs.items():
            if name not in self.helps and not isinstance(each, BoundChoice):
                made = give_help(each, self._model, (table, name), each.binding.commit)
                if made is not None:
                    self.helps[name] = made

    def input(self, field: str) -> Bound:
        """The field's widget."""
        return self._inputs[field]

    def go_to(self, field: str) -> bool:
        """Put the cursor into a field, unfolding it; False when the line that is shown has none of that name."""
        found = self._inputs.get(field)
        if found is None or self._line is None or field not in self._shown(self._line):
            return False
        if any(each.more for each in self._fields if each.field == field):
            self._more_button.setChecked(True)
        found.setFocus()
        return True

    def put(self, field: str, text: str) -> bool:
        """Write a field of the line that is shown."""
        line = self._line
        return line is None or self._model.row_of(line.key) < 0 or self._model.put(line, field, text)

    def commit(self) -> None:
        """Write what is typed and not written yet, that of other lines too which the disk refused before."""
        for each in self._inputs.values():
            each.binding.commit()
        for (key, field), (line, text) in list(self._refused.items()):
            if self._model.row_of(line.key) < 0 or self._model.put(line, field, text):
                del self._refused[key, field]

    def _keep_refused(self) -> None:
        """What the disk refused stays with its line when another one is shown."""
        for name, each in self._inputs.items():
            text = each.binding.unwritten
            if self._line is not None and text is not None and name in self._shown(self._line):
                self._refused[self._line.key, name] = self._line, text

    def show_line(self, line: Line | None, caption: str) -> None:
        """Show a line; another one than before is shown anew, the same one keeps what is being typed."""
        anew = line is None or self._line is None or line.key != self._line.key
        if anew:
            self.commit()
            self._keep_refused()
        self._line = line
        if line is not None:
            self._give_help(table_of(line))
        self.caption.setText(caption)
        for field in self._fields:
            there = line is not None and field.field in self._shown(line)
            self._labels[field.field].setVisible(there)
            if field.head_label and line is not None:
                self._labels[field.field].setText(field.head_label if line.level == "group" else field.label)
            each = self._inputs[field.field]
            each.setVisible(there)
            if line is not None and there:
                if isinstance(each, BoundChoice) and anew:
                    each.offer(self._model.choices(line, field.field))
                each.binding.display(self._model.edit_text(line, field.field), anew=anew)
                _, refused = self._refused.pop((line.key, field.field), (line, None))
                if refused is not None:
                    each.binding.put_back(refused)
        for name, note in self.notes.items():
            note.setVisible(line is not None and name in self._shown(line))
        shown = self._shown(line) if line else set()
        more = any(field.more and field.field in shown for field in self._fields)
        self._more_button.setVisible(more)
        self._more_fields.setVisible(more and self._more_button.isChecked())

    def _shown(self, line: Line) -> set[str]:
        return {field.field for field in self._fields if line.level in field.levels}
