"""Which section of the programme something goes into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QWidget

from .asking import lay_out

_LETTERS = 46


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
        lay_out(self, form, "Вставить")
        self.section.setFocus()

    @classmethod
    def ask(cls, title: str, sections: Sequence[tuple[int, str]], parent: QWidget) -> int | None:
        """The id of the section; None when the person thought better of it."""
        dialog = cls(title, sections, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.section.currentData()
        dialog.deleteLater()
        return int(chosen) if accepted and chosen is not None else None
