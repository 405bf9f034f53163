"""What the check found: errors first, each with a way to its place. Stays open beside the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...services.wording import plural
from ..icons import icon

if TYPE_CHECKING:
    from ...services.checks import Finding

SEVERITIES: tuple[tuple[str, str, tuple[str, str, str]], ...] = (
    ("error", "Ошибка", ("ошибка", "ошибки", "ошибок")),
    ("warning", "Предупреждение", ("предупреждение", "предупреждения", "предупреждений")),
    ("hint", "Подсказка", ("подсказка", "подсказки", "подсказок")),
)
_RANK = {name: index for index, (name, _, _) in enumerate(SEVERITIES)}


class FindingsDialog(QDialog):
    """A list without a parent dialog's lock: the person jumps to a place, mends it, and comes back."""

    def __init__(self, go: Callable[[Finding], object], again: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Проверка программы")
        self._go = go
        self._again = again
        self._findings: list[Finding] = []
        self.summary = QLabel()
        self.summary.setProperty("role", "title")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Замечания")
        self.tree.setHeaderLabels(["Где", "Что не так"])
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.setColumnWidth(0, 240)
        self.tree.itemActivated.connect(self._activated)  # Enter and the double click
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.go_button = buttons.addButton("Перейти", QDialogButtonBox.ButtonRole.ActionRole)
        self.again_button = buttons.addButton("Проверить снова", QDialogButtonBox.ButtonRole.ActionRole)
        self.go_button.clicked.connect(self.go)
        self.again_button.clicked.connect(self._check_again)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.summary, self.tree, buttons):
            layout.addWidget(widget)
        self.resize(860, 460)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, the grave ones first; within a grade in the order of the programme."""
        self._findings = sorted(findings, key=lambda finding: _RANK.get(finding.severity, len(_RANK)))
        self.summary.setText(summary(findings))
        self.tree.clear()
        names = {name: title for name, title, _ in SEVERITIES}
        for finding in self._findings:
            item = QTreeWidgetItem([finding.where, finding.message])
            item.setIcon(0, icon(finding.severity if finding.severity in _RANK else "hint"))
            title = names.get(finding.severity, "")
            for column in range(2):
                item.setToolTip(column, f"{title}: {finding.message}")
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}. {finding.where}")
            self.tree.addTopLevelItem(item)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.go_button.setEnabled(bool(self._findings))

    def go(self) -> None:
        """Go to the place of the selected finding."""
        index = self.tree.currentIndex().row()
        if 0 <= index < len(self._findings):
            self._go(self._findings[index])

    def _activated(self, _item: QTreeWidgetItem, _column: int) -> None:
        self.go()

    def _check_again(self) -> None:
        self._again()


def summary(findings: Sequence[Finding]) -> str:
    """«2 ошибки, 1 предупреждение»."""
    counts = [
        plural(number, *words)
        for name, _, words in SEVERITIES
        if (number := sum(finding.severity == name for finding in findings))
    ]
    return ", ".join(counts) or "Замечаний нет"
