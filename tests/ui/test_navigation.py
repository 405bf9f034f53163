"""The outline: order, choice, keys, leaving only when allowed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from shnor_desktop.ui.colours import LIGHT
from shnor_desktop.ui.navigation import OVERVIEW, TITLE_PAGE, Navigation, Place
from shnor_desktop.ui.theme import apply_theme

PLACES = (
    Place(OVERVIEW, "Обзор"),
    Place(TITLE_PAGE, "Титульный лист"),
    Place(1, "Паспорт"),
    Place(5, "5. Ресурсное обеспечение"),
    Place(6, "5.1. Кадровое", 1),
    Place(7, "Таблица", 2, hidden=True),
    Place(8, "6. Дорожная карта"),
)


@pytest.fixture
def tree(qtbot):
    menu = QMenu()
    made = Navigation(menu)
    qtbot.addWidget(made)
    qtbot.addWidget(menu)
    made.resize(290, 400)
    made.show()
    made.show_outline(PLACES)
    return made


def chosen(tree: Navigation) -> list[int]:
    ids: list[int] = []
    tree.chosen.connect(ids.append)
    return ids


def test_the_outline_stands_in_order_with_everything_open(tree: Navigation):
    assert tree.titles() == [place.title for place in PLACES]
    assert tree.ids == [OVERVIEW, TITLE_PAGE, 1, 5, 6, 7, 8]
    assert tree.current == TITLE_PAGE


def test_lines_have_their_air_even_when_they_are_measured_before_the_first_sight(qtbot, qapp: QApplication):
    before = qapp.styleSheet()
    apply_theme(qapp)
    try:
        made = Navigation(QMenu())
        qtbot.addWidget(made)
        made.show_outline(PLACES)
        assert made.visualItemRect(made._items[1]).height() >= made.fontMetrics().height() + 6
        made.show()
        assert made.visualItemRect(made._items[1]).height() >= made.fontMetrics().height() + 6
    finally:
        qapp.setStyleSheet(before)


def drop(tree: Navigation, id_: int, target: int, part: float) -> bool:
    """Drag a section over another line: 0 is its upper edge, 1 the lower one; gives whether it could be let go."""
    data = tree.mimeData([tree._items[id_]])
    rect = tree.visualItemRect(tree._items[target])
    place = QPoint(rect.center().x(), round(rect.top() + part * (rect.height() - 1)))
    keys = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(tree.viewport(), QDragEnterEvent(place, *keys))
    move = QDragMoveEvent(place, *keys)
    QApplication.sendEvent(tree.viewport(), move)
    if move.isAccepted():
        QApplication.sendEvent(tree.viewport(), QDropEvent(QPointF(place), *keys))
        QApplication.processEvents()
    return move.isAccepted()


@pytest.mark.parametrize(
    ("target", "part", "index"),
    [(1, 0.0, 0), (1, 1.0, 1), (5, 0.0, 1), (5, 0.5, 2), (6, 1.0, 2), (TITLE_PAGE, 1.0, 0)],
)
def test_a_section_of_the_form_is_dragged_along_its_level(tree: Navigation, target: int, part: float, index: int):
    asked: list[tuple[int, int, int]] = []
    tree.moved.connect(lambda *told: asked.append(told))
    before = tree.titles()
    assert drop(tree, 8, target, part)
    assert asked == [(8, 0, index)]
    assert tree.titles() == before


def test_an_own_section_goes_to_the_level_where_it_is_dropped(tree: Navigation):
    asked: list[tuple[int, int, int]] = []
    tree.moved.connect(lambda *told: asked.append(told))
    tree.show_outline((*PLACES, Place(9, "Наш опыт", own=True)))
    drop(tree, 9, 6, 0.0)
    drop(tree, 9, 6, 1.0)
    assert asked == [(9, 5, 0), (9, 5, 1)]


def test_overview_and_title_page_stay(tree: Navigation):
    assert [bool(tree._items[id_].flags() & Qt.ItemFlag.ItemIsDragEnabled) for id_ in (OVERVIEW, TITLE_PAGE, 1)] == [
        False,
        False,
        True,
    ]


def test_hidden_sections_are_grey_and_say_so(tree: Navigation):
    item = tree.topLevelItem(3).child(0).child(0)
    assert item.foreground(0).color() == QColor(LIGHT.soft)
    assert "не попадает в документы" in item.toolTip(0)
    assert tree.topLevelItem(3).child(0).toolTip(0) == "5.1. Кадровое"


def test_choosing_tells_once(tree: Navigation):
    ids = chosen(tree)
    tree.choose(6)
    tree.step(1)
    tree.step(1)
    tree.step(1)
    tree.step(-1)
    assert ids == [6, 7, 8, 7]
    tree.choose(7)
    assert ids[-1] == 7


def test_an_unknown_place_is_the_first_one(tree: Navigation):
    ids = chosen(tree)
    tree.choose(99)
    assert ids == [OVERVIEW]


def test_arrow_keys_go_through_all_levels(tree: Navigation, qtbot):
    tree.setFocus()
    ids = chosen(tree)
    for _ in range(5):
        QTest.keyClick(tree, Qt.Key.Key_Down)
    assert ids == [1, 5, 6, 7, 8]


def test_a_refused_entry_keeps_the_place(tree: Navigation):
    tree.choose(6)
    ids = chosen(tree)
    tree.may_leave = lambda: False
    tree.choose(1)
    assert ids == []
    assert tree.current == 6
    assert tree.currentItem().text(0) == "5.1. Кадровое"
    tree.may_leave = lambda: True
    tree.choose(1)
    assert ids == [1]


def test_a_new_outline_keeps_the_chosen_place(tree: Navigation):
    tree.choose(6)
    ids = chosen(tree)
    tree.show_outline((PLACES[1], PLACES[6], PLACES[3], PLACES[4]))
    assert ids == []
    assert tree.current == 6
    assert tree.currentItem().text(0) == "5.1. Кадровое"


def test_a_removed_place_gives_way_to_its_neighbour(tree: Navigation):
    tree.choose(6)
    ids = chosen(tree)
    tree.show_outline((*PLACES[1:4], PLACES[6]))
    assert ids == [8]
    tree.show_outline(PLACES[1:2])
    assert ids == [8, TITLE_PAGE]


def test_an_empty_outline_is_allowed(tree: Navigation):
    ids = chosen(tree)
    tree.show_outline(())
    tree.choose(1)
    tree.step(1)
    assert ids == []


def test_the_menu_comes_for_the_line_under_the_mouse(tree: Navigation, qtbot):
    tree._menu.addAction("Скрыть раздел")
    ids = chosen(tree)
    place = tree.visualItemRect(tree.topLevelItem(2)).center()
    tree.customContextMenuRequested.emit(QPoint(place))
    qtbot.waitUntil(tree._menu.isVisible)
    assert ids == [1]
    tree._menu.close()


def test_rings_show_how_much_is_filled(tree: Navigation):
    tree.show_filled({1: 1.0, 5: 0.5})
    overview, title, passport = (tree.topLevelItem(row) for row in range(3))
    assert overview.icon(0).isNull()
    assert not title.icon(0).isNull()
    assert passport.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Паспорт, заполнено на 100 %"
    tree.show_outline(PLACES)
    assert tree.topLevelItem(3).data(0, Qt.ItemDataRole.AccessibleTextRole).endswith("заполнено на 50 %")
