"""Which exam it is: one that has no file, or one whose kind, year, subject or grade is put right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QSpinBox, QWidget

from ...models.errors import UserError
from ...services.results.exam_key import EGE, EXAM_NAMES, OGE, ExamKey
from ...services.results.subjects import SUBJECTS
from .asking import lay_out

_GRADES = {OGE: 9, EGE: 11}
_LEVELS = ("Базовый", "Профильный")
_MATHS = tuple(f"Математика ({level.lower()} уровень)" for level in _LEVELS)
_CORRECT = "Изменится во всех выборках; числа и таблицы в тексте останутся привязаны к работе."
_WIDTH = 380
_FIRST_YEAR, _LAST_YEAR = 2000, 2049


class NewExamDialog(QDialog):
    """Kind, year, subject and grade; begins with those of the exam that was current.

    With `check`, which raises UserError for what cannot be, it puts that exam right and stays open until it can.
    """

    def __init__(
        self, usual: ExamKey, parent: QWidget | None = None, check: Callable[[ExamKey], object] | None = None
    ) -> None:
        super().__init__(parent)
        self._check = check
        self.setWindowTitle("Изменить работу" if check else "Новый экзамен")
        self.exam = QComboBox()
        for key, name in EXAM_NAMES.items():
            self.exam.addItem(name, key)
        self.exam.setCurrentIndex(max(self.exam.findData(usual.exam), 0))
        self.exam.setAccessibleName("Экзамен")
        self.year = self._number(_FIRST_YEAR, _LAST_YEAR, usual.year, "Год")
        self.subject = QComboBox()
        self.subject.setEditable(True)
        self.subject.addItems([*SUBJECTS, *_MATHS])
        self.subject.setAccessibleName("Предмет")
        self.subject.setCurrentText(usual.subject)
        self.grade = self._number(1, 11, usual.grade or 4, "Класс")
        form = QFormLayout()
        for label, widget in (
            ("Экзамен", self.exam),
            ("Год", self.year),
            ("Предмет", self.subject),
            ("Класс", self.grade),
        ):
            form.addRow(label, widget)
        self.told = QLabel(_CORRECT if check else "")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        if check:
            self.told.setMinimumSize(_WIDTH, 3 * self.fontMetrics().lineSpacing() + 4)
            form.addRow(self.told)
        lay_out(self, form, "Изменить" if check else "Добавить")
        self.exam.currentIndexChanged.connect(self._settle_grade)
        self._settle_grade()

    @property
    def key(self) -> ExamKey:
        """What was chosen."""
        return ExamKey(
            str(self.exam.currentData()), self.year.value(), self.subject.currentText().strip(), self.grade.value()
        )

    def accept(self) -> None:
        """Not before it can be."""
        try:
            if self._check is not None:
                self._check(self.key)
        except UserError as error:
            self.told.setText(str(error))
            self.told.setProperty("role", "error")
            self.told.style().polish(self.told)
            return
        super().accept()

    @classmethod
    def ask(cls, usual: ExamKey, parent: QWidget, check: Callable[[ExamKey], object] | None = None) -> ExamKey | None:
        """The exam; None when the person thought better of it."""
        dialog = cls(usual, parent, check)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        key = dialog.key
        dialog.deleteLater()
        return key if accepted else None

    def _settle_grade(self) -> None:
        """State exams have their own grade."""
        grade = _GRADES.get(str(self.exam.currentData()))
        self.grade.setEnabled(grade is None)
        if grade is not None:
            self.grade.setValue(grade)

    @staticmethod
    def _number(least: int, most: int, value: int, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(least, most)
        box.setValue(value)
        box.setAccessibleName(name)
        return box
