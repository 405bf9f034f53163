"""The small parts of the window: notice, status line, top bar, start page."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton, QWidget

from shnor_desktop.ui.action_set import ActionSet, Dispatcher
from shnor_desktop.ui.actions import ACTIONS
from shnor_desktop.ui.notice_bar import NoticeBar
from shnor_desktop.ui.start_page import WAYS, StartPage
from shnor_desktop.ui.status_line import StatusLine, day_and_time, saved_text
from shnor_desktop.ui.top_bar import TopBar

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 3, 10, 9, 5), "сегодня в 09:05"),
        (datetime(2026, 3, 9, 18, 40), "вчера в 18:40"),
        (datetime(2026, 1, 3, 12, 0), "3 января в 12:00"),
        (datetime(2025, 12, 31, 0, 1), "31 декабря 2025 г. в 00:01"),
        (datetime(2026, 3, 11, 8, 0), "11 марта в 08:00"),
    ],
)
def test_times_read_as_people_say_them(moment: datetime, text: str):
    assert day_and_time(moment, TODAY) == text


def test_the_status_says_when_where_and_how_old_the_copy_is():
    path = Path("Документы") / "Школа № 7.shnor"
    text = saved_text(datetime(2026, 3, 10, 14, 32), path, datetime(2026, 3, 10, 9, 5), TODAY)
    assert text == f"Все изменения сохранены в 14:32   ·   {path}   ·   копия сегодня в 09:05"
    text = saved_text(datetime(2026, 3, 9, 14, 32), path, None, TODAY)
    assert text == f"Все изменения сохранены вчера в 14:32   ·   {path}   ·   копии ещё нет"


def test_a_long_status_is_shortened_and_kept_whole_in_the_tool_tip(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(200, 20)
    line.show()
    line.show_line("Все изменения сохранены в 14:32 " * 10)
    assert "…" in line.text()
    assert line.toolTip() == line.whole == "Все изменения сохранены в 14:32 " * 10
    line.resize(5000, 20)
    assert line.text() == line.whole


def test_a_notice_comes_and_goes(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    assert bar.text == ""
    bar.tell("Год введён неверно. <b>Проверьте</b>")
    assert bar.isVisible()
    assert bar.text == "Год введён неверно. <b>Проверьте</b>"
    assert bar.property("kind") == "error"
    cross = next(button for button in bar.findChildren(QToolButton) if button.accessibleName() == "Закрыть сообщение")
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_a_notice_offers_what_can_be_done(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.tell("Раздел удалён.", "information", (("Вернуть", lambda: done.append("back")),))
    QTest.mouseClick(bar.offers[0], Qt.MouseButton.LeftButton)
    assert done == ["back"]
    bar.tell("Другое")
    assert bar.offers == []


@pytest.fixture
def top_bar(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    actions = ActionSet(window, Dispatcher())
    bar = TopBar(actions, QMenu(window), window)
    bar.resize(1280, 44)
    yield bar, actions


def test_the_bar_holds_what_the_picture_shows(top_bar):
    bar, actions = top_bar
    texts = [action.iconText() for action in bar.actions() if action.iconText()]
    assert texts == ["Отменить", "Повторить", "Найти", "Проверить", "Предпросмотр", "Word", "Печать", "Справка"]
    buttons = [bar.widgetForAction(actions[id_]) for id_ in ("undo", "find", "check", "export_word")]
    assert all(isinstance(button, QToolButton) and button.accessibleName() for button in buttons)


def test_a_long_title_is_shortened_but_read_out_whole(top_bar):
    bar, _ = top_bar
    title = bar.findChild(QPushButton, "programme")
    bar.show_title("Программа, 2026–2028")
    assert title.text().strip() == "Программа, 2026–2028"
    bar.show_title("Очень длинное название программы " * 8)
    assert title.text().endswith("…")
    assert "Очень длинное название программы " * 8 in title.accessibleName()
    bar.show_title("")
    assert title.text().strip() == "Файл не открыт"


def test_on_a_small_screen_the_title_gives_way_to_the_buttons(top_bar, qtbot):
    bar, actions = top_bar
    bar.show_title("Программа повышения качества образования, 2026–2028")
    bar.parentWidget().resize(1366, 300)
    bar.parentWidget().show()
    title, last = bar.findChild(QPushButton, "programme"), bar.widgetForAction(actions["guide"])
    wide = title.width()
    for width in (1366, bar.sizeHint().width() - 120):
        bar.resize(width, 44)
        QApplication.processEvents()
        assert last.isVisible()
        assert last.geometry().right() <= width
    assert title.width() < wide


def test_the_start_page_offers_four_ways(qtbot):
    asked: list[str] = []
    page = StartPage(asked.append, lambda path: None)
    qtbot.addWidget(page)
    page.show()
    for picture, text, _, _ in WAYS:
        tile = page.findChild(QPushButton, f"start_{picture}")
        assert tile.accessibleName() == text
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert asked == [handler for _, _, _, handler in WAYS]
    assert set(asked) <= {spec.handler for spec in ACTIONS}


def test_the_start_page_lists_recent_files(qtbot):
    opened: list[Path] = []
    page = StartPage(lambda name: None, opened.append)
    qtbot.addWidget(page)
    page.show()
    heading = next(label for label in page.findChildren(QLabel) if label.text() == "Недавние файлы")
    assert not heading.isVisible()
    paths = [Path("a") / "Школа № 7.shnor", Path("b") / "Лицей.shnor"]
    page.show_recent(paths)
    assert heading.isVisible()
    assert page.recent_buttons[1].text().startswith("Лицей")
    QTest.mouseClick(page.recent_buttons[1], Qt.MouseButton.LeftButton)
    assert opened == [paths[1]]
    page.show_recent(())
    assert page.recent_buttons == []
