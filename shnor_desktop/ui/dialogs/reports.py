"""The log of reports: when what was made for whom, with its files to be saved again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...models.reports import Report
from ...services.packet.log import files_of
from .sizes import open_at


class ReportsDialog(QDialog):
    """Reports at the left, the files of the selected one at the right; `save` is told which to give out."""

    def __init__(
        self, reports: Sequence[Report], save: Callable[[Report], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Журнал отчётов")
        self._reports = list(reports)
        self._save = save
        self.list = QListWidget()
        self.list.setAccessibleName("Собранные отчёты")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for report in self._reports:
            self.list.addItem(f"{shown_time(report.at)}\n{report.title}")
        self.details = QTextBrowser()
        self.details.setAccessibleName("Файлы отчёта")
        self.details.setTabChangesFocus(True)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self._show()
        self.list.setFocus()

    def _lay_out(self) -> None:
        title = QLabel("Журнал отчётов")
        title.setProperty("role", "title")
        hint = QLabel("Файлы хранятся вместе с программой ровно такими, какими были собраны.")
        hint.setProperty("role", "hint")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.details)
        splitter.setSizes([340, 460])
        splitter.setChildrenCollapsible(False)
        self.save_button = QPushButton("Сохранить файлы…")
        self.save_button.setProperty("kind", "primary")
        self.save_button.clicked.connect(self._give)
        buttons = QDialogButtonBox()
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        close = QPushButton("Закрыть")
        close.setAutoDefault(False)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(hint)
        layout.addWidget(splitter, 1)
        layout.addWidget(buttons)
        open_at(self, 820, 480)

    @property
    def report(self) -> Report | None:
        """The report that is selected."""
        row = self.list.currentRow()
        return self._reports[row] if 0 <= row < len(self._reports) else None

    def _show(self) -> None:
        report = self.report
        self.save_button.setEnabled(report is not None)
        self.details.setHtml(_page(report) if report else "<p>Отчёты ещё не собирались.</p>")

    def _give(self) -> None:
        if self.report is not None:
            self._save(self.report)


def shown_time(at: str) -> str:
    """«12.12.2026, 14:05»; a time that cannot be read stands as it is."""
    try:
        return f"{datetime.fromisoformat(at):%d.%m.%Y, %H:%M}"
    except ValueError:
        return at


def _page(report: Report) -> str:
    lines = [("Собран", shown_time(report.at)), ("Кто", report.author), ("Кому", report.recipient)]
    head = "".join(f"<p style='margin:0'>{label}: {escape(text)}</p>" for label, text in lines if text)
    files = "".join(f"<li>{escape(one.name)}</li>" for one in files_of(report))
    return f"<p><b>{escape(report.title)}</b></p>{head}<p style='margin:8px 0 0 0'>Файлы:</p><ul>{files}</ul>"
