"""Long work in sight: what is being done, how far it is, and a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

_STEPS = 1000


class ProgressDialog(QDialog):
    """Stays until the work has ended, also after «Отменить»: what was begun has to be tidied up first."""

    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._label = QLabel(f"{title}…")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Сколько сделано")
        self._button = QPushButton("Отменить")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(420)

    def show_part(self, part: float) -> None:
        """Show how much is done, 0 to 1."""
        if self._bar.maximum() == 0:
            self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(max(0.0, min(part, 1.0)) * _STEPS))

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self._label.setText("Останавливаю…")
            self.cancelled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of the window frame means «Отменить»."""
        self.reject()
        event.ignore()

    def finish(self) -> None:
        """The work has ended."""
        self.hide()
        self.deleteLater()
