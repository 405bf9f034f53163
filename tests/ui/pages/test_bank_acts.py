"""From the bank into a table and back into one's own bank, by real keys on a real page."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_tools import PLAN, Desk, entry_of, press, type_text
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QToolTip

from shnor_desktop.models.all import Activity, Indicator, Task
from shnor_desktop.services import banks
from shnor_desktop.services.user_folder import VARIABLE
from shnor_desktop.ui.dialogs.bank import BankDialog
from shnor_desktop.ui.pages.activities_page import ActivitiesPage
from shnor_desktop.ui.pages.indicators_page import IndicatorsPage

BANK = (Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "данные"))
    return tmp_path / "данные" / "banks"


def in_dialog(query: str, *keys: Qt.Key) -> None:
    """When the dialog is there: type into its search, then press keys in its list."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, BankDialog):
            QTimer.singleShot(5, act)
            return
        try:
            type_text(dialog.search, query)
            for key in keys:
                press(dialog.list, key)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, act)


def plan(desk: Desk) -> list[Activity]:
    return desk.file.rows(Activity, section_id=entry_of(desk.file, "roadmap").section.id)


def test_two_measures_go_below_the_current_row_and_back_by_undo(desk):
    page = desk.open("roadmap")
    assert isinstance(page, ActivitiesPage)
    page.view.setCurrentIndex(page.model.index(1, 1))
    page.view.setFocus()
    in_dialog("чтение", Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return)
    QTest.keyClick(page.view, *BANK)
    found = [one.text for one in banks.search(banks.shipped_measures(), "чтение")][:2]
    texts = [row.text for row in plan(desk)]
    assert texts[1:4] == [text for _, text in PLAN[1:4]]
    assert set(texts[4:6]) == set(found)
    assert len(texts) == len(PLAN) + 2
    assert desk.file.undo_name == "Вставлено из банка: 2"
    assert page.view.current_line().row == plan(desk)[4]
    desk.file.undo()
    assert [row.text for row in plan(desk)] == [text for _, text in PLAN]


def test_the_button_opens_the_bank_and_escape_writes_nothing(desk):
    page = desk.open("roadmap")
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Из банка…")
    assert "Ctrl+Shift+B" in button.toolTip()
    primary = [one.text() for one in page.findChildren(QPushButton) if one.property("kind") == "primary"]
    assert primary == ["+ Мероприятие"]
    in_dialog("", Qt.Key.Key_Space, Qt.Key.Key_Escape)
    button.click()
    assert desk.file.undo_name == "Наполнение"


def test_an_open_editor_is_written_before_the_bank_opens(desk):
    page = desk.open("roadmap")
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("period")))
    type_text(page.view, "м")
    editor = page.view.viewport().findChild(QPlainTextEdit)
    assert editor is not None
    type_text(editor, "ай")
    in_dialog("", Qt.Key.Key_Escape)
    page.actions_by_name["from_bank"].trigger()
    assert plan(desk)[1].period == "май"


def test_indicators_go_under_the_current_task(desk):
    page = desk.open("indicators")
    assert isinstance(page, IndicatorsPage)
    tasks = desk.file.rows(Task)
    place = page.model.row_of(("indicator", desk.file.rows(Indicator, task_id=tasks[0].id)[0].id))
    page.view.setCurrentIndex(page.model.index(place, 1))
    in_dialog("пропуски", Qt.Key.Key_Return)
    QTest.keyClick(page.view, *BANK)
    rows = desk.file.rows(Indicator, task_id=tasks[0].id)
    assert len(rows) == 3
    assert rows[1].text == banks.search(banks.shipped_indicators(), "пропуски")[0].text
    assert page.view.current_line().row == rows[1]
    assert desk.file.undo_name == "Вставлено из банка: 1"


def test_without_a_task_the_bank_waits(desk):
    with desk.file.transaction("Пусто") as transaction:
        for task in desk.file.rows(Task):
            transaction.remove(Task, task.id)
    page = desk.open("indicators")
    assert not page.actions_by_name["from_bank"].isEnabled()
    page.from_bank()
    page.to_bank()
    assert desk.file.undo_name == "Пусто"


def test_a_measure_goes_into_ones_own_bank_and_is_offered_again(desk):
    page = desk.open("roadmap")
    with desk.file.transaction("Срок") as transaction:
        transaction.change(Activity, plan(desk)[1].id, period="март", responsible="Директор", result="Приказ")
    page.view.setCurrentIndex(page.model.index(1, 1))
    page.actions_by_name["to_bank"].trigger()
    (made,) = banks.own_measures()
    assert (made.text, made.period, made.responsible, made.result) == (PLAN[1][1], "март", "Директор", "Приказ")
    assert QToolTip.text() == "Добавлено в мой банк"
    assert desk.told == []
    page.actions_by_name["to_bank"].trigger()
    assert "уже есть" in desk.told[0]
    page.view.setCurrentIndex(page.model.index(0, 1))
    assert not page.actions_by_name["to_bank"].isEnabled()
    page.to_bank()
    assert len(banks.own_measures()) == 1


def test_an_indicator_goes_into_ones_own_bank(desk):
    page = desk.open("indicators")
    page.view.setCurrentIndex(page.model.index(0, 1))
    assert not page.actions_by_name["to_bank"].isEnabled()
    page.view.setCurrentIndex(page.model.index(1, 1))
    page.actions_by_name["to_bank"].trigger()
    (made,) = banks.own_indicators()
    assert (made.text, made.unit, made.target) == ("Доля успешных", "процент", "80")
    assert page.actions_by_name["to_bank"] in page.view.actions()
