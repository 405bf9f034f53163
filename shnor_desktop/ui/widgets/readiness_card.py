"""The card of the overview that says how ready the programme is: what the check finds, the grave things first."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...services.checks import SEVERITIES
from ...services.checks.report import Remark, Report
from ...services.wording import plural
from ..icons import icon
from .elided_button import ElidedButton
from .finding_delegate import GRADES

MOST = 4
"""Findings that are shown; the panel of the check has them all."""

WORDS = {
    "error": ("ошибка", "ошибки", "ошибок"),
    "warning": ("предупреждение", "предупреждения", "предупреждений"),
    "hint": ("подсказка", "подсказки", "подсказок"),
}


def summary(report: Report) -> str:
    """«2 ошибки, 1 предупреждение»."""
    return ", ".join(plural(count, *WORDS[name]) for name in SEVERITIES if (count := report.count(name)))


class ReadinessCard(QFrame):
    """Says that it is counting until a report is there."""

    asked = Signal(int, str)
    """A finding was chosen: section id and place."""

    all_wanted = Signal()
    """The whole list is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        heading = QLabel("Готовность к сдаче")
        heading.setProperty("role", "heading")
        self.counts = QLabel("Проверяю…")
        self.counts.setProperty("role", "hint")
        self.all = QPushButton("Все замечания")
        self.all.setToolTip("Открыть проверку (F7)")
        self.all.clicked.connect(self.all_wanted)
        self.all.hide()
        self.lines: list[ElidedButton] = []
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addWidget(self.counts, 1)
        top.addWidget(self.all)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(self._list)

    def show_report(self, report: Report) -> None:
        """Show what was found."""
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.counts.setText(summary(report) or "Замечаний нет – можно печатать и отправлять.")
        self.setAccessibleName(f"Готовность к сдаче: {self.counts.text()}")
        self.all.setVisible(bool(report.remarks))
        grave = sorted(report.remarks, key=lambda remark: SEVERITIES.index(remark.finding.severity))
        self.lines = [self._line(remark) for remark in grave[:MOST]]

    def _line(self, remark: Remark) -> ElidedButton:
        finding = remark.finding
        line = ElidedButton(f"{finding.where}: {finding.message}")
        line.setIcon(icon(finding.severity))
        line.setIconSize(QSize(14, 14))
        line.setAccessibleName(f"{GRADES[finding.severity]}. {line.whole}")
        line.setToolTip(f"{GRADES[finding.severity]}. {line.whole}")
        line.setProperty("place", [finding.section_id, finding.place])
        line.clicked.connect(self._chosen)
        self._list.addWidget(line)
        return line

    def _chosen(self) -> None:
        section_id, place = self.sender().property("place")
        self.asked.emit(section_id, place)
