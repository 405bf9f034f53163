"""The dialog of a workbook that came back: every value that differs, and which of them the programme takes over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...services.spreadsheets.difference import Difference
from ...services.spreadsheets.returned import Returned
from ...services.wording import plural
from ..itemmodels.differences import DifferencesModel
from .sizes import open_at

_WIDTHS = (210, 260, 120, 150, 140)
_WIDTHS_OF_TEXTS = (170, 170, 220, 220, 130)
_LONG = 80
"""Characters from which a value is a text that wants the room."""

_MOST_TOLD = 4
_MOST_WRAPPED = 200
"""More rows are shown with one line each: measuring thousands would hold up the window."""


class ReturnedDialog(QDialog):
    """A list with ticks; Space ticks the selected rows, Enter takes over."""

    def __init__(self, found: Returned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Книга Excel вернулась")
        self._differences = found.differences
        self.model = DifferencesModel(found.differences, self)
        self.table = self._make_table()
        title = QLabel(found.school or "Книга Excel вернулась")
        title.setProperty("role", "title")
        title.setWordWrap(True)
        hint = QLabel(_hint(found))
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.remarks = QLabel(_told(found.remarks))
        self.remarks.setProperty("role", "warning")
        self.remarks.setWordWrap(True)
        self.remarks.setVisible(bool(found.remarks))
        layout = QVBoxLayout(self)
        for widget in (title, hint, self.remarks):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._make_bottom())
        self.take.setDefault(True)
        self.model.changed.connect(self._show_count)
        self._show_count()
        QShortcut(QKeySequence(Qt.Key.Key_Space), self.table, self._turn, context=Qt.ShortcutContext.WidgetShortcut)
        open_at(self, 1040, 600)
        self.table.setFocus()

    @classmethod
    def choose(cls, found: Returned, parent: QWidget) -> list[Difference]:
        """What is to be taken over; empty when the person thought better of it."""
        dialog = cls(found, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.model.chosen if accepted else []

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("Что отличается")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        texts = any(len(text) > _LONG for one in self._differences for text in (one.was, one.becomes))
        for column, width in enumerate(_WIDTHS_OF_TEXTS if texts else _WIDTHS):
            table.setColumnWidth(column, width)
        for column in (2, 3) if texts else (1,):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        if self.model.rowCount() <= _MOST_WRAPPED:
            table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if self.model.rowCount():
            table.selectRow(0)
        return table

    def _make_bottom(self) -> QHBoxLayout:
        self.all, self.none = QPushButton("Отметить все"), QPushButton("Снять все")
        self.all.clicked.connect(lambda: self.model.tick_all(True))
        self.none.clicked.connect(lambda: self.model.tick_all(False))
        self.take = QPushButton("Принять")
        self.take.setProperty("kind", "primary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        bottom = QHBoxLayout()
        for button in (self.all, self.none):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(buttons)
        return bottom

    def _turn(self) -> None:
        """Tick the selected rows, or take their ticks away when all of them are ticked."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        chosen = {id(one) for one in self.model.chosen}
        self.model.tick(rows, not all(id(self.model.row(row)) in chosen for row in rows))

    def _show_count(self) -> None:
        count = len(self.model.chosen)
        self.take.setText(f"Принять ({count})" if count else "Принять")
        self.take.setEnabled(bool(count))


def _hint(found: Returned) -> str:
    wave = f"{found.wave.title}, по состоянию на {found.wave.as_of}".strip(", ")
    if not found.differences:
        return f"{wave}. Всё, что стоит в книге, уже есть в программе."
    count = plural(len(found.differences), "значение отличается", "значения отличаются", "значений отличаются")
    return f"{wave}. {count}. Отмеченное встанет в программу одним шагом, его можно отменить."


def _told(remarks: tuple[str, ...]) -> str:
    rest = len(remarks) - _MOST_TOLD
    return "\n".join([*(f"⚠ {one}" for one in remarks[:_MOST_TOLD]), *([f"и ещё {rest}"] if rest > 0 else [])])
