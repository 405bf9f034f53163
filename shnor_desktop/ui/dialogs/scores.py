"""«Баллы…»: how many pupils got which score, typed or pasted from a spreadsheet, recorded as one step."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...models.errors import UserError
from ...services.editing.result_scores import Scored
from ...services.results.exam_key import ExamKey
from ...services.results.score_entry import added, read_scores, summary
from ...services.wording import plural
from ..itemmodels.scores import SCORE, ScoresModel
from ..widgets.scores_view import ScoresView
from .sizes import open_at

_HINT = (
    "Впишите балл и сколько учеников его получили или вставьте из Excel: два столбца – балл и сколько учеников – "
    "или один столбец баллов. Имена программа не берёт."
)


class ScoresDialog(QDialog):
    """Nothing is written before «Записать»; what does not add up is told and not forbidden."""

    def __init__(self, exam: ExamKey, known: Scored, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Баллы: {exam.title()}")
        self._exam, self._known = exam.exam, known
        self.model = ScoresModel(exam.exam, self)
        self.view = ScoresView(self.model)
        self.sum, self.told = QLabel(), QLabel()
        for label in (self.sum, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._make_buttons()
        self._lay_out()
        self.view.paste_asked.connect(self.paste)
        self.model.changed.connect(self._show_sum)
        self.model.refused.connect(self._refuse)
        self.model.show(known.shown)
        self.view.go_to(self.model.rowCount() - 1 if not known.shown else 0, SCORE)
        open_at(self, 520, 560)
        self.view.setFocus()

    @property
    def scores(self) -> dict[float, int]:
        """What is to be recorded."""
        return self.model.scores

    @classmethod
    def ask(cls, exam: ExamKey, known: Scored, parent: QWidget) -> Mapping[float, int] | None:
        """The scores; None when the person thought better of it."""
        dialog = cls(exam, known, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        scores = dialog.scores
        dialog.deleteLater()
        return scores if accepted else None

    def paste(self, add: bool = False) -> None:
        """Put the clipboard's scores into the place of those that stand here, or add them up, class by class."""
        from ..clipboard import read_block

        try:
            block = read_block()
            found = read_scores(block.rows if block is not None else (), self._exam)
        except UserError as error:
            self._refuse(str(error))
            return
        self.model.show(added(self.scores, found) if add else found)
        count = plural(sum(found.values()), "ученик", "ученика", "учеников")
        self._tell(f"{'Добавлено' if add else 'Вставлено'}: {count}.")

    def add_class(self) -> None:
        """Add the clipboard's scores up with those that stand here."""
        self.paste(add=True)

    def give_back(self) -> None:
        """Show what the files count."""
        self.model.show(self._known.counted)

    def accept(self) -> None:
        """What still stands in an open cell counts too."""
        self.view.setFocus()
        super().accept()

    def _make_buttons(self) -> None:
        self.paste_button = _button("Вставить из Excel", "Вместо того, что в таблице (Ctrl+V)")
        self.add_button = _button("Добавить ещё класс", "К тому, что в таблице, прибавить скопированное (Ctrl+Shift+V)")
        self.remove_button = _button("Убрать строки", "Убрать выбранные баллы (Del)")
        self.back_button = _button("Вернуть из файла", "Баллы, как их посчитали по файлам")
        self.back_button.setVisible(bool(self._known.counted))
        self.paste_button.clicked.connect(self.paste)
        self.add_button.clicked.connect(self.add_class)
        self.remove_button.clicked.connect(self.view.take_out)
        self.back_button.clicked.connect(self.give_back)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = self.buttons.addButton("Записать", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        hint = QLabel(_HINT)
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        ways = QHBoxLayout()
        for button in (self.paste_button, self.add_button, self.remove_button, self.back_button):
            ways.addWidget(button)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addLayout(ways)
        column.addWidget(self.view, 1)
        column.addWidget(self.sum)
        column.addWidget(self.told)
        column.addWidget(self.buttons)
        self.save.setDefault(True)
        self.save.setToolTip("Одним шагом, который можно отменить (Ctrl+Enter)")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)

    def _refuse(self, sentence: str) -> None:
        self._tell(sentence, "error")

    def _tell(self, sentence: str, role: str = "hint") -> None:
        self.told.setText(sentence)
        self.told.setProperty("role", role)
        self.told.style().polish(self.told)

    def _show_sum(self) -> None:
        self.told.clear()
        self.sum.setText(summary(self.scores, self._known.participants))


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
