"""Which section of the programme something goes into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

_LETTERS = 30


class SectionDialog(QDialog):
    """One list of sections; told by their ids, so that equal titles are no trouble."""

    def __init__(self, title: str, sections: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.section = QComboBox()
        self.section.setAccessibleName("Раздел")
        self.section.setMinimumContentsLength(_LETTERS)
        self.section.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for id_, name in sections:
            self.section.addItem(name, id_)
        form = QFormLayout()
        form.addRow("В раздел", self.section)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        insert = buttons.addButton("Вставить", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(buttons)
        insert.setDefault(True)  # inside the dialog: before that «Отмена» would take Enter
        self.section.setFocus()

    @classmethod
    def ask(cls, title: str, sections: Sequence[tuple[int, str]], parent: QWidget) -> int | None:
        """The id of the section; None when the person thought better of it."""
        dialog = cls(title, sections, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.section.currentData()
        dialog.deleteLater()
        return int(chosen) if accepted and chosen is not None else None
