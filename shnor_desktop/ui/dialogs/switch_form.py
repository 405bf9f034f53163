"""Which form of the document, and what becomes of every section in it, before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...services.editing.switching import look_at_switch
from ...services.form_switch import SwitchLine
from ...services.formats import Catalogue, Format
from ...services.school_file import SchoolFile
from .sizes import open_at

GROUPS = (
    ("left", "В этой форме нет места – сохранится, но не печатается"),
    ("taken", "Останется в документе"),
    ("added", "Добавится"),
)
"""Kinds of lines and what they are called, in order."""


class SwitchFormDialog(QDialog):
    """A list of forms, and below it what would happen."""

    def __init__(self, file: SchoolFile, current: Format, known: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._forms = [form for form in known.forms if form.key != current.key]
        self.setWindowTitle("Другая форма документа")
        title = QLabel("Та же программа в другой форме")
        title.setProperty("role", "title")
        hint = QLabel(f"Сейчас: «{current.title}». Все данные сохранятся, переход можно отменить одним шагом.")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.form = QComboBox()
        self.form.setAccessibleName("Форма документа")
        for form in self._forms:
            self.form.addItem(form.title, form.key)
        self.form.currentIndexChanged.connect(self._look)
        choice = QFormLayout()
        choice.addRow("Новая форма", self.form)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Что станет с разделами")
        self.tree.setHeaderLabels(["Раздел", "Что с ним станет"])
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setUniformRowHeights(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().resizeSection(1, 330)
        self.tree.header().setStretchLastSection(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Перейти к этой форме")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(hint)
        layout.addLayout(choice)
        for trouble in known.troubles:
            layout.addWidget(_trouble(trouble))
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)
        open_at(self, 860, 620)
        self._look()

    @property
    def chosen(self) -> Format:
        """The form that is chosen."""
        return self._forms[self.form.currentIndex()]

    def ask(self) -> Format | None:
        """Show the dialog; None when the person changed their mind."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        form = self.chosen
        self.deleteLater()
        return form if accepted else None

    def _look(self) -> None:
        plan = look_at_switch(self._file, self.chosen)
        self.tree.clear()
        for kind, name in GROUPS:
            lines = [line for line in plan.lines if line.kind == kind]
            if lines:
                self._group(name, lines)

    def _group(self, name: str, lines: list[SwitchLine]) -> None:
        head = QTreeWidgetItem(self.tree, [f"{name}: {len(lines)}"])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.setFirstColumnSpanned(True)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for line in lines:
            item = QTreeWidgetItem(head, [line.title, line.told])
            item.setToolTip(0, line.title)
            item.setToolTip(1, line.told)
        head.setExpanded(True)


def _trouble(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "error")
    label.setWordWrap(True)
    return label
