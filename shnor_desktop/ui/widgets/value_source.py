"""«Откуда это число»: what results say for the current cell, with their files, and a button that takes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ...services.appendix_offers import FREE, FROM_RESULTS, OTHERWISE

_HEIGHT = 76
_HEADS = {
    FROM_RESULTS: "Значение сходится с результатами экзаменов",
    OTHERWISE: "Вписано не то, что в результатах: остаётся вписанное",
    FREE: "Значение можно взять из результатов",
}
_NOTHING = "Результаты экзаменов об этой ячейке не говорят"


class ValueSource(QFrame):
    """One line where there is nothing to say, and what is to be said where results speak of the cell."""

    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = QLabel(_NOTHING)
        self.head.setProperty("role", "heading")
        self.take = QPushButton("Взять из результатов")
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self.taken)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Откуда это число")
        self.text.setFixedHeight(_HEIGHT)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.text)

    def tell(self, how: str, value: str, told: str) -> None:
        """Show what results say for a cell that stands to it so; nothing for an empty `how`."""
        self.head.setText(_HEADS.get(how, _NOTHING))
        self.text.setVisible(bool(how))
        self.take.setVisible(bool(how))
        self.text.setPlainText(f"По результатам: {value}\n{told}" if how else "")
        self.take.setEnabled(how in (OTHERWISE, FREE))
