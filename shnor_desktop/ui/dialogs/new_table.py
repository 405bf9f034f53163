"""How many rows and columns a new table of a text has."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QSpinBox, QWidget

from ..richtext.tables import MOST_NEW_COLUMNS, MOST_NEW_ROWS
from .asking import lay_out


class NewTableDialog(QDialog):
    """Two numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Новая таблица")
        self.rows = self._number(MOST_NEW_ROWS, 4, "Строк")
        self.columns = self._number(MOST_NEW_COLUMNS, 3, "Колонок")
        form = QFormLayout()
        form.addRow("Строк вместе с шапкой", self.rows)
        form.addRow("Колонок", self.columns)
        lay_out(self, form, "Вставить")
        self.rows.selectAll()

    @staticmethod
    def _number(most: int, value: int, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, most)
        box.setValue(value)
        box.setAccessibleName(name)
        return box

    @classmethod
    def ask(cls, parent: QWidget) -> tuple[int, int] | None:
        """Rows and columns; None when the person thought better of it."""
        dialog = cls(parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        size = dialog.rows.value(), dialog.columns.value()
        dialog.deleteLater()
        return size if accepted else None
