"""What a person can say of one table of a document that is brought in: what it is, and what its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ...services.import_review import ReviewColumn, ReviewTable

_LONGEST = 44


class _Choice(QComboBox):
    """A choice that the wheel scrolls past."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the choice as it is."""
        event.ignore()

    def offer(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """Show these choices (key and words) without telling anybody."""
        self.blockSignals(True)
        if [(self.itemData(n), self.itemText(n)) for n in range(self.count())] != list(choices):
            self.clear()
            for key, words in choices:
                self.addItem(words, key)
        self.setCurrentIndex(max(self.findData(current), 0))
        self.setToolTip(self.currentText())
        self.blockSignals(False)


class TablePanel(QWidget):
    """Shows a table's assignment; what the person says leaves by signals."""

    target_said = Signal(str)
    field_said = Signal(int, str)
    header_said = Signal(bool)
    join_said = Signal(bool)
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.target = _Choice()
        self.target.setAccessibleName("Чем станет таблица")
        self.target.activated.connect(lambda: self.target_said.emit(str(self.target.currentData())))
        self.joined = QCheckBox("П&родолжение таблицы выше")
        self.header = QCheckBox("Первая строка – &названия столбцов")
        self.joined.clicked.connect(self.join_said)
        self.header.clicked.connect(self.header_said)
        self.back = QPushButton("Как узнала программа")
        self.back.setProperty("kind", "link")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.reset)
        self.fields: list[_Choice] = []
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._lay_out()

    def show_table(self, table: ReviewTable, targets: Sequence[tuple[str, str]]) -> None:
        """Show what is said of a table now."""
        self.target.offer(targets, table.target)
        for box, on in ((self.joined, table.joined), (self.header, table.header)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self.joined.setEnabled(table.can_join)
        for widget in (self.target, self._target_label):
            widget.setEnabled(not table.joined)
        columns = () if table.joined else table.columns
        self.header.setVisible(bool(columns))
        self.back.setEnabled(not table.said.is_open)
        self._show_columns(columns, table.choices)

    # parts

    def _lay_out(self) -> None:
        self._target_label = QLabel("&Эта таблица:")
        self._target_label.setBuddy(self.target)
        first = QHBoxLayout()
        first.addWidget(self._target_label)
        first.addWidget(self.target, 1)
        marks = QHBoxLayout()
        marks.addWidget(self.joined)
        marks.addStretch(1)
        marks.addWidget(self.back)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 4, 4, 4)
        for place, share in enumerate((3, 0, 4)):
            self._grid.setColumnStretch(place, share)
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.addLayout(first)
        column.addLayout(marks)
        column.addWidget(self.header)
        column.addWidget(self._area, 1)
        column.addStretch(0)

    def _show_columns(self, columns: Sequence[ReviewColumn], choices: Sequence[tuple[str, str]]) -> None:
        while len(self.fields) > len(columns):
            self._drop_row()
        while len(self.fields) < len(columns):
            self._add_row()
        for column, choice, (label, example) in zip(columns, self.fields, self._labels, strict=True):
            label.setText(_cut(column.label))
            label.setToolTip(column.label)
            example.setText(_cut(column.example))
            example.setToolTip(column.example)
            choice.setAccessibleName(f"Столбец «{column.label}»")
            choice.offer(choices, column.field)
        for row in range(max(self._grid.rowCount(), len(columns) + 1)):
            self._grid.setRowStretch(row, int(row == len(columns)))
        self._area.setVisible(bool(columns))

    def _add_row(self) -> None:
        row = len(self.fields)
        label, choice, example = QLabel(), _Choice(), QLabel()
        example.setProperty("role", "hint")
        for text in (label, example):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        choice.activated.connect(partial(self._field_chosen, row))
        for place, widget in enumerate((label, choice, example)):
            self._grid.addWidget(widget, row, place)
        self.fields.append(choice)
        self._labels.append((label, example))
        QWidget.setTabOrder(self.fields[row - 1] if row else self.header, choice)

    def _drop_row(self) -> None:
        for widget in (self.fields.pop(), *self._labels.pop()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _field_chosen(self, row: int, _place: int) -> None:
        self.field_said.emit(row, str(self.fields[row].currentData()))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
