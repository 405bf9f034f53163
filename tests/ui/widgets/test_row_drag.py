"""Rows dragged by a real mouse."""

from __future__ import annotations

from typing import Any

import pytest
from page_tools import PLAN, Desk, entry_of
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame

from shnor_desktop.models.all import Activity, GridRow, Indicator, ScheduleRow, Task
from shnor_desktop.ui.pages.table_acts import NOT_IN_ORDER
from shnor_desktop.ui.pages.table_page import TablePage
from shnor_desktop.ui.widgets.row_drag import RowDrag

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
X = 12


@pytest.fixture
def opened(desk: Desk, qtbot: Any) -> Any:
    def open_(key: str) -> TablePage:
        page = desk.open(key)
        assert isinstance(page, TablePage)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.view.setFocus()
        return page

    return open_


def spot(page: TablePage, row: int, part: float, x: int = X) -> QPoint:
    """A place in a row: 0 is its upper edge, 1 its lower one."""
    view = page.view
    return QPoint(x, view.rowViewportPosition(row) + int((view.rowHeight(row) - 1) * part))


def move(page: TablePage, to: QPoint, held: Qt.MouseButton = LEFT) -> None:
    """The mouse, with its left button held; QTest moves it without."""
    viewport = page.view.viewport()
    where = QPointF(to)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, where, QPointF(viewport.mapToGlobal(to)), none, held, NONE)
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def take(page: TablePage, row: int, to: QPoint, x: int = X) -> None:
    QTest.mousePress(page.view.viewport(), LEFT, NONE, spot(page, row, 0.5, x))
    move(page, spot(page, row, 0.5, x) + QPoint(0, QApplication.startDragDistance() + 1))
    move(page, to)


def drag(page: TablePage, row: int, to: QPoint, x: int = X) -> None:
    take(page, row, to, x)
    QTest.mouseRelease(page.view.viewport(), LEFT, NONE, to)


def plan(desk: Desk) -> list[str]:
    return [row.text for row in desk.file.rows(Activity, section_id=entry_of(desk.file, "roadmap").section.id)]


TEXTS = [text for _, text in PLAN]


def mark(page: TablePage) -> QFrame:
    return page.findChild(RowDrag)._mark  # type: ignore[union-attr]


def test_an_item_goes_into_another_group_with_its_sub_items_and_stays_selected(desk: Desk, opened: Any):
    page = opened("roadmap")
    take(page, 1, spot(page, 6, 0.9))
    assert page.findChild(RowDrag).active and mark(page).isVisible()
    assert abs(mark(page).y() - spot(page, 6, 1).y()) < 6
    QTest.mouseRelease(page.view.viewport(), LEFT, NONE, spot(page, 6, 0.9))
    assert plan(desk) == [TEXTS[0], *TEXTS[4:], *TEXTS[1:4]]
    assert desk.file.undo_name == "Перемещено: мероприятие"
    assert page.view.current_line().row.text == TEXTS[1] and not mark(page).isVisible()
    desk.file.undo()
    assert plan(desk) == TEXTS


def test_a_group_goes_with_its_rows_to_the_nearest_place_between_groups(desk: Desk, opened: Any):
    page = opened("roadmap")
    drag(page, 5, spot(page, 1, 0.2))
    assert plan(desk) == [*TEXTS[5:], *TEXTS[:5]]
    desk.file.undo()
    take(page, 0, spot(page, 5, 0.9))  # into the middle of the other group: the mark stands below it
    assert mark(page).y() > spot(page, 6, 0.5).y()
    QTest.mouseRelease(page.view.viewport(), LEFT, NONE, spot(page, 5, 0.9))
    assert plan(desk) == [*TEXTS[5:], *TEXTS[:5]]


def test_a_sub_item_goes_to_another_item(desk: Desk, opened: Any):
    page = opened("roadmap")
    drag(page, 2, spot(page, 4, 0.9))
    assert plan(desk) == [*TEXTS[:2], TEXTS[3], TEXTS[4], TEXTS[2], *TEXTS[5:]]


def test_selected_rows_go_together(desk: Desk, opened: Any):
    page = opened("roadmap")
    QTest.mouseClick(page.view.viewport(), LEFT, NONE, spot(page, 2, 0.5))
    QTest.mouseClick(page.view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, spot(page, 3, 0.5))
    assert len(page.view.selected_lines()) == 2
    drag(page, 3, spot(page, 4, 0.9))
    assert plan(desk) == [*TEXTS[:2], TEXTS[4], *TEXTS[2:4], *TEXTS[5:]]
    assert [line.row.text for line in page.view.selected_lines()] == TEXTS[2:4]
    assert desk.file.undo_name == "Перемещено: строк плана: 2"


