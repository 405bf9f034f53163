"""The place of a page: no part covers another, however low the screen is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from shnor_desktop.ui.page_area import PageArea


@pytest.fixture
def area(qtbot) -> Iterator[PageArea]:
    made = PageArea()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    yield made


def page(*heights: int, text: str = "") -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for height in heights:
        part = QLabel(text)
        part.setWordWrap(True)
        part.setMinimumHeight(height)
        column.addWidget(part)
    return made


def test_a_page_has_all_the_room(area: PageArea):
    shown = page(50, 50)
    area.show_page(shown)
    assert (shown.width(), shown.height()) == (600, 400)
    assert not area.verticalScrollBar().isVisible()
    area.resize(700, 500)
    assert (shown.width(), shown.height()) == (700, 500)


def test_what_has_no_room_is_reached_by_a_scroll_bar(area: PageArea):
    shown = page(200, 200, 200)
    area.show_page(shown)
    QApplication.processEvents()
    assert shown.height() >= 600
    assert area.verticalScrollBar().isVisible()
    assert shown.width() == area.viewport().width()
    parts = shown.findChildren(QLabel)
    assert all(a.geometry().bottom() < b.geometry().top() for a, b in zip(parts, parts[1:], strict=False))


def test_a_page_that_grows_gets_more(area: PageArea, qtbot):
    shown = page(100)
    area.show_page(shown)
    layout = shown.layout()
    assert layout is not None
    tall = QLabel()
    tall.setMinimumHeight(700)
    layout.addWidget(tall)
    qtbot.waitUntil(lambda: shown.height() >= 800)


def test_lines_that_wrap_count_by_the_width(area: PageArea):
    shown = page(0, text="слово за словом " * 200)
    area.show_page(shown)
    area.resize(200, 400)
    QApplication.processEvents()
    assert shown.height() > 400


def test_a_page_is_let_go_alive(area: PageArea):
    first, second = page(10), page(20)
    area.show_page(first)
    area.show_page(second)
    assert area.widget() is second
    assert first.parent() is None
    area.show_page(None)
    assert area.widget() is None
    first.deleteLater()
    second.deleteLater()


def test_a_part_that_shrinks_leaves_no_hole(area: PageArea, qtbot):
    shown = page(10, 10)
    layout = shown.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.setStretch(1, 1)
    area.show_page(shown)
    above, below = shown.findChildren(QLabel)
    above.setText("слово за словом " * 60)
    qtbot.waitUntil(lambda: above.height() > 60)
    above.setText("слово")
    qtbot.waitUntil(lambda: below.y() <= above.geometry().bottom() + layout.spacing() + 1 and above.height() < 60)
