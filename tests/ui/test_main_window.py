"""The window without a file: it fits, it remembers, it closes when it may."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from shnor_desktop.ui.action_set import Dispatcher
from shnor_desktop.ui.dialogs.about import AboutDialog
from shnor_desktop.ui.dialogs.keys import KeysDialog
from shnor_desktop.ui.main_window import MainWindow
from shnor_desktop.ui.navigation import Place
from shnor_desktop.ui.settings import Settings

SMALL_SCREEN = (1366, 768 - 40)  # a taskbar takes some of it


@pytest.fixture
def settings(tmp_path: Path):
    return Settings(tmp_path)


@pytest.fixture
def dispatcher():
    return Dispatcher()


@pytest.fixture
def window(qtbot, settings, dispatcher):
    made = MainWindow(settings, dispatcher)
    qtbot.addWidget(made)
    return made


def test_it_tells_of_its_first_paint_once(window: MainWindow, qtbot):
    told: list[int] = []
    window.painted.connect(lambda: told.append(1))
    with qtbot.waitSignal(window.painted):
        window.show()
    window.repaint()
    qtbot.wait(20)
    assert told == [1]


def test_it_fits_a_school_laptop(window: MainWindow):
    window.show()
    assert window.frameGeometry().width() <= SMALL_SCREEN[0]
    assert window.frameGeometry().height() <= SMALL_SCREEN[1]
    assert window.minimumSizeHint().width() <= SMALL_SCREEN[0]
    window.show_desk()
    assert window.minimumSizeHint().width() <= SMALL_SCREEN[0]
    assert window.minimumSizeHint().height() <= SMALL_SCREEN[1]


def test_without_a_file_the_start_page_stands_there(window: MainWindow, qtbot):
    window.show()
    assert window.start_page.isVisible()
    assert not window.navigation.isVisible()
    assert window.windowTitle() == "Программа школы"
    assert window.status.whole == "Файл не открыт"
    assert not window.actions_by_id["export_word"].isEnabled()
    assert window.actions_by_id["open"].isEnabled()


def test_the_start_page_asks_through_the_dispatcher(window: MainWindow, dispatcher: Dispatcher):
    asked: list[object] = []
    dispatcher.add({"files.example": lambda: asked.append("example"), "files.open_path": asked.append})
    window.show()
    window.start_page.findChild(QPushButton, "start_example").click()
    window.open_recent(Path("a.shnor"))
    assert asked == ["example", Path("a.shnor")]


def test_recent_files_stand_in_the_menu(window: MainWindow, dispatcher: Dispatcher, settings: Settings, tmp_path: Path):
    asked: list[object] = []
    dispatcher.add({"files.open_path": asked.append})
    window._recent.aboutToShow.emit()
    assert [action.isEnabled() for action in window._recent.actions()] == [False]
    settings.remember_file(tmp_path / "Школа.shnor")
    window._recent.aboutToShow.emit()
    window._recent.actions()[0].trigger()
    assert asked == [tmp_path / "Школа.shnor"]


def test_a_page_takes_the_place_of_the_one_before(window: MainWindow, qtbot):
    window.show()
    window.show_desk()
    window.navigation.show_outline((Place(0, "Титульный лист"),))
    first, second = QLabel("первая"), QLabel("вторая")
    gone: list[int] = []
    first.destroyed.connect(lambda: gone.append(1))
    window.take_page(first)
    assert first.isVisible()
    window.take_page(second)
    assert second.isVisible()
    qtbot.waitUntil(lambda: gone == [1])


def test_a_page_that_was_given_up_does_nothing_more(window: MainWindow, qtbot):
    page, done = QLabel("страница"), []
    timer = QTimer(page)
    timer.timeout.connect(lambda: done.append(1))
    timer.start(0)
    window.take_page(page)
    window.take_page(None)
    assert not timer.isActive()
    assert done == []


def test_place_and_size_come_back(window: MainWindow, qtbot, settings: Settings, tmp_path: Path):
    window.show()
    window.show_desk()
    window.resize(780, 560)
    window.workplace.setSizes([400, 380])
    QApplication.processEvents()
    width = window.navigation.width()
    window.close()
    again = MainWindow(Settings(tmp_path), Dispatcher())
    qtbot.addWidget(again)
    again.show()
    again.show_desk()
    QApplication.processEvents()
    assert (again.width(), again.height()) == (780, 560)
    assert abs(again.navigation.width() - width) <= 2


def test_what_is_open_may_keep_the_window_open(window: MainWindow):
    window.show()
    window.may_close = lambda: False
    window.actions_by_id["quit"].trigger()
    assert window.isVisible()
    window.may_close = lambda: True
    window.actions_by_id["quit"].trigger()
    assert not window.isVisible()


@pytest.mark.parametrize(("action", "kind"), [("keys", KeysDialog), ("about", AboutDialog)])
def test_the_help_opens_and_leaves_nothing_behind(
    window: MainWindow, qtbot, action: str, kind: type[QDialog], answering
):
    window.show()
    shown = answering(kind)
    window.actions_by_id[action].trigger()
    assert shown == [kind]
    qtbot.waitUntil(lambda: not window.findChildren(kind))


def test_controls_have_names_for_screen_readers(window: MainWindow):
    assert window.navigation.accessibleName() == "Разделы программы"
    nameless = [
        button
        for button in window.findChildren(QPushButton)
        if not (button.accessibleName() or button.text() or button.toolTip())
    ]
    assert nameless == []


@pytest.fixture
def answering():
    """Close dialogs of a kind as soon as they show themselves; gives the list of those that did."""

    def prepare(kind: type[QWidget]) -> list[type]:
        shown: list[type] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind):
                shown.append(kind)
                dialog.close()
            elif len(waits) < 100:
                waits.append(1)
                QTimer.singleShot(10, answer)

        waits: list[int] = []
        QTimer.singleShot(0, answer)
        return shown

    return prepare


def test_a_window_that_is_larger_than_the_screen_takes_all_of_it(window: MainWindow):
    window.hide()
    room = window.screen().availableSize()
    window.resize(room.width() + 100, room.height() // 2)
    window.show_whole()
    assert window.isMaximized() and window.width() <= room.width()
    window.showNormal()
    window.hide()
    window.resize(room.width() - 20, room.height() - 20)
    window.show_whole()
    assert not window.isMaximized()
