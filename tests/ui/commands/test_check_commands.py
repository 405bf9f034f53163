"""The check with the window: the panel, its findings, their places and their fixes, by keys and mouse."""

from __future__ import annotations

import pytest
from page_tools import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.activities import Activity
from shnor_desktop.models.indicators import Indicator, Task
from shnor_desktop.services.checks import SEVERITIES
from shnor_desktop.services.editing import activities, content
from shnor_desktop.ui.checks_panel import ChecksPanel
from shnor_desktop.ui.navigation import TITLE_PAGE

WAIT = 20_000


def panel_of(shop) -> ChecksPanel:
    return shop.commands.group("checking").panel


def codes(shop) -> list[str]:
    return [remark.finding.code for remark in panel_of(shop).shown()]


def item_of(panel: ChecksPanel, code: str):
    """The line of the first finding with a code."""
    place = next(n for n, remark in enumerate(panel.shown()) if remark.finding.code == code)
    return panel._items[place]


def click(panel: ChecksPanel, code: str) -> None:
    panel.tree.scrollToItem(item_of(panel, code))
    spot = panel.tree.visualItemRect(item_of(panel, code)).center()
    QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QApplication.processEvents()


def type_into(view, text: str):
    """Open the current cell and type; the editor is still open then."""
    press(view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None and editor is not view
    type_text(editor, text)
    return editor


def opened(shop, qtbot) -> ChecksPanel:
    shop.do("check")
    panel = panel_of(shop)
    qtbot.waitUntil(lambda: bool(panel.shown()), timeout=WAIT)
    return panel


@pytest.fixture
def incomplete(shop, qtbot):
    """A programme whose roadmap has an activity without a deadline, and two indicators without a unit."""
    file = shop.open()
    activities.add(file, shop.section("roadmap"), None, text="Назначить координатора")
    with file.transaction("Задачи") as transaction:
        task = transaction.add(Task(section_id=shop.section("indicators"), text="Научить читать"))
        for n, text in enumerate(("Доля читающих", "Доля пишущих", "Число книг")):
            transaction.add(Indicator(task_id=task.id, position=n, text=text, target="80", baseline="7"))
    shop.window.resize(1366, 768)
    shop.window.activateWindow()
    qtbot.waitUntil(shop.window.isActiveWindow)
    return shop


def test_f7_opens_the_panel_beside_the_page(shop, qtbot):
    assert not shop.enabled("check")
    assert not shop.enabled("finding_next")
    shop.open()
    shop.window.resize(1366, 768)
    shop.window.activateWindow()
    qtbot.waitUntil(shop.window.isActiveWindow)
    QTest.keyClick(shop.window.navigation, Qt.Key.Key_F7)
    panel = panel_of(shop)
    assert panel.isVisible()
    qtbot.waitUntil(lambda: bool(panel.shown()), timeout=WAIT)
    assert panel.geometry().left() > shop.desk.page.geometry().left()
    assert shop.desk.page.width() > 600
    sections = [panel.tree.topLevelItem(n).text(0) for n in range(panel.tree.topLevelItemCount())]
    assert sections[0] == "Паспорт Программы  ·  11"
    assert "Приложение 3. Дневник реализации Программы  ·  4" in sections
    assert panel.chips["error"].text() == f"Ошибки {sum(one.finding.severity == 'error' for one in panel.shown())}"


def test_a_click_leads_to_the_cell_and_keeps_the_panel(incomplete, qtbot):
    panel = opened(incomplete, qtbot)
    click(panel, "period-empty")
    assert incomplete.window.navigation.current == incomplete.section("roadmap")
    view = incomplete.desk.page.view
    assert view.hasFocus()
    assert view.model().headerData(view.currentIndex().column(), Qt.Orientation.Horizontal) == "Сроки"
    assert panel.isVisible()


def test_enter_in_the_list_leads_there_too(incomplete, qtbot):
    panel = opened(incomplete, qtbot)
    assert panel.tree.hasFocus() or panel.hasFocus()
    panel.tree.setFocus()
    panel.tree.setCurrentItem(item_of(panel, "responsible-empty"))
    press(panel.tree, Qt.Key.Key_Return)
    assert incomplete.window.navigation.current == incomplete.section("roadmap")
    assert incomplete.desk.page.view.hasFocus()


def test_f8_goes_from_one_to_the_next_and_round(incomplete, qtbot):
    content.set_programme(incomplete.desk.file, title="")
    window = incomplete.window
    incomplete.desk.go_to(incomplete.section("roadmap"))
    QTest.keyClick(window.navigation, Qt.Key.Key_F8)  # opens the panel first
    panel = panel_of(incomplete)
    qtbot.waitUntil(lambda: bool(panel.shown()), timeout=WAIT)
    assert window.navigation.current == TITLE_PAGE
    visited = []
    for _ in range(len(panel.shown())):
        visited.append(panel.current())
        QTest.keyClick(window, Qt.Key.Key_F8)
    order = sorted(panel.shown(), key=lambda remark: SEVERITIES.index(remark.finding.severity))
    assert visited == order and order != panel.shown()
    assert panel.current() == order[0]
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert panel.current() == order[-1]


def test_what_is_mended_by_hand_goes_and_f8_does_not_skip_the_next(incomplete, qtbot):
    panel = opened(incomplete, qtbot)
    click(panel, "period-empty")
    place = panel.shown().index(panel.current())
    following = panel.shown()[place + 1]
    view = incomplete.desk.page.view
    editor = type_into(view, "май 2027")
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "period-empty" not in codes(incomplete), timeout=WAIT)
    assert panel.current().finding.code == following.finding.code
    QTest.keyClick(incomplete.window, Qt.Key.Key_F8)
    assert panel.current().finding == panel.shown()[place].finding
    assert view.model().headerData(view.currentIndex().column(), Qt.Orientation.Horizontal) == "Ответственные"


