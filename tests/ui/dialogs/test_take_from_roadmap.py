"""The dialog that takes roadmap items into the diary, worked with by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_tools import entry_of, form_of, press, small_programme, type_text
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.all import Activity
from shnor_desktop.services import diary
from shnor_desktop.services.editing.diary import take
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.dialogs.bank_list import MARK
from shnor_desktop.ui.dialogs.take_from_roadmap import TakeDialog
from shnor_desktop.ui.itemmodels.bank import ABOUT
from shnor_desktop.ui.itemmodels.taking import CHECK, GROUP, OPEN, TakeModel

Make = Callable[..., TakeDialog]
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    """A roadmap whose last group speaks of no direction; «неделя чтения» is in the diary already."""
    with small_programme(tmp_path / "школа.shnor") as made:
        head = rows(made, "roadmap")[5]
        with made.transaction("Раздел") as transaction:
            transaction.change(Activity, head.id, text="Разное")
        take(made, [(item(made, "чтения").id, rows(made, "diary")[0].id)])
        yield made


@pytest.fixture
def make(qtbot, file: SchoolFile) -> Make:
    def made(**options: object) -> TakeDialog:
        dialog = TakeDialog(diary.offer(file, form_of(file)), **options)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return made


def rows(file: SchoolFile, key: str) -> list[Activity]:
    return file.rows(Activity, section_id=entry_of(file, key).section.id)


def item(file: SchoolFile, word: str) -> Activity:
    return next(row for row in rows(file, "roadmap") if word in row.text)


def shown(model: TakeModel) -> list[str]:
    return [str(model.index(n).data()) for n in range(model.rowCount())]


def test_items_stand_under_their_groups_and_taken_ones_cannot_be_marked(make: Make):
    dialog = make()
    model = dialog.model
    assert shown(model) == [
        "1. Уроки",
        "1.1. Назначить наставников",
        "1.2. Провести неделю чтения",
        "2. Разное",
        "2.1. Пригласить методиста",
    ]
    assert [model.index(n).data(GROUP) for n in range(5)] == [True, False, False, True, False]
    taken = model.index(2)
    assert (taken.data(ABOUT), taken.data(CHECK)) == ("Уже в дневнике, строка 1.1", None)
    assert not taken.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not model.setData(taken, CHECKED, CHECK)
    assert model.chosen == []


def test_a_proposed_direction_is_ready_to_be_taken(make: Make, file: SchoolFile):
    dialog = make()
    assert QApplication.focusWidget() is dialog.search
    press(dialog.search, Qt.Key.Key_Down)
    press(dialog.list, Qt.Key.Key_Space)
    first = rows(file, "diary")[0].id
    assert dialog.model.chosen == [(item(file, "наставников").id, first)]
    assert dialog.radios.checkedId() == first
    assert dialog.take_button.text() == "Взять в дневник (1)"
    press(dialog.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == TakeDialog.DialogCode.Accepted


def test_without_a_direction_nothing_can_be_taken_until_she_chooses(make: Make, file: SchoolFile):
    dialog = make()
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.model.index(4))
    press(dialog.list, Qt.Key.Key_Space)
    assert dialog.model.index(4).data(OPEN)
    assert "выберите направление" in dialog.model.index(4).data(ABOUT)
    assert not dialog.take_button.isEnabled()
    assert "без направления 1" in dialog.found.text()
    assert dialog.radios.checkedId() == -1
    type_text(dialog.list, "3")
    directions = [row.id for row in rows(file, "diary") if row.level == "group"]
    assert dialog.model.chosen == [(item(file, "методиста").id, directions[2])]
    assert dialog.radios.checkedId() == directions[2]
    assert dialog.take_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert dialog.model.chosen[0][1] == directions[1]


def test_a_group_speaks_for_all_its_items_that_are_left(make: Make, file: SchoolFile):
    dialog = make()
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.model.index(0))
    assert "всего раздела" in dialog.target.text()
    press(dialog.list, Qt.Key.Key_Space)
    assert [id_ for id_, _ in dialog.model.chosen] == [item(file, "наставников").id]
    assert dialog.model.index(0).data(CHECK) == CHECKED
    last = dialog.radios.buttons()[3]
    QTest.mouseClick(last, Qt.MouseButton.LeftButton, pos=QPoint(8, last.height() // 2))
    assert dialog.model.chosen == [(item(file, "наставников").id, dialog.radios.id(last))]
    press(dialog.list, Qt.Key.Key_Space)
    assert dialog.model.index(0).data(CHECK) == UNCHECKED


def test_the_mouse_marks_too(make: Make, file: SchoolFile):
    dialog = make()
    spot = dialog.list.visualRect(dialog.model.index(4))
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(MARK // 2, spot.center().y()))
    assert [id_ for id_, _ in dialog.model.chosen] == [item(file, "методиста").id]
    assert dialog.list.currentIndex().row() == 4


def test_search_keeps_marks_and_groups(make: Make, file: SchoolFile):
    dialog = make()
    press(dialog.search, Qt.Key.Key_Down)
    press(dialog.list, Qt.Key.Key_Space)
    type_text(dialog.list, "мето")
    assert dialog.search.text() == "мето"
    assert shown(dialog.model) == ["2. Разное", "2.1. Пригласить методиста"]
    assert len(dialog.model.chosen) == 1
    dialog.search.setText("такого нет")
    assert (shown(dialog.model), dialog.found.text()) == ([], "Ничего не найдено · отмечено 1")
    dialog.search.clear()
    assert dialog.model.rowCount() == 5


def test_rows_of_the_roadmap_come_marked_and_alone(make: Make, file: SchoolFile):
    wanted = item(file, "методиста").id
    dialog = make(checked=[wanted], only=[wanted])
    assert shown(dialog.model) == ["2. Разное", "2.1. Пригласить методиста"]
    assert [id_ for id_, _ in dialog.model.chosen] == [wanted]
    assert QApplication.focusWidget() is dialog.list


def test_what_has_the_same_text_will_be_linked_and_says_so(make: Make, file: SchoolFile):
    with file.transaction("Из Word") as transaction:
        head = rows(file, "diary")[0]
        text = "назначить наставников."
        transaction.add(Activity(section_id=head.section_id, position=head.position + 1, text=text))
    dialog = make()
    assert "есть такая же строка 1.1: она будет связана" in dialog.model.index(1).data(ABOUT)


def test_the_model_keeps_qts_rules(make: Make):
    dialog = make()
    tester = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for words in ("мето", "нет такого", "", "чтения"):
        dialog.search.setText(words)
        for row in range(dialog.model.rowCount()):
            dialog.model.setData(dialog.model.index(row), CHECKED, CHECK)
            assert dialog.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
            dialog.list.setCurrentIndex(dialog.model.index(row))
            dialog.radios.buttons()[0].click()
    assert tester.model() is dialog.model


def test_all_lines_at_once_are_taken_by_stretches_and_not_one_by_one(make: Make, file: SchoolFile, monkeypatch):
    section_id = entry_of(file, "roadmap").section.id
    with file.transaction("Много строк") as transaction:
        for n in range(400):
            transaction.add(Activity(section_id=section_id, position=10**9 + n, text=f"Мероприятие {n}"))
    dialog = make()
    dialog.list.setFocus()
    asked: list[int] = []
    original = TakeModel.flags
    monkeypatch.setattr(TakeModel, "flags", lambda model, index: asked.append(index.row()) or original(model, index))
    QTest.keyClick(dialog.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.list.selected_lines()) == len(dialog.model.lines) == 405
    press(dialog.list, Qt.Key.Key_Space)
    first = dialog.radios.buttons()[0]
    first.click()
    assert {place for _, place in dialog.model.chosen} == {dialog.radios.id(first)}
    assert len(asked) < 405
