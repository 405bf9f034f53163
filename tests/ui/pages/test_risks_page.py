"""Risks and measures by keys and mouse: from a sign to a measure in the plan, and the risk profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from access_tools import nameless, tipless
from exam_rows import rows as exam_rows
from page_tools import form_of, press, small_programme, type_text
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from shnor_desktop.models.all import Activity, MeasureReason, RiskFactor
from shnor_desktop.services.editing.risks import skill_of
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.dialogs.answer import AnswerDialog
from shnor_desktop.ui.pages.base import PageContext
from shnor_desktop.ui.pages.risks_page import RisksPage
from shnor_desktop.ui.widgets.rows_view import RowsView

CTRL = Qt.KeyboardModifier.ControlModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "школа.shnor") as made:
        with made.transaction("Результаты") as transaction:
            transaction.add_all(exam_rows())
        yield made


@pytest.fixture
def page(file: SchoolFile, qtbot) -> RisksPage:
    shown = RisksPage(PageContext(file, form_of(file), lambda sentence: None))
    qtbot.addWidget(shown)
    shown.testers = [QAbstractItemModelTester(one, FATAL) for one in (shown.signs_model, shown.factors_model)]
    file.subscribe(shown.refresh)
    shown.resize(1000, 700)
    shown.show()
    shown.activateWindow()
    shown.signs.setFocus()
    QApplication.processEvents()
    return shown


def click(view: RowsView) -> None:
    """A click on the first cell."""
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def answered(page: RisksPage, how: Callable[[AnswerDialog], None]) -> None:
    """Ctrl+M, and what is done in the dialog."""
    seen: list[AnswerDialog] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AnswerDialog)
        try:
            how(dialog)
            seen.append(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, act)
    page.answer_action.trigger()
    assert seen


def test_from_a_sign_to_a_measure_in_the_plan(page: RisksPage, file: SchoolFile):
    line = page.signs.current_line()
    assert line.row.task == "2"

    def fill(dialog: AnswerDialog) -> None:
        assert nameless(dialog) == tipless(dialog) == []
        assert dialog.focusWidget() is dialog.skill
        type_text(dialog.skill, "делить столбиком")
        assert "делить столбиком (ВПР 2026" in dialog.own.toPlainText()
        dialog.list.setFocus()
        press(dialog.list, Qt.Key.Key_Space)
        assert dialog.insert_button.text() == "Вставить в план (2)"
        dialog.where.setCurrentIndex(1)
        QTest.mouseClick(dialog.insert_button, Qt.MouseButton.LeftButton)

    answered(page, fill)
    texts = [row.text for row in file.rows(Activity)]
    at = texts.index("Пригласить методиста")
    assert texts[at + 1].startswith("Отработать умение: делить столбиком")
    assert skill_of(file, line.row.exam, "2") == "делить столбиком"
    assert {row.sign for row in file.rows(MeasureReason)} == {line.row.key}
    assert page.signs_model.index(0, 3).data() == "2"
    file.undo()
    assert page.signs_model.index(0, 3).data() == ""
    assert [row.text for row in file.rows(Activity)] == [text for text in texts if text not in texts[at + 1 : at + 3]]


def test_own_words_are_not_overwritten_by_the_skill(page: RisksPage):
    def fill(dialog: AnswerDialog) -> None:
        dialog.own.setPlainText("Своё")
        type_text(dialog.skill, "читать")
        assert dialog.own.toPlainText() == "Своё"
        dialog.own.setPlainText(" ")
        assert not dialog.insert_button.isEnabled()

    answered(page, fill)


def test_a_closed_dialog_leaves_nothing(page: RisksPage, file: SchoolFile):
    before = file.undo_name
    answered(page, lambda dialog: dialog.reject())
    assert file.undo_name == before


def test_a_factor_of_the_list_is_added_by_keys_and_answered(page: RisksPage, file: SchoolFile):
    page.factors.setFocus()
    page.add_action.trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Down)
    QApplication.sendEvent(menu, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    (row,) = file.rows(RiskFactor)
    assert row.text == "Дефицит педагогических кадров"
    editor = QApplication.focusWidget()
    type_text(editor, "Три вакансии")
    page.commit_pending()
    assert file.rows(RiskFactor)[0].evidence == "Три вакансии"
    page.factors.setFocus()

    def fill(dialog: AnswerDialog) -> None:
        assert dialog.question.title == "Дефицит педагогических кадров"
        assert not dialog.skill.isVisible()
        assert all({"shortage", "young", "overload"} & set(item.deficits) for item in dialog.model.shown)
        dialog.list.setFocus()
        press(dialog.list, Qt.Key.Key_Space)
        press(dialog.list, Qt.Key.Key_Return, CTRL)

    answered(page, fill)
    assert {reason.sign for reason in file.rows(MeasureReason)} <= {f"risk:{row.id}"}


def test_the_table_with_the_focus_is_asked_about(page: RisksPage, file: SchoolFile):
    page.add(None)
    page.commit_pending()
    click(page.factors)
    assert not page.signs.selectionModel().hasSelection()
    answered(page, lambda dialog: None if dialog.question.sign is None else pytest.fail("a sign"))
    click(page.signs)
    answered(page, lambda dialog: None if dialog.question.sign else pytest.fail("a factor"))


def test_without_results_it_says_where_they_come_from(qtbot, tmp_path: Path):
    with small_programme(tmp_path / "пусто.shnor") as file:
        page = RisksPage(PageContext(file, form_of(file), lambda sentence: None))
        qtbot.addWidget(page)
        page.show()
        assert page.no_signs.isVisible()
        assert not page.signs.isVisible()
        assert not page.answer_action.isEnabled()
        assert nameless(page) == tipless(page) == []
        page.hide()


def test_factors_move_and_go(page: RisksPage, file: SchoolFile):
    for _ in range(2):
        page.add(None)
        page.commit_pending()
    first, second = (row.id for row in file.rows(RiskFactor))
    page.factors.setFocus()
    page.show_place(f"risk_factor:{second}:text")
    page.up_action.trigger()
    assert [row.id for row in file.rows(RiskFactor)] == [second, first]
    page.remove_action.trigger()
    assert [row.id for row in file.rows(RiskFactor)] == [first]
