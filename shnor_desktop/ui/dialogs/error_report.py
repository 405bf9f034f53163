"""A program error: says that nothing is lost and gives the report to copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from .sizes import open_at


class ErrorReport(QDialog):
    """Shows a report; «Скопировать отчёт» puts it on the clipboard."""

    def __init__(self, report: str, log: Path | None, parent: QWidget | None = None, *, crashed: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ошибка программы")
        self._report = report
        title = QLabel("В прошлый раз программа закрылась сама" if crashed else "В программе произошла ошибка")
        title.setProperty("role", "title")
        place = f" Он записан и в журнал: {log}." if log else ""
        text = QLabel(
            "Всё, что было записано, цело: можно работать дальше. Пожалуйста, скопируйте отчёт и отправьте "
            f"разработчику – так ошибку исправят быстрее. Данных школы в отчёте нет.{'' if crashed else place}"
        )
        text.setWordWrap(True)
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setAccessibleName("Отчёт об ошибке")
        self._copy = QPushButton("Скопировать отчёт")
        self._copy.setProperty("kind", "primary")
        self._copy.clicked.connect(self.copy_report)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (title, text, details, buttons):
            layout.addWidget(widget)
        open_at(self, 640, 420)

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText("Отчёт скопирован")