def test_a_fix_is_one_click_and_can_be_undone(incomplete, qtbot):
    file = incomplete.desk.file
    panel = opened(incomplete, qtbot)
    click(panel, "indicator-unit-empty")
    labels = [button.text() for button in panel.fixes]
    assert labels == ["Поставить «процент»", "Поставить «процент» везде (2)"]
    QTest.mouseClick(panel.fixes[0], Qt.MouseButton.LeftButton)
    assert [row.unit for row in file.rows(Indicator)] == ["процент", "", ""]
    assert file.undo_name == "Единица измерения"
    assert panel.tree.hasFocus()
    qtbot.waitUntil(lambda: codes(incomplete).count("indicator-unit-empty") == 2, timeout=WAIT)
    incomplete.do("undo")
    assert [row.unit for row in file.rows(Indicator)] == ["", "", ""]
    qtbot.waitUntil(lambda: codes(incomplete).count("indicator-unit-empty") == 3, timeout=WAIT)


def test_all_alike_are_mended_by_one_click(incomplete, qtbot):
    file = incomplete.desk.file
    panel = opened(incomplete, qtbot)
    panel.tree.setCurrentItem(item_of(panel, "indicator-unit-empty"))
    QTest.mouseClick(panel.fixes[1], Qt.MouseButton.LeftButton)
    assert [row.unit for row in file.rows(Indicator)] == ["процент", "процент", ""]
    qtbot.waitUntil(lambda: codes(incomplete).count("indicator-unit-empty") == 1, timeout=WAIT)
    panel.tree.setCurrentItem(item_of(panel, "indicator-unit-empty"))
    assert panel.fixes == []  # «Число книг»: nobody knows
    incomplete.do("undo")
    assert [row.unit for row in file.rows(Indicator)] == ["", "", ""]


def test_ctrl_enter_in_the_list_mends(incomplete, qtbot):
    panel = opened(incomplete, qtbot)
    panel.tree.setFocus()
    panel.tree.setCurrentItem(item_of(panel, "passport-empty"))
    assert [button.text() for button in panel.fixes] == ["Взять с титульного листа"]
    panel.tree.setCurrentItem(item_of(panel, "diary-direction-empty"))
    assert panel.fixes == []
    panel.tree.setCurrentItem(item_of(panel, "indicator-unit-empty"))
    press(panel.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert incomplete.desk.file.rows(Indicator)[0].unit == "процент"


def test_search_and_check_share_one_place(incomplete, qtbot):
    panel = opened(incomplete, qtbot)
    incomplete.do("find")
    search = incomplete.commands.group("searching").panel
    assert search.isVisible() and panel.isHidden()
    incomplete.do("check")
    assert panel.isVisible() and search.isHidden()


def test_escape_closes_and_a_closed_panel_checks_nothing(incomplete, qtbot):
    panel = opened(incomplete, qtbot)
    checker = incomplete.commands.group("checking").checker
    panel.tree.setFocus()
    press(panel.tree, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert checker.file is None
    with qtbot.assertNotEmitted(checker.found, wait=800):
        activities.add(incomplete.desk.file, incomplete.section("roadmap"), None, text="Ещё одно")
    incomplete.do("check")
    qtbot.waitUntil(lambda: codes(incomplete).count("period-empty") == 2, timeout=WAIT)


def test_the_panel_goes_with_its_file(incomplete, qtbot):
    panel = opened(incomplete, qtbot)
    activities.add(incomplete.desk.file, incomplete.section("roadmap"), None, text="Ещё одно")
    incomplete.do("close_file")
    assert panel.isHidden()
    assert not incomplete.enabled("check")
    incomplete.open("Другая.shnor")
    opened(incomplete, qtbot)
    assert "period-empty" not in codes(incomplete)


def test_what_stands_in_no_section_stands_on_the_title_page(incomplete, qtbot):
    content.set_programme(incomplete.desk.file, title="")
    incomplete.desk.go_to(incomplete.section("roadmap"))
    panel = opened(incomplete, qtbot)
    click(panel, "title-empty")
    assert incomplete.window.navigation.current == TITLE_PAGE


def test_what_is_typed_is_written_before_it_is_checked(incomplete, qtbot):
    incomplete.desk.go_to(incomplete.section("roadmap"))
    view = incomplete.desk.page.view
    row = incomplete.desk.file.rows(Activity)[-1]
    view.go_to(("activity", row.id), "period")
    view.setFocus()
    type_into(view, "май 2027")
    opened(incomplete, qtbot)
    assert "period-empty" not in codes(incomplete)
