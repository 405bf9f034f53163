"""F1 by a real key: the guide stands at the page that fits what is on the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from shnor_desktop.services.guide import load_guide
from shnor_desktop.ui import dialogs
from shnor_desktop.ui.commands.help import PAGES_OF_DIALOGS
from shnor_desktop.ui.dialogs.guide import GuideDialog
from shnor_desktop.ui.dialogs.keys import KeysDialog
from shnor_desktop.ui.navigation import OVERVIEW, TITLE_PAGE


@pytest.fixture
def window(shop):
    return shop.window


@pytest.fixture
def press_f1(shop, qtbot):
    """Press F1 on the main window, wherever its focus is."""

    def press(modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        shop.window.activateWindow()
        qtbot.waitUntil(shop.window.isActiveWindow)
        QTest.keyClick(QApplication.focusWidget() or shop.window, Qt.Key.Key_F1, modifiers)

    return press


def shown(window) -> GuideDialog:
    dialogs = window.findChildren(GuideDialog)
    assert len(dialogs) == 1
    return dialogs[0]


def test_without_a_file_the_guide_says_how_to_begin(window, press_f1):
    press_f1()
    assert shown(window).isVisible()
    assert shown(window).page == "start"


def test_every_section_leads_to_its_page(shop, window, press_f1):
    shop.open()
    guide = load_guide()
    for id_, entry in shop.desk._entries.items():
        shop.desk.go_to(id_)
        press_f1()
        assert shown(window).page == guide.for_section(entry.section.kind, entry.section.key)
        shown(window).close()
    kinds = {entry.section.kind: entry.section.key for entry in shop.desk._entries.values()}
    assert {"text", "passport", "activities", "indicators", "schedule", "criteria"} <= set(kinds)


@pytest.mark.parametrize(("place", "page"), [(OVERVIEW, "overview"), (TITLE_PAGE, "title")])
def test_overview_and_title_page_have_theirs(shop, window, place: int, page: str, press_f1):
    shop.open()
    shop.window.navigation.choose(place)
    press_f1()
    assert shown(window).page == page


def test_f1_works_while_a_field_is_typed_into(shop, window, press_f1):
    shop.open()
    field = shop.desk.page.findChildren(QLineEdit)[0]
    field.setFocus()
    press_f1()
    assert shown(window).page == "title"


def test_the_window_is_one_and_does_not_lock_the_work(shop, window, press_f1):
    shop.open()
    shop.desk.go_to(shop.section("roadmap"))
    press_f1()
    dialog = shown(window)
    assert not dialog.isModal()
    shop.desk.go_to(shop.section("diary"))
    press_f1()
    assert shown(window) is dialog
    assert dialog.page == "diary"
    shop.do("close_file")
    press_f1()
    assert dialog.page == "start"


def test_it_goes_with_the_main_window(shop, window, qtbot, press_f1):
    press_f1()
    dialog = shown(window)
    window.close()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_the_menu_and_the_top_bar_open_it(shop, window):
    shop.do("guide")
    assert shown(window).isVisible()
    assert shop.window.actions_by_id["guide"] in shop.window.top_bar.actions()


def test_shift_f1_lists_the_keys(window, qtbot, press_f1):
    found: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, KeysDialog):
            found.append(dialog.windowTitle())
            dialog.close()

    QTimer.singleShot(50, answer)
    press_f1(Qt.KeyboardModifier.ShiftModifier)
    assert found == ["Все клавиши"]


def in_dialog(qtbot, opening, act) -> None:
    """Open a modal dialog, act in it when it stands, and close it."""
    done: list[object] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():
            QTimer.singleShot(20, look)
            return
        try:
            act(dialog)
        finally:
            done.append(dialog)
            dialog.close()

    QTimer.singleShot(20, look)
    opening()
    assert done


def test_f1_works_in_a_dialog_that_keeps_the_window_waiting(shop, window, qtbot):
    pages: list[str] = []

    def act(dialog: QWidget) -> None:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_F1)
        guide = dialog.findChild(GuideDialog)
        assert guide.isVisible()
        pages.append(guide.page)
        QTest.keyClick(guide, Qt.Key.Key_Escape)
        assert not guide.isVisible()
        assert dialog.isVisible()

    in_dialog(qtbot, lambda: shop.do("new"), act)
    in_dialog(qtbot, lambda: shop.do("keys"), act)
    in_dialog(qtbot, lambda: shop.do("about"), act)
    assert pages == ["new", "keys", "start"]
    assert window.findChildren(GuideDialog) == []


def test_pages_named_for_dialogs_exist():
    assert set(PAGES_OF_DIALOGS.values()) <= set(load_guide().pages)
    folder = Path(dialogs.__file__).parent
    source = "".join(path.read_text("utf-8") for path in (*folder.glob("*.py"), folder.parent / "paper" / "preview.py"))
    assert [name for name in PAGES_OF_DIALOGS if f"class {name}(QDialog)" not in source] == []
