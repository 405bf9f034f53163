"""Widths of columns that the person makes: by the mouse, remembered and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_tools import Desk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from shnor_desktop.ui.pages.base import PageContext
from shnor_desktop.ui.pages.table_page import TablePage
from shnor_desktop.ui.settings import Settings
from shnor_desktop.ui.widgets.cell_text import PADDING, laid_out
from shnor_desktop.ui.widgets.header_menu import HeaderMenu

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def remembering(desk: Desk, tmp_path: Path) -> Desk:
    """A desk whose pages know the window's settings."""
    desk.context = PageContext(desk.file, desk.context.form, desk.told.append, None, Settings(tmp_path))
    return desk


def opened(desk: Desk, key: str = "roadmap") -> TablePage:
    if desk.page is not None:
        desk.page.hide()
        desk.page.deleteLater()
    page = desk.open(key)
    assert isinstance(page, TablePage)
    return page


def widths(page: TablePage) -> list[int]:
    return [page.view.columnWidth(n) for n in range(page.model.columnCount())]


def edge(page: TablePage, column: int) -> QPoint:
    header = page.view.horizontalHeader()
    return QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) - 1, header.height() // 2)


def drag_edge(page: TablePage, column: int, by: int) -> None:
    viewport, start = page.view.horizontalHeader().viewport(), edge(page, column)
    QTest.mousePress(viewport, LEFT, NONE, start)
    QTest.mouseMove(viewport, start + QPoint(by // 2, 0))
    QTest.mouseMove(viewport, start + QPoint(by, 0))
    QTest.mouseRelease(viewport, LEFT, NONE, start + QPoint(by, 0))


def test_a_dragged_width_comes_back_with_the_page_and_goes_by_the_menu(remembering: Desk):
    page = opened(remembering)
    before = widths(page)
    drag_edge(page, 2, 60)
    assert widths(page)[2] == before[2] + 60 and widths(page)[:2] == before[:2]
    assert sum(widths(page)) == page.view.viewport().width()
    other = opened(remembering, "indicators")
    assert not other.view.widths.own()
    page = opened(remembering)
    assert widths(page)[2] == before[2] + 60
    assert sum(widths(page)) == page.view.viewport().width()
    menu = page.findChild(HeaderMenu).menu(2)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Сортировать по возрастанию",
        "Сортировать по убыванию",
        "Порядок документа",
        "Ширина по тексту",
        "Ширина по умолчанию",
    ]
    menu.actions()[-1].trigger()
    assert widths(page) == before
    assert widths(opened(remembering)) == before


def test_a_double_click_at_the_edge_fits_a_column_to_its_texts(remembering: Desk):
    page = opened(remembering)
    page.model.put(page.model.lines[1], "period", "до 31 декабря 2027 года")
    period = page.model.column_of("period")
    before = page.view.rowHeight(1)
    QTest.mouseDClick(page.view.horizontalHeader().viewport(), LEFT, NONE, edge(page, period))
    wide = widths(page)[period]
    metrics = page.view.fontMetrics()
    assert metrics.horizontalAdvance("до 31 декабря 2027 года") < wide < page.view.viewport().width() // 2
    assert page.view.rowHeight(1) <= before
    page.model.put(page.model.lines[1], "period", "очень длинный срок, который " * 20)
    page.view.resizeColumnToContents(period)
    assert wide < widths(page)[period] <= page.view.viewport().width() // 2
    assert sum(widths(page)) == page.view.viewport().width()  # columns keep room for the words of their headings
    assert page.view.horizontalHeader().sortIndicatorSection() == -1


def test_the_menu_sorts(remembering: Desk):
    page = opened(remembering)
    menu = page.findChild(HeaderMenu).menu(1)
    menu.actions()[1].trigger()
    assert page.model.sorting == ("text", True)
    menu = page.findChild(HeaderMenu).menu(1)
    menu.actions()[2].trigger()
    assert page.model.sorting is None
    page.actions_by_name["default_widths"].trigger()


def test_a_new_column_finds_room_among_dragged_ones(remembering: Desk):
    page = opened(remembering)
    drag_edge(page, 1, -80)
    columns = page.model.columns
    page.model.set_columns(columns[:-1])
    page.model.set_columns(columns)
    found = widths(page)
    assert min(found) >= 36 and abs(sum(found) - page.view.viewport().width()) < 3


def test_tables_without_settings_work_as_well(desk: Desk):
    page = opened(desk)
    drag_edge(page, 1, 40)
    assert page.view.widths.own()


def test_a_text_that_misses_a_pixel_gets_its_next_line(remembering: Desk):
    page = opened(remembering)
    view, column = page.view, page.model.column_of("responsible")
    page.model.put(page.model.lines[1], "responsible", "Заместитель директора по воспитательной работе")
    index = page.model.index(1, column)
    for width in range(120, 200):
        view.widths.busy = True  # the person's hand is quicker than what the table makes of it
        view.horizontalHeader().resizeSection(column, width)
        view.widths.busy = False
        view.heights.widths_changed()
        view.heights.fit_visible()
        painted = view.visualRect(index).width() - 2 * PADDING - 1
        needed = laid_out(index.data(), painted, view.font()).size().height()
        assert view.rowHeight(1) >= needed + 2 * PADDING, width
