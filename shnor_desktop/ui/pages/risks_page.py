"""The page «Риски и меры»: what the results show, the risk profile, and from each of them to measures of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from ...models.risks import RiskFactor
from ...services import plan_rows
from ...services.changes import Change
from ...services.editing.content import remove_rows, shift_rows
from ...services.editing.risks import add_factor, set_skill, skill_of
from ...services.plan_places import plan_places
from ...services.risks import KnownFactor, known, known_factors, sign_of
from ..itemmodels.risks import FactorsModel, SignsModel
from ..widgets.page_header import PageHeader
from ..widgets.rows_view import RowsView
from .base import Page, PageContext
from .place import parse_place

_HINT = (
    "Сверху – что показывают результаты, снизу – что мешает школе учить лучше. К каждой строке подберите меры: "
    "они встанут в план и запомнят, на что отвечают. На бумагу эта страница не идёт."
)
_NO_SIGNS = "Результаты не показывают ничего тревожного или ещё не внесены: «Файл → Результаты ВПР, ОГЭ, ЕГЭ…»."
_NO_FACTORS = "Добавьте факторы риска из списка или свои: кнопка «+ Фактор» (Ins)."
_MARGINS = (22, 16, 22, 14)


class RisksPage(Page):
    """Two tables; «Меры…» asks for what answers the current line of the one that has the focus."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, None, parent)
        self.header = PageHeader()
        self.header.set_title("Риски и меры")
        self.header.set_hint(_HINT)
        self.signs_model, self.factors_model = SignsModel(context, self), FactorsModel(context, self)
        self.signs = self._view(self.signs_model, "Что показывают результаты")
        self.factors = self._view(self.factors_model, "Рисковый профиль")
        self.no_signs, self.no_factors = QLabel(_NO_SIGNS), QLabel(_NO_FACTORS)
        self._asked = self.signs if self.signs_model.rowCount() else self.factors
        self._lay_out()
        self._make_actions()
        self._show_what_there_is()
        self.signs_model.looked.connect(self._show_what_there_is)
        self._settle_on(self._asked)
        self.setFocusProxy(self._asked)

    def _view(self, model: SignsModel | FactorsModel, name: str) -> RowsView:
        view = RowsView(model)
        view.setAccessibleName(name)
        view.setMinimumHeight(120)
        view.installEventFilter(self)
        view.pressed.connect(partial(self._settle_on, view))
        if model.rowCount():
            view.setCurrentIndex(model.index(0, 0))
        return view

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(8)
        column.addWidget(self.header)
        parts = ((self.signs, self.no_signs), (self.factors, self.no_factors))
        for view, nothing in parts:
            title = QLabel(view.accessibleName())
            title.setProperty("role", "heading")
            nothing.setProperty("role", "hint")
            nothing.setWordWrap(True)
            column.addWidget(title)
            column.addWidget(nothing)
            column.addWidget(view, 1)
        column.addStretch(0)

    def _make_actions(self) -> None:
        self.answer_action = self._action("Меры…", "Ctrl+M", self.answer, (self.signs, self.factors))
        self.answer_action.setToolTip("Подобрать меры к выбранной строке")
        self.add_action = self._action("+ Фактор", "Ins", self.choose_factor, (self.factors,))
        self.add_action.setToolTip("Добавить фактор риска из списка или свой")
        self.up_action = self._action("Переместить выше", "Alt+Up", partial(self._shift, -1), (self.factors,))
        self.down_action = self._action("Переместить ниже", "Alt+Down", partial(self._shift, 1), (self.factors,))
        self.remove_action = self._action("Удалить факторы", "Ctrl+Del", self.remove, (self.factors,))
        for view in (self.signs, self.factors):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.header.set_actions([self.add_action, self.answer_action])

    def _action(self, text: str, keys: str, slot: object, views: tuple[RowsView, ...]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        for view in views:
            view.addAction(action)
        return action

    def verbs(self) -> Sequence[QAction]:
        """The buttons of the header."""
        return self.header.acts()

    # verbs

    def answer(self) -> None:
        """Ask for measures that answer the current line, and put them into a plan."""
        from ...services.editing.bank_insert import insert_measures
        from ..dialogs.answer import AnswerDialog, Question  # nothing of the bank is read before it is asked for

        self.commit_pending()
        places = plan_places(self.context.file, self.context.form)
        if not places:
            self.context.tell("В программе нет ни одного плана: верните дорожную карту в разделах.")
            return
        sign, question = "", None
        line = self.signs.current_line()
        if line is not None and (self._asked is self.signs or not self._factor()):
            skill = skill_of(self.context.file, line.row.exam, line.row.task) if line.row.task else ""
            question = Question(line.row.title, line.row.text, line.row.deficits, line.row, skill)
            sign = line.row.key
        elif (factor := self._factor()) is not None:
            listed = known(factor.key)
            question = Question(factor.text, factor.evidence, listed.deficits if listed else ())
            sign = sign_of(factor)
        if question is None:
            self.context.inform(_NO_FACTORS)
            return
        present = plan_rows.texts(self.context.file, places[0].section_id)
        dialog = AnswerDialog(question, places, present, self)
        accepted = dialog.exec() == dialog.DialogCode.Accepted
        answer = dialog.answer
        dialog.deleteLater()
        if not accepted:
            return
        if question.sign is not None and question.sign.task:
            task = question.sign
            self.context.attempt(lambda: set_skill(self.context.file, task.exam, task.task, answer.skill))
        section, after = answer.place.section_id, answer.place.after_id
        if self.context.attempt(lambda: insert_measures(self.context.file, section, after, answer.measures, sign)):
            self.context.inform(f"Вставлено в план: {answer.place.title}")

    def choose_factor(self) -> None:
        """Offer the factors that are not there yet, and an own one."""
        menu = QMenu(self)
        there = {line.row.key for line in self.factors_model.whole}
        for factor in known_factors():
            if factor.key not in there:
                menu.addAction(factor.text, partial(self.add, factor))
        menu.addSeparator()
        menu.addAction("Свой фактор…", partial(self.add, None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.factors.mapToGlobal(self.factors.rect().topLeft()))

    def add(self, factor: KnownFactor | None) -> None:
        """Add a factor after the current one; an own one begins with its words, a listed one with its evidence."""
        self.commit_pending()
        current = self._factor()
        made: list[RiskFactor] = []
        after = current.id if current else None
        if self.context.attempt(lambda: made.append(add_factor(self.context.file, factor, after))):
            if factor and factor.evidence:
                self.context.inform(f"Какие нужны доказательства: {factor.evidence[:1].lower()}{factor.evidence[1:]}.")
            self.factors.go_to(("risk_factor", made[0].id), "evidence" if factor else "text")
            self.factors.edit(self.factors.currentIndex())

    def remove(self) -> None:
        """Remove the selected factors."""
        rows = [line.row for line in self.factors.selected_lines()]
        self.commit_pending()
        self.context.attempt(lambda: remove_rows(self.context.file, rows))

    def _shift(self, step: int) -> None:
        rows = [line.row for line in self.factors.selected_lines()]
        self.commit_pending()
        self.context.attempt(lambda: shift_rows(self.context.file, rows, step))

    def _factor(self) -> RiskFactor | None:
        line = self.factors.current_line()
        return line.row if line else None

    # the page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table that had the focus last is the one that is asked about; the other shows no selection."""
        if event.type() == QEvent.Type.FocusIn and watched in (self.signs, self.factors):
            self._settle_on(watched)
        return super().eventFilter(watched, event)

    def _settle_on(self, view: QObject, _index: QModelIndex | None = None) -> None:
        self._asked = self.signs if view is self.signs else self.factors
        other = self.factors if view is self.signs else self.signs
        other.clearSelection()
        if not self._asked.selectionModel().hasSelection() and self._asked.currentIndex().isValid():
            self._asked.selectRow(self._asked.currentIndex().row())

    def commit_pending(self) -> None:
        """Write what is still in an open cell."""
        self.factors.commit_editor()

    def refresh(self, changes: list[Change]) -> None:
        """Results, factors and measures may be others."""
        self.signs_model.refresh(changes)
        self.factors_model.refresh(changes)
        self._show_what_there_is()

    def show_place(self, place: str) -> None:
        """Go to a factor."""
        found = parse_place(place)
        if found.table == "risk_factor":
            self.factors.go_to(("risk_factor", found.id), found.field or "text")
            self.factors.setFocus()

    def _show_what_there_is(self) -> None:
        for view, nothing in ((self.signs, self.no_signs), (self.factors, self.no_factors)):
            there = view.rows.rowCount() > 0 or (view is self.signs and self.signs_model.looking)
            view.setVisible(there or view is self.factors)
            nothing.setVisible(not there)
        self.answer_action.setEnabled(bool(self.signs_model.rowCount() or self.factors_model.rowCount()))
        self.remove_action.setEnabled(bool(self.factors_model.rowCount()))
