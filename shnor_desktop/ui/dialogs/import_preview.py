"""What was found in a Word document, before anything is written, and where it shall go."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)


class Target(Enum):
    """Where the programme goes."""

    NEW = "new"
    OPEN = "open"


class ImportPreview(QDialog):
    """Shows lines of «what – how much» and what could not be taken over; asks for the target."""

    def __init__(
        self,
        source: str,
        lines: Sequence[tuple[str, str]],
        lost: Sequence[str] = (),
        open_name: str = "",
        *,
        open_is_empty: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Импорт из Word")
        title = QLabel("Вот что нашлось в документе")
        title.setProperty("role", "title")
        hint = QLabel(f"{source}. Ничего ещё не записано. Неузнанное останется текстом на своём месте.")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.table = _table(lines)
        layout = QVBoxLayout(self)
        for widget in (title, hint, self.table):
            layout.addWidget(widget)
        if lost:
            layout.addWidget(_lost(lost))
        self._into_new = QRadioButton("В новый файл школы")
        self._into_open = QRadioButton(
            f"В открытый пустой файл «{open_name}»"
            if open_is_empty
            else f"Заменить программу в открытом файле «{open_name}» (можно отменить одним шагом)"
        )
        (self._into_open if open_is_empty else self._into_new).setChecked(True)
        if open_name:
            layout.addWidget(self._into_new)
            layout.addWidget(self._into_open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Импортировать")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(760, 560)

    @property
    def target(self) -> Target:
        """Where the person wants it."""
        return Target.OPEN if self._into_open.isChecked() else Target.NEW

    def ask(self) -> Target | None:
        """Show the dialog; None when the person changed their mind."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        target = self.target
        self.deleteLater()
        return target if accepted else None


def _table(lines: Sequence[tuple[str, str]]) -> QTableWidget:
    table = QTableWidget(len(lines), 2)
    table.setAccessibleName("Что нашлось в документе")
    table.setHorizontalHeaderLabels(["Часть программы", "Найдено"])
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setWordWrap(True)
    for row, texts in enumerate(lines):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(row, column, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.resizeRowsToContents()  # a few dozen rows at most
    return table


def _lost(lost: Sequence[str]) -> QLabel:
    label = QLabel("Не перенесено: " + "; ".join(lost))
    label.setProperty("role", "warning")
    label.setWordWrap(True)
    return label
