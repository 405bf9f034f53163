"""The guide's window, played by keys and mouse: contents, links, history, search, size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.services.guide import load_guide
from shnor_desktop.ui.dialogs.guide import GuideDialog

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PAGES = list(load_guide().pages)


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def dialog(qtbot, asked: list[str]):
    made = GuideDialog(load_guide(), lambda: asked.append("keys"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def press(dialog: GuideDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(dialog.focusWidget() or dialog, key, modifiers)


def chosen(dialog: GuideDialog) -> str:
    return dialog.contents.currentItem().text(0)


def look_for(dialog: GuideDialog, text: str) -> None:
    press(dialog, Qt.Key.Key_F, CTRL)
    assert dialog.search.hasFocus()
    dialog.search.setText(text)
    press(dialog, Qt.Key.Key_Return)


def pictures(document: QTextDocument) -> list[int]:
    """The widths of the pictures as they are shown."""
    widths = []
    block = document.begin()
    while block.isValid():
        walker = block.begin()
        while not walker.atEnd():
            look = walker.fragment().charFormat().toImageFormat()
            if look.isValid():
                url = document.baseUrl().resolved(look.name())
                image = document.resource(QTextDocument.ResourceType.ImageResource, url)
                widths.append(round(image.width() / image.devicePixelRatio()))
            walker += 1
        block = block.next()
    return widths


def test_it_begins_with_the_first_page_and_its_title(dialog: GuideDialog):
    assert dialog.page == "start"
    assert chosen(dialog) == "Первый запуск и пример"
    assert dialog.view.toPlainText().startswith("Первый запуск и пример")
    assert not dialog.back.isEnabled()


def test_lines_of_the_contents_are_of_one_height(qtbot, asked: list[str], qapp: QApplication):
    """With the look of the program too, which is put on at the first paint, after the first page was chosen."""
    from shnor_desktop.ui.theme import apply_theme

    before = qapp.styleSheet()
    apply_theme(qapp, dark=False)
    try:
        made = GuideDialog(load_guide(), lambda: asked.append("keys"))
        qtbot.addWidget(made)
        made.show()
        made.show_page(PAGES[-1])
        tree = made.contents
        heights, item = set(), tree.topLevelItem(0)
        while item is not None:
            heights.add(tree.visualItemRect(item).height())
            item = tree.itemBelow(item)
        assert len(heights) == 1
        assert min(heights) > tree.fontMetrics().height() + 4
    finally:
        qapp.setStyleSheet(before)


@pytest.mark.parametrize("key", PAGES)
def test_every_page_is_shown_with_its_pictures_no_wider_than_the_page(dialog: GuideDialog, key: str, qtbot):
    dialog.show_page(key)
    dialog.resize(760, 500)
    assert dialog.page == key
    assert chosen(dialog) == load_guide().pages[key].title
    # Pictures follow a moment later; at some widths Qt rounds the columns of a table one pixel too far.
    qtbot.waitUntil(lambda: dialog.view.horizontalScrollBar().maximum() <= 1)
    widths = pictures(dialog.view.document())
    assert all(0 < width <= dialog.view.viewport().width() for width in widths)
    assert "`" not in dialog.view.toPlainText()
    assert "**" not in dialog.view.toPlainText()


def test_pictures_grow_again_with_the_window(dialog: GuideDialog, qtbot):
    dialog.show_page("plans")
    dialog.resize(700, 500)
    qtbot.waitUntil(lambda: pictures(dialog.view.document())[0] < 500)
    dialog.resize(1300, 500)
    qtbot.waitUntil(lambda: pictures(dialog.view.document())[0] > 700)


def test_contents_lead_to_pages_by_arrow_keys(dialog: GuideDialog):
    dialog.contents.setFocus()
    press(dialog, Qt.Key.Key_Down)
    assert dialog.page == PAGES[1]
    for _ in range(4):
        press(dialog, Qt.Key.Key_Down)
    assert dialog.page in PAGES[4:6]  # the heading of a group is passed over


def test_a_click_on_a_link_leads_there_and_alt_left_back(dialog: GuideDialog, qtbot):
    dialog.show_page("start")
    cursor = dialog.view.document().find("новую")
    cursor.setPosition(cursor.selectionStart() + 1)
    dialog.view.setTextCursor(cursor)
    dialog.view.ensureCursorVisible()
    spot = dialog.view.cursorRect(cursor).center() + QPoint(2, 0)
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert dialog.page == "new"
    assert chosen(dialog) == "Новая программа"
    dialog.view.setFocus()
    press(dialog, Qt.Key.Key_Left, ALT)
    assert dialog.page == "start"
    assert chosen(dialog) == "Первый запуск и пример"
    assert dialog.forward.isEnabled()
    press(dialog, Qt.Key.Key_Right, ALT)
    assert dialog.page == "new"


def test_search_goes_through_the_page_and_on_to_later_ones(dialog: GuideDialog):
    look_for(dialog, "кнопк")
    assert dialog.page == "start"
    first = dialog.view.textCursor().selectionStart()
    assert dialog.view.textCursor().selectedText().casefold() == "кнопк"
    assert dialog.said.text().startswith("На странице: ")
    look_for(dialog, "педагогическим советом")
    assert dialog.page == "title"
    look_for(dialog, "кнопк")
    press(dialog, Qt.Key.Key_F3)
    assert (dialog.page, dialog.view.textCursor().selectionStart()) != ("title", first)
    assert dialog.view.textCursor().selectedText().casefold() == "кнопк"


def test_search_comes_round_to_the_beginning_of_its_own_page(dialog: GuideDialog):
    dialog.show_page("periods")
    look_for(dialog, "учебный год")
    first = dialog.view.textCursor().selectionStart()
    for _ in range(3):
        press(dialog, Qt.Key.Key_F3)
    assert (dialog.page, dialog.view.textCursor().selectionStart()) == ("periods", first)


def test_shift_f3_goes_back_on_the_page(dialog: GuideDialog):
    dialog.show_page("periods")
    look_for(dialog, "не распознано")
    first = dialog.view.textCursor().selectionStart()
    press(dialog, Qt.Key.Key_F3)
    second = dialog.view.textCursor().selectionStart()
    assert second > first
    press(dialog, Qt.Key.Key_F3, SHIFT)
    assert dialog.view.textCursor().selectionStart() == first
    press(dialog, Qt.Key.Key_F3, SHIFT)
    assert dialog.view.textCursor().selectionStart() == second


def test_what_is_nowhere_is_said_and_the_page_stays(dialog: GuideDialog):
    dialog.show_page("diary")
    look_for(dialog, "щщщ")
    assert dialog.page == "diary"
    assert dialog.said.text() == "Такого слова нет"
    look_for(dialog, "")
    assert dialog.said.text() == ""


def test_every_place_on_the_page_is_marked(dialog: GuideDialog):
    dialog.show_page("periods")
    assert dialog.view.mark("не распознано") == len(dialog.view.extraSelections()) == 2
    dialog.show_page("new")
    assert dialog.view.extraSelections() == []


def test_letters_grow_and_shrink_within_bounds(dialog: GuideDialog):
    def points() -> int:
        return dialog.view.document().defaultFont().pointSize()

    usual = points()
    press(dialog, Qt.Key.Key_Plus, CTRL)
    press(dialog, Qt.Key.Key_Equal, CTRL)
    assert points() == usual + 2
    press(dialog, Qt.Key.Key_Minus, CTRL)
    assert points() == usual + 1
    for _ in range(30):
        press(dialog, Qt.Key.Key_Minus, CTRL)
    assert usual - 6 < points() < usual
    press(dialog, Qt.Key.Key_0, CTRL)
    assert points() == usual
    dialog.larger.click()
    dialog.show_page("new")
    assert points() == usual + 1
    assert dialog.view.document().begin().charFormat().font().pointSizeF() > usual


def test_esc_closes_and_the_search_field_does_not_keep_it(dialog: GuideDialog, qtbot):
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    look_for(dialog, "срок")
    assert dialog.isVisible()  # Enter in the field closes nothing
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_all_keys_are_a_button_and_a_key_away(dialog: GuideDialog, asked: list[str]):
    dialog.keys.click()
    press(dialog, Qt.Key.Key_F1, SHIFT)
    assert asked == ["keys", "keys"]


def test_everything_has_a_name_for_screen_readers(dialog: GuideDialog):
    parts = (dialog.contents, dialog.view, dialog.search, dialog.back, dialog.forward, dialog.smaller, dialog.larger)
    assert all(part.accessibleName() for part in parts)


def test_a_page_that_is_unknown_changes_nothing(dialog: GuideDialog):
    dialog.show_page("new")
    dialog.view.moveCursor(QTextCursor.MoveOperation.End)
    dialog.show_page("nowhere")
    assert dialog.page == "new"
