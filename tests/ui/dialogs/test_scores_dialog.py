"""«Баллы…»: typed by keys alone, pasted, added class by class, refused with a sentence, given back to the file."""

from __future__ import annotations

import pytest
from page_tools import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog

from shnor_desktop.services.editing.result_scores import Scored
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.ui.dialogs.scores import ScoresDialog
from shnor_desktop.ui.itemmodels.scores import COUNT, SCORE, ScoresModel

CHEMISTRY = ExamKey("ege", 2025, "Химия", 11)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dialog(qtbot) -> ScoresDialog:
    made = ScoresDialog(CHEMISTRY, Scored({}, {61.0: 2}, 4))
    made.tester = QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def typed(dialog: ScoresDialog, text: str) -> None:
    """Begin a cell with the first key, write on in it and press Enter."""
    type_text(dialog.view, text[0])
    editor = QApplication.focusWidget()
    type_text(editor, text[1:])
    press(editor, Qt.Key.Key_Return)


def paste(dialog: ScoresDialog, text: str, keys: Qt.KeyboardModifier = CTRL) -> None:
    QApplication.clipboard().setText(text)
    press(dialog.view, Qt.Key.Key_V, keys)


def test_a_distribution_is_typed_with_digits_and_enter_alone(dialog: ScoresDialog):
    for text in ("61", "2", "55,5", "1"):
        typed(dialog, text)
    assert dialog.scores == {55.5: 1, 61.0: 2}
    assert dialog.sum.text() == "Учеников 3, а участников 4: проверьте. Баллы от 55,5 до 61, средний 59,17, медиана 61."
    assert (dialog.view.currentIndex().row(), dialog.view.currentIndex().column()) == (2, SCORE)
    press(dialog.view, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_ctrl_enter_records_from_anywhere(dialog: ScoresDialog):
    typed(dialog, "61")
    typed(dialog, "2")
    press(dialog.view, Qt.Key.Key_Return, CTRL)
    assert dialog.result() == QDialog.DialogCode.Accepted and dialog.scores == {61.0: 2}


def test_what_is_no_score_stays_out_and_is_told(dialog: ScoresDialog):
    typed(dialog, "61")
    typed(dialog, "-3")
    assert "«-3» – не число учеников" in dialog.told.text() and dialog.scores == {61.0: 1}
    dialog.view.go_to(1, SCORE)
    typed(dialog, "61")
    assert "Балл 61 уже есть" in dialog.told.text()
    typed(dialog, "101")
    assert "баллы здесь от 0 до 100" in dialog.told.text()
    paste(dialog, "мало\tмного")
    assert "«мало» – не балл" in dialog.told.text() and dialog.scores == {61.0: 1}
    paste(dialog, "")
    assert "Баллов здесь нет" in dialog.told.text() and dialog.scores == {61.0: 1}
    dialog.view.go_to(0, COUNT)
    typed(dialog, "4")
    assert (dialog.told.text(), dialog.scores) == ("", {61.0: 4})


def test_classes_are_added_up_taken_out_and_copied(dialog: ScoresDialog):
    paste(dialog, "Балл\tКол-во\n61\t2\n55\t1")
    paste(dialog, "61\n70", CTRL | SHIFT)
    assert dialog.scores == {55.0: 1, 61.0: 3, 70.0: 1} and dialog.told.text() == "Добавлено: 2 ученика."
    press(dialog.view, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().split() == ["55", "1", "61", "3", "70", "1"]
    dialog.view.go_to(0, SCORE)
    press(dialog.view, Qt.Key.Key_Delete)
    assert dialog.scores == {61.0: 3, 70.0: 1}
    dialog.paste_button.click()
    assert dialog.scores == {55.0: 1, 61.0: 3, 70.0: 1}
    dialog.back_button.click()
    assert dialog.scores == {61.0: 2}


def test_the_button_records_what_still_stands_in_an_open_cell(dialog: ScoresDialog):
    type_text(dialog.view, "6")
    type_text(QApplication.focusWidget(), "1")
    dialog.save.click()
    assert (dialog.result(), dialog.scores) == (QDialog.DialogCode.Accepted, {61.0: 1})


def test_a_score_of_nobody_is_none(qapp: QApplication):
    model = ScoresModel("oge")
    assert model.setData(model.index(0, SCORE), "27") and model.setData(model.index(0, COUNT), "0")
    assert model.scores == {} and model.rowCount() == 2
    assert not model.setData(model.index(0, SCORE), " ") and model.index(0, SCORE).data() == "27"
    assert not model.flags(model.index(1, COUNT)) & Qt.ItemFlag.ItemIsEditable
