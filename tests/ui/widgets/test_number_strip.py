"""The numbers of a table's rows stay in sight when it is moved sideways."""

from __future__ import annotations

from page_tools import Desk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.ui.pages.table_page import TablePage
from shnor_desktop.ui.widgets.number_strip import NumberStrip


def test_the_numbers_stay_beside_what_is_far_to_the_right(desk: Desk):
    page = desk.open("roadmap")
    assert isinstance(page, TablePage)
    view = page.view
    strip = view.findChild(NumberStrip)
    assert strip is not None and not strip.isVisible(), "the numbers are there themselves"
    page.resize(420, 640)
    QApplication.processEvents()
    view.setCurrentIndex(page.model.index(1, page.model.columnCount() - 1))
    QApplication.processEvents()
    assert view.horizontalScrollBar().value() > 0 and strip.isVisible()
    assert strip.width() == view.columnWidth(0)
    picture = strip.grab().toImage()
    spot = QPoint(strip.width() // 2, view.horizontalHeader().height() + view.rowViewportPosition(2) + 4)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert view.currentIndex().row() == 2 and view.whole_rows_selected()
    assert strip.isVisible() and strip.grab().toImage() != picture, "the chosen row is lit"
    view.setCurrentIndex(page.model.index(1, 2))
    assert view.visualRect(view.currentIndex()).left() >= strip.covers(), "nothing that is gone to lies under it"
    view.horizontalScrollBar().setValue(0)
    assert not strip.isVisible()
