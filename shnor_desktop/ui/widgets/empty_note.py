"""What an empty table says in its own place: how it is filled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QTableView

_AROUND = 16


class EmptyNote(QLabel):
    """A sentence in the middle of a table while it has no rows; clicks go through to the table."""

    def __init__(self, view: QTableView, sentence: str) -> None:
        super().__init__(sentence, view.viewport())
        self._view = view
        self.setProperty("role", "hint")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._show)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table has another size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _show(self, *_: object) -> None:
        empty = self._view.model().rowCount() == 0
        self.setVisible(empty)
        self._view.setAccessibleDescription(self.text() if empty else "")

    def _place(self) -> None:
        self.setGeometry(self._view.viewport().rect().adjusted(_AROUND, 0, -_AROUND, 0))
