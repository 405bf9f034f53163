"""The list of Shift+F1: every key with what it does, by the place where it works."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..key_list import KeyGroup, key_groups, shown
from .sizes import open_at

_KEYS_WIDTH = 210


class KeysDialog(QDialog):
    """A table to look things up in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Все клавиши")
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName("Клавиши и что они делают")
        self.table.setHorizontalHeaderLabels(["Клавиши", "Что делают"])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, _KEYS_WIDTH)
        for group in key_groups():
            self._add(group)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        open_at(self, 640, 600)

    def _add(self, group: KeyGroup) -> None:
        head = QTableWidgetItem(group.title)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        row = self._row(head)
        self.table.setSpan(row, 0, 1, 2)
        for keys, purpose in group.rows:
            told = QTableWidgetItem(purpose)
            told.setToolTip(purpose)
            self.table.setItem(self._row(QTableWidgetItem(shown(keys))), 1, told)

    def _row(self, first: QTableWidgetItem) -> int:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.setItem(row, 0, first)
        return row
