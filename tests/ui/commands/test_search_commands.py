"""Search on the window: Ctrl+F, a hit, its cell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.all import Activity
from shnor_desktop.models.programme import SectionText
from shnor_desktop.services.documents.tree_json import dump_blocks, plain_blocks
from shnor_desktop.services.editing import activities
from shnor_desktop.ui.navigation import TITLE_PAGE


def panel_of(shop):
    return shop.commands.group("searching").panel


def press(widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifiers)
    QApplication.processEvents()


def test_ctrl_f_finds_a_cell_and_enter_goes_there(shop, qtbot):
    assert not shop.enabled("find")
    file = shop.open()
    row = activities.add(file, shop.section("roadmap"), None, text="Клуб чтецов")
    with file.transaction("Правка") as transaction:
        transaction.change(Activity, row.id, responsible="Библиотекарь")
    shop.window.activateWindow()
    qtbot.waitUntil(shop.window.isActiveWindow)
    press(shop.window.navigation, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    panel = panel_of(shop)
    assert panel.isVisible()
    assert panel.field.hasFocus()
    panel.field.setText("библиотекарь")
    press(panel.field, Qt.Key.Key_Return)
    assert shop.window.navigation.current == shop.section("roadmap")
    page = shop.desk.page
    assert page.view.hasFocus()
    assert page.view.currentIndex().data() == "Библиотекарь"
    assert panel.isVisible()
    press(page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.count.text() == "Ничего не найдено", timeout=3000)
    shop.do("find")
    press(panel.field, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert page.isAncestorOf(QApplication.focusWidget())


def test_a_hit_on_the_title_page_and_in_a_text(shop, qtbot):
    file = shop.open()
    shop.window.activateWindow()
    qtbot.waitUntil(shop.window.isActiveWindow)
    section = shop.section("relevance")
    body = dump_blocks(plain_blocks("Первый.\nОсобая примета."))
    with file.transaction("Текст") as transaction:
        transaction.add(SectionText(section_id=section, body=body))
    shop.do("find")
    panel = panel_of(shop)
    panel.field.setText("особая примета")
    press(panel.field, Qt.Key.Key_Return)
    assert shop.window.navigation.current == section
    editor = shop.desk.page.editor
    assert editor.textCursor().selectedText() == "Особая примета"
    editor.setFocus()
    shop.do("find")  # the selected words are looked for
    assert panel.field.text() == "Особая примета"
    panel.field.setText("школа № 7")
    press(panel.field, Qt.Key.Key_Return)
    assert shop.window.navigation.current == TITLE_PAGE
    assert shop.desk.page.fields["school:short_name"].hasSelectedText()


def test_what_is_being_typed_is_left_alone(shop, qtbot):
    shop.open()
    activities.add(shop.desk.file, shop.section("roadmap"), None, text="Первое")
    shop.do("find")
    panel = panel_of(shop)
    panel.field.setText("первое")
    press(panel.field, Qt.Key.Key_Return)
    view = shop.desk.page.view
    press(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(type(view.itemDelegate().editor))
    editor.setPlainText("недописан")
    shop.commands.group("searching")._committed([])
    qtbot.wait(600)
    assert view.itemDelegate().editor is editor
    assert editor.toPlainText() == "недописан"


def test_the_panel_goes_with_its_file(shop):
    shop.open()
    shop.do("find")
    panel = panel_of(shop)
    panel.field.setText("школа")
    shop.do("close_file")
    assert panel.isHidden()
    assert not shop.enabled("find")
    shop.open("Другая.shnor")
    shop.do("find")
    assert panel.isVisible()
    panel.search()
    assert "найдено" in panel.count.text()
