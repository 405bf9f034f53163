"""The backup copies of a school file: when they were made, how large they are, and restoring one as a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..status_line import day_and_time
from .sizes import open_at

if TYPE_CHECKING:
    from ...services.backups import Backup

Restore = Callable[["Backup", Path], object]


class BackupsDialog(QDialog):
    """A list, the newest first. The file itself is never touched."""

    def __init__(self, school: Path, copies: Sequence[Backup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Резервные копии")
        self._copies = sorted(copies, key=lambda copy: copy.at, reverse=True)
        title = QLabel(f"Копии файла «{school.name}»")
        title.setProperty("role", "title")
        hint = QLabel(
            "Копия делается сама при открытии файла, если прошлой больше суток. Восстановленная копия – новый файл: "
            "нынешний остаётся, каким он есть."
            if copies
            else "Копий этого файла пока нет: первая делается при его открытии."
        )
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.table = self._table()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.restore_button = buttons.addButton("Восстановить как копию…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore_button.setEnabled(bool(copies))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (title, hint, self.table, buttons):
            layout.addWidget(widget)
        open_at(self, 560, 420)

    @classmethod
    def show_for(cls, school: Path, copies: Sequence[Backup], restore: Restore, parent: QWidget) -> None:
        """Show the copies of a file; `restore` is called with the one that was chosen."""
        dialog = cls(school, copies, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen
        dialog.deleteLater()
        if accepted and chosen is not None:
            restore(chosen, school)

    @property
    def chosen(self) -> Backup | None:
        """The selected copy."""
        row = self.table.currentRow()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self._copies), 2)
        table.setAccessibleName("Резервные копии")
        table.setHorizontalHeaderLabels(["Когда сделана", "Размер"])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        today = date.today()
        for row, copy in enumerate(self._copies):
            table.setItem(row, 0, QTableWidgetItem(day_and_time(copy.at, today)))
            size = QTableWidgetItem(size_text(copy.size))
            size.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, 1, size)
        if self._copies:
            table.selectRow(0)
        table.doubleClicked.connect(self.accept)
        return table


def size_text(size: int) -> str:
    """«640 КБ», «12,5 МБ»."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} КБ"
    return f"{size / 1_000_000:.1f} МБ".replace(".", ",")
