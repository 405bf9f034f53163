"""Chips by mouse and by keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shnor_desktop.ui.widgets.chips import Chips


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    """Chips between two fields."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    column.addWidget(Chips((("all", "Все"), ("late", "Просроченные"), ("none", "Без срока")), "Показать", made))
    column.addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def chips_of(window: QWidget) -> tuple[Chips, list[str]]:
    chips = window.findChild(Chips)
    assert chips is not None
    heard: list[str] = []
    chips.chosen.connect(heard.append)
    return chips, heard


def test_a_click_chooses_and_another_one_chooses_again(window: QWidget):
    chips, heard = chips_of(window)
    assert chips.current == "all"
    for _ in range(2):
        QTest.mouseClick(chips.buttons["late"], Qt.MouseButton.LeftButton)
        assert chips.current == "late"
    assert heard == ["late", "late"]
    chips.reset()
    assert chips.current == "all" and heard == ["late", "late"]


def test_tab_goes_to_the_one_that_holds_and_arrows_and_space_choose(window: QWidget):
    chips, heard = chips_of(window)
    first, last = window.findChildren(QLineEdit)
    chips.choose("late")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget() is chips.buttons["late"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert window.focusWidget() is chips.buttons["none"] and heard[-1] == "none"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert heard[-1] == "all" and chips.current == "all"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert heard[-1] == "all"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is last
    chips.focus()
    assert window.focusWidget() is chips.buttons["all"]


def test_counts_are_said_and_where_there_are_none_nothing_can_be_chosen(window: QWidget):
    chips, heard = chips_of(window)
    chips.show_counts({"all": 7, "late": 2})
    assert [button.text() for button in chips.buttons.values()] == ["Все (7)", "Просроченные (2)", "Без срока"]
    assert chips.buttons["late"].accessibleName() == "Показать: Просроченные, 2"
    assert [button.isEnabled() for button in chips.buttons.values()] == [True, True, False]
    QTest.mouseClick(chips.buttons["none"], Qt.MouseButton.LeftButton)
    assert heard == []
    chips.choose("late")
    chips.show_counts({"all": 7})  # the last late one was mended: the choice stays until another is made
    assert chips.buttons["late"].isEnabled() and chips.current == "late"
