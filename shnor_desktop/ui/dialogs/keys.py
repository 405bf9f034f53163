"""The help of F1: every key with what it does, out of the table of actions."""

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

from ..actions import known_keys

_SIGNS = {"PgDown": "PgDn", "Up": "↑", "Down": "↓"}


class KeysDialog(QDialog):
    """A table to look things up in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Клавиши")
        rows = known_keys()
        self.table = QTableWidget(len(rows), 2)
        self.table.setAccessibleName("Клавиши и что они делают")
        self.table.setHorizontalHeaderLabels(["Клавиши", "Что делают"])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 210)
        for row, (keys, purpose) in enumerate(rows):
            self.table.setItem(row, 0, QTableWidgetItem(shown(keys)))
            self.table.setItem(row, 1, QTableWidgetItem(purpose))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        self.resize(560, 600)


def shown(keys: str) -> str:
    """Keys as they are written on a keyboard."""
    return "+".join(_SIGNS.get(key, key) for key in keys.split("+"))
