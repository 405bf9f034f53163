"""A short word beside the current row."""

from __future__ import annotations

from page_tools import Desk
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QToolTip

from shnor_desktop.ui.pages.table_page import TablePage
from shnor_desktop.ui.widgets.beside import tell_beside


def test_a_word_that_a_closing_menu_took_away_comes_again(desk: Desk, qtbot):
    page = desk.open("indicators")
    assert isinstance(page, TablePage)
    qtbot.waitExposed(page)
    tell_beside(page.view, "Добавлено")
    QApplication.sendEvent(page, QEvent(QEvent.Type.WindowActivate))  # what comes when a menu has closed
    assert not QToolTip.isVisible()
    qtbot.waitUntil(lambda: QToolTip.isVisible() and QToolTip.text() == "Добавлено")
    QApplication.sendEvent(page, QEvent(QEvent.Type.WindowActivate))
    assert not QToolTip.isVisible()