def test_a_click_on_one_of_several_selected_rows_selects_it_alone(desk: Desk, opened: Any):
    page = opened("roadmap")
    page.view.selectAll()
    QTest.mouseClick(page.view.viewport(), LEFT, NONE, spot(page, 3, 0.5))
    assert [line.row.text for line in page.view.selected_lines()] == [TEXTS[3]]
    assert page.view.whole_rows_selected() and plan(desk) == TEXTS


def test_escape_gives_up_and_nothing_moves(desk: Desk, opened: Any):
    page = opened("roadmap")
    take(page, 1, spot(page, 6, 0.9))
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.findChild(RowDrag).active and not mark(page).isVisible()
    QTest.mouseRelease(page.view.viewport(), LEFT, NONE, spot(page, 6, 0.9))
    drag(page, 4, spot(page, 4, 0.1))
    assert plan(desk) == TEXTS and desk.file.undo_name == "Наполнение"


def test_cells_are_selected_and_not_dragged(desk: Desk, opened: Any):
    page = opened("roadmap")
    x = page.view.columnViewportPosition(page.model.column_of("period")) + 20
    drag(page, 1, spot(page, 4, 0.5, x), x)
    assert plan(desk) == TEXTS
    assert len(page.view.selected_places()) == 4


def test_rows_that_are_out_of_order_are_not_dragged_and_it_is_said_why(desk: Desk, opened: Any):
    page = opened("roadmap")
    page.view.sort_rows(1)
    drag(page, 1, spot(page, 3, 0.9))
    assert plan(desk) == TEXTS and desk.told == [NOT_IN_ORDER]


def test_an_open_editor_is_written_first(desk: Desk, opened: Any):
    page = opened("roadmap")
    page.view.go_to(("activity", page.model.lines[6].row.id), "text", edit=True)
    from page_tools import type_text
    from PySide6.QtWidgets import QPlainTextEdit

    type_text(page.view.viewport().findChild(QPlainTextEdit), "Новый текст")
    drag(page, 4, spot(page, 6, 0.9))
    assert plan(desk) == [*TEXTS[:4], TEXTS[5], "Новый текст", TEXTS[4]]


def test_at_the_edge_the_table_scrolls(desk: Desk, opened: Any, qtbot: Any, monkeypatch: Any):
    section = entry_of(desk.file, "roadmap").section.id
    with desk.file.transaction("Ещё строки") as transaction:
        transaction.add_all(Activity(section_id=section, position=10**9 + n, text=str(n)) for n in range(60))
    page = opened("roadmap")
    low = QPoint(X, page.view.viewport().height() - 4)
    monkeypatch.setattr(page.view.viewport(), "mapFromGlobal", lambda _spot: low)
    take(page, 1, low)
    bar = page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 3)
    QTest.mouseRelease(page.view.viewport(), LEFT, NONE, low)
    assert plan(desk).index(TEXTS[1]) > 10


def test_indicators_go_from_task_to_task(desk: Desk, opened: Any):
    page = opened("indicators")
    tasks = desk.file.rows(Task)
    moved = page.model.lines[1].row
    drag(page, 1, spot(page, 4, 0.9))
    own = desk.file.rows(Indicator, task_id=tasks[1].id)
    assert [row.id for row in own][1] == moved.id and len(own) == 3
    assert page.view.current_line().row.id == moved.id
    QTest.keyClick(page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert moved.id in {row.id for row in desk.file.rows(Indicator, task_id=tasks[0].id)}


def test_rows_of_the_schedule_and_of_a_matrix(desk: Desk, opened: Any):
    section = entry_of(desk.file, "schedule").section.id
    with desk.file.transaction("Строки") as transaction:
        transaction.remove_all(ScheduleRow, [row.id for row in desk.file.rows(ScheduleRow)])
        transaction.add_all(ScheduleRow(section_id=section, position=n, kind=text) for n, text in enumerate("абв", 1))
    page = opened("schedule")
    drag(page, 2, spot(page, 0, 0.1))
    assert [row.kind for row in desk.file.rows(ScheduleRow)] == ["в", "а", "б"]
    page.hide()
    page = opened("organisation")
    drag(page, 0, spot(page, 1, 0.9), 5)  # without numbers: at the left edge
    assert [row.heading for row in desk.file.rows(GridRow, section_id=page.section_id)] == [False, True]


def test_the_hand_shows_where_a_row_can_be_taken(opened: Any):
    page = opened("roadmap")
    move(page, spot(page, 1, 0.5), Qt.MouseButton.NoButton)
    assert page.view.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    move(page, spot(page, 1, 0.5, 300), Qt.MouseButton.NoButton)
    assert page.view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
