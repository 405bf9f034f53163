"""Undo and redo with the window, and changing the outline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from shnor_desktop.services import queries
from shnor_desktop.services.documents.tree_json import plain_blocks
from shnor_desktop.services.editing import activities, content


def titles(shop) -> list[str]:
    return shop.window.navigation.titles()


@pytest.fixture
def opened(shop, qtbot):
    shop.open()
    shop.window.activateWindow()
    qtbot.waitUntil(shop.window.isActiveWindow)
    return shop


def test_undo_and_redo_name_their_steps(opened):
    content.set_school(opened.desk.file, director="Иванова")
    undo, redo = (opened.window.actions_by_id[id_] for id_ in ("undo", "redo"))
    assert undo.text() == "Отменить «Правка сведений о школе»"
    assert not redo.isEnabled()
    opened.do("undo")
    assert queries.school(opened.desk.file).director == ""
    assert opened.window.statusBar().currentMessage() == "Отменено: Правка сведений о школе"
    assert redo.text() == "Повторить «Правка сведений о школе»"
    opened.do("redo")
    assert queries.school(opened.desk.file).director == "Иванова"
    assert redo.text() == "Повторить"


def test_what_is_undone_on_another_page_is_named_with_the_way_there(opened):
    file, notice = opened.desk.file, opened.window.notice
    goals, roadmap = opened.section("goals"), opened.section("roadmap")
    content.set_text(file, goals, "body", plain_blocks("Цель программы."))
    activities.add(file, roadmap, None, "item")
    content.set_text(file, goals, "body", plain_blocks("Другая цель."))
    opened.desk.go_to(roadmap)
    opened.do("undo")
    assert "Отменено в разделе «3. Цель и задачи Программы»: Правка текста." in notice.text
    opened.do("undo")  # a row of the plan in sight: nothing to tell any more
    assert notice.isHidden()
    opened.do("undo")
    shows = [button for button in notice.findChildren(QPushButton) if button.text() == "Показать"]
    shows[-1].click()
    assert opened.window.navigation.current == goals


def test_a_step_of_no_section_is_not_looked_for(opened):
    file = opened.desk.file
    content.set_school(file, director="Иванова")
    opened.desk.go_to(opened.section("roadmap"))
    opened.do("undo")
    assert opened.window.notice.isHidden()


def test_the_page_shows_what_undo_brought_back(opened):
    field = opened.desk.page.fields["school:director"]
    content.set_school(opened.desk.file, director="Иванова")
    assert field.text() == "Иванова"
    opened.do("undo")
    assert field.text() == ""


def test_typing_in_a_field_goes_before_the_steps_of_the_file(opened, qtbot):
    content.set_school(opened.desk.file, director="Иванова")
    field = opened.desk.page.fields["school:director"]
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.end(False)
    for char in " Анна":
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char))
    assert field.text() == "Иванова Анна"
    opened.do("undo")
    assert field.text() == "Иванова"
    assert queries.school(opened.desk.file).director == "Иванова"
    opened.do("undo")
    assert queries.school(opened.desk.file).director == ""


def test_a_section_of_the_schools_own_comes_goes_and_comes_back(opened):
    opened.desk.go_to(opened.section("content"))
    before = titles(opened)
    opened.messages.lines = ["  Наши традиции "]
    opened.do("section_add")
    index = before.index("4. Содержание Программы") + 1
    assert titles(opened)[index] == "Наши традиции"
    assert opened.desk.entry.section.title == "Наши традиции"
    opened.do("section_remove")
    assert titles(opened) == before
    opened.window.notice.offers[0].click()
    assert titles(opened)[index] == "Наши традиции"


def test_sections_of_the_form_cannot_be_removed(opened):
    opened.desk.go_to(opened.section("content"))
    assert not opened.enabled("section_remove")
    opened.desk.go_to(0)
    assert not opened.enabled("section_rename")


def test_a_section_needs_a_title(opened):
    before = titles(opened)
    opened.messages.lines = ["   ", None]
    opened.do("section_add")
    assert opened.window.notice.text == "Дайте разделу название."
    opened.do("section_add")
    assert titles(opened) == before


def test_renaming(opened):
    opened.desk.go_to(opened.section("relevance"))
    opened.messages.lines = ["Зачем программа", "Зачем программа", None]
    opened.do("section_rename")
    assert "1. Зачем программа" in titles(opened)
    name = opened.desk.file.undo_name
    opened.do("section_rename")
    opened.do("section_rename")
    assert opened.desk.file.undo_name == name == "Раздел переименован"


def test_hiding_greys_a_section_and_renumbers_the_others(opened):
    opened.desk.go_to(opened.section("relevance"))
    action = opened.window.actions_by_id["section_hide"]
    assert action.text() == "Скрыть раздел"
    opened.do("section_hide")
    assert "Актуальность программы" in titles(opened)
    assert any(title.startswith("1. Представление") for title in titles(opened))
    assert action.text() == "Показать раздел"
    opened.do("section_hide")
    assert "1. Актуальность программы" in titles(opened)


def test_moving_keeps_the_section_open(opened):
    id_ = opened.section("relevance")
    opened.desk.go_to(id_)
    opened.do("section_down")
    assert opened.window.navigation.current == id_
    assert opened.desk.page.entry.number == "2."
    opened.do("section_up")
    assert opened.desk.page.entry.number == "1."


def test_the_keys_of_the_outline_work_in_the_outline_only(opened, qtbot):
    opened.desk.go_to(opened.section("relevance"))
    tree = opened.window.navigation
    tree.setFocus()
    qtbot.waitUntil(tree.hasFocus)
    keys = (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(tree, *keys)
    assert opened.desk.page.entry.number == "2."
    opened.desk.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    opened.desk.page.setFocus()
    QTest.keyClick(opened.desk.page, *keys)
    assert opened.desk.page.entry.number == "2."


def test_page_keys_go_through_the_outline(opened):
    ids = opened.window.navigation.ids
    start = ids.index(opened.window.navigation.current)
    QTest.keyClick(opened.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(opened.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.navigation.current == ids[start + 2]
    QTest.keyClick(opened.window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.navigation.current == ids[start + 1]


def test_the_step_that_began_the_programme_stays(opened):
    before = titles(opened)
    opened.desk.go_to(opened.section("roadmap"))
    assert not opened.window.actions_by_id["undo"].isEnabled()
    assert opened.desk.file.undo() is None
    assert titles(opened) == before
    content.set_school(opened.desk.file, director="Иванова")
    opened.do("undo")
    assert queries.school(opened.desk.file).director == ""
    assert titles(opened) == before


def test_other_colours_show_the_page_anew(opened):
    page, file = opened.desk.page, opened.desk.file
    opened.do("look_dark")
    assert opened.desk.page is not page
    assert opened.desk.file is file
    assert opened.window.actions_by_id["look_dark"].isChecked()
    assert opened.settings.word("appearance") == "dark"


def test_a_dragged_section_moves_and_can_be_brought_back(opened):
    roadmap, before = opened.section("roadmap"), titles(opened)
    opened.window.navigation.moved.emit(roadmap, 0, 0)
    shown = titles(opened)
    assert shown[shown.index("Титульный лист") + 1].endswith("Дорожная карта Программы")
    opened.do("section_order")
    assert titles(opened) == before
    opened.do("undo")
    opened.do("undo")
    assert titles(opened) == before


def test_the_title_of_the_form_comes_back(opened):
    opened.desk.go_to(opened.section("passport"))
    assert not opened.enabled("section_title")
    opened.messages.lines = ["Визитка"]
    opened.do("section_rename")
    assert "Визитка" in titles(opened)
    opened.do("section_title")
    assert "Паспорт Программы" in titles(opened)
    assert not opened.enabled("section_title")


def test_a_section_of_the_form_is_not_put_below_another(opened):
    opened.window.navigation.moved.emit(opened.section("roadmap"), opened.section("goals"), 0)
    assert "на своём уровне" in opened.window.notice.text
