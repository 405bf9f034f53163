"""A part of a page in a low or narrow window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QTextEdit, QVBoxLayout, QWidget

from shnor_desktop.ui.widgets.shrinking import LEAST, Shrinking, SideBySide


def part(width: int, height: int) -> QWidget:
    made = QWidget()
    made.setMinimumSize(width, height)
    return made


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    above = QTextEdit()
    above.setMinimumHeight(100)
    column.addWidget(above, 1)
    both = SideBySide()
    both.row.addWidget(part(300, 200), 3)
    both.row.addWidget(part(200, 200), 2)
    column.addWidget(Shrinking(both))
    return made


def area(window: QWidget) -> Shrinking:
    found = window.findChild(Shrinking)
    assert found is not None
    return found


def shown(window: QWidget, width: int, height: int) -> list[tuple[int, int]]:
    """Where the two parts stand in a window of that size."""
    window.resize(width, height)
    window.show()
    QApplication.processEvents()
    QApplication.processEvents()
    row = window.findChild(SideBySide).row
    return [(row.itemAt(n).widget().x(), row.itemAt(n).widget().y()) for n in range(2)]


def test_where_there_is_room_it_is_as_high_as_it_wants(window):
    (_, first), (right, second) = shown(window, 800, 600)
    assert first == second and right > 300
    assert area(window).height() == 200
    assert not area(window).verticalScrollBar().isVisible()


def test_in_a_low_window_it_scrolls(window):
    shown(window, 800, 240)
    assert window.height() == 240
    assert LEAST <= area(window).height() < 200
    assert area(window).verticalScrollBar().isVisible()


def test_in_a_narrow_window_its_parts_stand_below_each_other_and_come_back(window):
    (left, top), (x, y) = shown(window, 400, 700)
    assert left == x and y > top
    assert shown(window, 800, 700)[1][0] > 300


def test_the_window_may_be_as_small_as_the_widest_part(window):
    shown(window, 800, 600)
    least = window.minimumSizeHint()
    assert QSize(300, 200).width() <= least.width() < 350
    assert least.height() < 300


def test_a_content_that_grows_is_given_the_room(window):
    shown(window, 800, 600)
    row = window.findChild(SideBySide).row
    row.itemAt(0).widget().setMinimumHeight(320)
    QApplication.processEvents()
    QApplication.processEvents()
    assert area(window).height() == 320
