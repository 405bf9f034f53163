"""Приложение 1 beside results: signs and tips in cells, the line below, filling a wave, taking one value."""

from __future__ import annotations

from access_tools import nameless, tipless
from page_tools import Desk, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton

from shnor_desktop.models.monitoring import CriterionValue, Wave
from shnor_desktop.services.editing.results import enter_result
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.ui.pages.criteria_page import CriteriaPage


def page_with_results(desk: Desk) -> CriteriaPage:
    with desk.file.transaction("Дата") as transaction:
        transaction.change(Wave, desk.file.rows(Wave)[0].id, as_of="01.10.2025")
    for level, mean in (("school", 40.0), ("region", 66.0)):
        exam = ExamKey("ege", 2025, "Химия", 11)
        enter_result(desk.file, exam, level, participants=30, stated={"mean_score": mean})
    page = desk.open("appendix_1")
    assert isinstance(page, CriteriaPage)
    return page


def go(page: CriteriaPage, key: str, wave: int = 0) -> None:
    assert page.view.go_to(("criterion", key), f"wave:{page.model.waves[wave].id}")


def shown(page: CriteriaPage, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    return str(page.view.currentIndex().data(role))


def button(page: CriteriaPage, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == text)


def test_a_wave_is_filled_with_the_mouse_and_its_source_is_told(desk: Desk):
    page = page_with_results(desk)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    assert nameless(page) == [] and tipless(page) == []
    go(page, "gap_ege")
    assert shown(page) == "◇" and page.source.take.isEnabled()
    QTest.mouseClick(button(page, "Заполнить из результатов"), Qt.MouseButton.LeftButton)
    assert shown(page) == "Химия\u00a0◆" and shown(page, Qt.ItemDataRole.EditRole) == "Химия"
    assert "с результатами сходится" in shown(page, Qt.ItemDataRole.AccessibleTextRole)
    assert "школа 40, регион 66" in shown(page, Qt.ItemDataRole.ToolTipRole)
    assert "введено вручную" in page.source.text.toPlainText() and not page.source.take.isEnabled()
    page.actions_by_name["show_source"].trigger()
    assert page.source.text.hasFocus()
    desk.file.undo()
    assert desk.file.rows(CriterionValue) == [] and shown(page) == "◇"


def test_a_typed_value_is_marked_and_gives_way_when_asked(desk: Desk):
    page = page_with_results(desk)
    go(page, "gap_ege")
    page.model.put(page.view.current_line(), f"wave:{page.model.waves[0].id}", "Физика")
    assert shown(page) == "Физика\u00a0≠" and "остаётся вписанное" in page.source.head.text()
    QTest.mouseClick(button(page, "Заполнить из результатов"), Qt.MouseButton.LeftButton)
    assert [row.value for row in desk.file.rows(CriterionValue)] == ["Физика"]
    page.source.take.setFocus()
    press(page.source.take, Qt.Key.Key_Space)
    assert [row.value for row in desk.file.rows(CriterionValue)] == ["Химия"]
    assert shown(page) == "Химия\u00a0◆"


def test_other_rows_and_other_appendices_are_left_alone(desk: Desk):
    page = page_with_results(desk)
    go(page, "quality_index")
    assert page.source.isVisible() and "не говорят" in page.source.head.text() and not page.source.take.isVisible()
    go(page, "gap_ege", wave=1)
    assert shown(page).strip("◇") == ""
    page.hide()
    other = desk.open("appendix_2")
    assert isinstance(other, CriteriaPage) and not other.source.isVisible()
    other.fill_results()
    assert desk.told == ["Показатели этого приложения из результатов экзаменов не следуют: впишите их."]


def test_without_results_it_says_where_they_come_from(desk: Desk):
    page = desk.open("appendix_1")
    assert isinstance(page, CriteriaPage) and not page.source.isVisible()
    page.fill_results()
    assert "Внесите их" in desk.told[0]


def test_a_wave_begins_with_the_one_before(desk: Desk):
    page = desk.open("appendix_2")
    assert isinstance(page, CriteriaPage)
    first, last = page.model.waves[0], page.model.waves[-1]
    go(page, "single_parent_count")
    page.model.put(page.view.current_line(), f"wave:{first.id}", "5 из 20")
    assert page.view.go_to(("criterion", "single_parent_count"), f"wave:{last.id}")
    QTest.mouseClick(button(page, "Копировать из предыдущего"), Qt.MouseButton.LeftButton)
    assert shown(page) == "5 из 20"
    desk.file.undo()
    assert shown(page) == ""
    go(page, "single_parent_count")
    page.copy_before()
    assert "копировать нечего" in desk.told[-1]
