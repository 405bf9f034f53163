"""The head of a page: buttons that fit, the others in a menu; a hint that leaves room for the page."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from shnor_desktop.ui.widgets.page_header import PageHeader

NAMES = ("+ Подпункт", "+ Раздел", "Из банка…", "+ Мероприятие")


def settle() -> None:
    """Let the head arrange itself."""
    for _ in range(3):
        QApplication.processEvents()


@pytest.fixture
def header(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    made = PageHeader()
    column.addWidget(made)
    column.addStretch(1)
    made.set_title("Мероприятия по совершенствованию кадрового потенциала")
    made.set_actions([QAction(name, page) for name in NAMES])
    page.resize(1200, 700)
    page.show()
    settle()
    yield made


def shown(header: PageHeader) -> list[str]:
    return [button.text() for button in header.findChildren(QPushButton) if button.isVisible()]


def test_all_buttons_while_there_is_room(header: PageHeader):
    assert shown(header) == list(NAMES)
    assert not header.more.isVisible()


def test_the_main_button_stays_and_the_others_go_to_the_menu(header: PageHeader):
    header.window().resize(560, 700)
    settle()
    seen = shown(header)
    assert seen[-1] == "+ Мероприятие"
    assert header.more.isVisible()
    assert [action.text() for action in header.more.menu().actions()] + seen == list(NAMES)
    assert all(button.geometry().right() <= header.width() for button in header.findChildren(QPushButton))
    header.window().resize(1200, 700)
    settle()
    assert shown(header) == list(NAMES)


def test_beside_a_panel_no_button_is_cut(header: PageHeader):
    header.setMinimumWidth(1)
    for width in range(420, 120, -20):
        header.window().resize(width, 700)
        settle()
        for button in header.findChildren(QPushButton):
            assert not button.isVisible() or button.width() >= button.sizeHint().width(), width
        assert shown(header) or len(header.more.menu().actions()) == len(NAMES)
    assert shown(header) == []


def test_what_is_done_from_the_menu_is_the_action(header: PageHeader):
    done: list[str] = []
    header.window().resize(480, 700)
    settle()
    action = header.more.menu().actions()[0]
    action.triggered.connect(lambda: done.append(action.text()))
    action.trigger()
    assert done == ["+ Подпункт"]


def test_an_action_that_goes_away_takes_its_button_along(header: PageHeader):
    button = header.findChildren(QPushButton)[0]
    button.action.setVisible(False)
    assert shown(header) == list(NAMES[1:])


def test_a_long_hint_leaves_room_in_a_low_window(header: PageHeader):
    text = "Что сделано по мероприятиям муниципального плана: выполнение и причины переносов. " * 6
    header.set_hint(text.strip())
    assert header.hint.text() == text.strip()
    header.window().resize(600, 480)
    settle()
    assert header.hint.text().endswith("…")
    assert header.hint.height() <= header.hint.fontMetrics().lineSpacing() * 2 + 4
    assert header.hint.toolTip() == header.hint.whole == text.strip()
