"""The dialog of an import of results: what is in each file, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...services.results.importing import DUPLICATE, IMPORTED, SKIPPED, FileReport
from ...services.wording import plural
from ..itemmodels.result_reports import ReportsModel
from .sizes import open_at

_WIDTHS = (270, 100, 70, 130, 50, 50, 60, 190, 300)
_HINT = (
    "Имена учеников не сохраняются: в файл школы идут только количества. Всё запишется одним шагом, его можно отменить."
)


class ResultsPreview(QDialog):
    """A list of files; Enter writes, Esc leaves everything as it was."""

    def __init__(self, reports: Sequence[FileReport], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Результаты ВПР, ОГЭ, ЕГЭ")
        self._reports = tuple(reports)
        self.title = QLabel(summary(reports))
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        hint = QLabel(_HINT)
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.table = self._make_table()
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._make_bottom())
        self.write.setDefault(True)
        open_at(self, 1240, 600)
        self.table.setFocus()

    def ask(self) -> bool:
        """Whether what is shown is to be written."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return accepted

    def copy(self) -> None:
        """Put the report on the clipboard."""
        copy_report(self._reports)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(ReportsModel(self._reports, self))
        table.setAccessibleName("Файлы с результатами")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setStretchLastSection(True)
        if self._reports:
            table.selectRow(0)
        return table

    def _make_bottom(self) -> QHBoxLayout:
        self.copying = QPushButton("Скопировать отчёт")
        self.copying.setAutoDefault(False)
        self.copying.clicked.connect(self.copy)
        count = len({report.file for report in self._reports if report.status == IMPORTED})
        self.write = QPushButton(f"Записать ({count})" if count else "Записать")
        self.write.setProperty("kind", "primary")
        self.write.setEnabled(bool(count))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.write, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(self.copying)
        bottom.addStretch(1)
        bottom.addWidget(buttons)
        return bottom


def summary(reports: Sequence[FileReport]) -> str:
    """«Возьмём 8 файлов. Уже есть: 2. Пропустим: 1.»; a file of several tables is counted once, by its best."""
    best: dict[str, str] = {}
    for status in (SKIPPED, DUPLICATE, IMPORTED):
        best.update((report.file, status) for report in reports if report.status == status)
    counts = Counter(best.values())
    if not counts[IMPORTED]:
        said = ["Новых результатов нет."]
    else:
        said = [f"Возьмём {plural(counts[IMPORTED], 'файл', 'файла', 'файлов')}."]
    said += [f"Уже есть: {counts[DUPLICATE]}."] if counts[DUPLICATE] else []
    said += [f"Пропустим: {counts[SKIPPED]}."] if counts[SKIPPED] else []
    return " ".join(said)


def copy_report(reports: Sequence[FileReport]) -> None:
    """The report as lines of text on the clipboard."""
    QGuiApplication.clipboard().setText("\n".join(report.line() for report in reports))
