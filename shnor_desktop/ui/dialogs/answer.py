"""Measures that answer a sign or a risk: the skill behind a task, a measure in own words, more from the bank."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...models.errors import UserError
from ...services import banks
from ...services.banks import Measure
from ...services.plan_places import PlanPlace
from ...services.results.signs import Sign, measure_text
from ..itemmodels.bank import BankModel
from .bank_list import BankList
from .sizes import open_at

_OWN_LINES = 3


@dataclass(frozen=True)
class Question:
    """What is to be answered: its words, the bank's difficulties, and the sign where results show it."""

    title: str
    text: str
    deficits: tuple[str, ...]
    sign: Sign | None = None
    skill: str = ""


@dataclass(frozen=True)
class Answer:
    """What the person chose: the skill as they put it, the measures, and where these go."""

    skill: str
    measures: tuple[Measure, ...]
    place: PlanPlace


class AnswerDialog(QDialog):
    """Writes nothing: it gives back what was chosen."""

    def __init__(
        self, question: Question, places: Sequence[PlanPlace], present: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Меры в план")
        self.question = question
        self._places = list(places)
        self._proposed = ""
        self.model = BankModel(_answers(question.deficits), banks.topics(), present, self)
        self.list = BankList(self.model)
        self.list.setAccessibleName("Готовые меры банка на этот дефицит")
        self._make_fields()
        self._lay_out()
        self._connect()
        self._propose()
        self._show_count()
        (self.skill if question.sign and question.sign.task else self.own).setFocus()

    @property
    def answer(self) -> Answer:
        """What stands in the dialog now."""
        own = " ".join(self.own.toPlainText().split())
        mine = [
            Measure(key="own", text=own, period=self.period.text().strip(), responsible=self.responsible.text().strip())
        ]
        chosen = cast("list[Measure]", self.model.chosen)
        place = self._places[max(self.where.currentIndex(), 0)]
        return Answer(self.skill.text().strip(), tuple((mine if own else []) + chosen), place)

    # parts

    def _make_fields(self) -> None:
        sign = self.question.sign
        self.skill = _line("Умение, которое проверяет задание", "например: решать задачи на движение в два действия")
        self.skill.setText(self.question.skill)
        if not (sign and sign.task):
            self.skill.setParent(self)  # in no row of the form
            self.skill.hide()
        self.own = QPlainTextEdit()
        self.own.setAccessibleName("Мероприятие своими словами")
        self.own.setTabChangesFocus(True)
        self.own.setPlaceholderText("Мероприятие своими словами; оставьте пустым, если хватит мер из банка")
        self.own.setFixedHeight(self.fontMetrics().lineSpacing() * _OWN_LINES + 16)
        self.period = _line("Сроки", "например: в течение года")
        self.responsible = _line("Ответственные", "например: учителя математики")
        self.where = QComboBox()
        self.where.setAccessibleName("Куда поставить")
        self.where.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.where.setMinimumContentsLength(30)
        for place in self._places:
            self.where.addItem(place.title)
        self.insert_button = QPushButton()
        self.insert_button.setProperty("kind", "primary")
        self.insert_button.setToolTip("Вставить в план одним шагом, который можно отменить (Ctrl+Enter)")
        self.close_button = QPushButton("Закрыть")
        self.close_button.setAutoDefault(False)

    def _lay_out(self) -> None:
        title, hint = QLabel(self.question.title), QLabel(self.question.text)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        hint.setWordWrap(True)
        bank = QLabel("Из банка: отметьте нужное пробелом")
        bank.setProperty("role", "hint")
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        if self.question.sign and self.question.sign.task:
            form.addRow("&Умение", self.skill)
        form.addRow("&Мероприятие", self.own)
        form.addRow("&Сроки", self.period)
        form.addRow("&Ответственные", self.responsible)
        form.addRow("&Куда", self.where)
        buttons = QDialogButtonBox()
        buttons.addButton(self.insert_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        for widget in (title, hint):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(bank)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        open_at(self, 820, 640)

    def _connect(self) -> None:
        self.skill.textChanged.connect(self._propose)
        self.own.textChanged.connect(self._show_count)
        self.model.checked_changed.connect(self._show_count)
        self.insert_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._insert)

    # verbs

    def _propose(self) -> None:
        """The measure follows the skill while it stands as it was proposed."""
        sign = self.question.sign
        if sign is None or self.own.toPlainText() != self._proposed:
            return
        self._proposed = measure_text(sign, self.skill.text())
        self.own.setPlainText(self._proposed)

    def _show_count(self) -> None:
        count = len(self.answer.measures)
        self.insert_button.setText(f"Вставить в план ({count})" if count else "Вставить в план")
        self.insert_button.setEnabled(bool(count))

    def _insert(self) -> None:
        if self.insert_button.isEnabled():
            self.accept()


def _answers(deficits: tuple[str, ...]) -> list[Measure]:
    """The bank's measures for these difficulties, those of the first one first; own ones before the program's."""
    try:
        known = banks.load_measures()
    except UserError:  # the person's own bank cannot be read: the bank's dialog says so
        known = banks.shipped_measures()
    if not deficits:
        return list(known)
    fitting = [measure for measure in known if set(measure.deficits) & set(deficits)]
    return sorted(fitting, key=lambda measure: deficits[0] not in measure.deficits)


def _line(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field
