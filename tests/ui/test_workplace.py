"""Where a file is worked on: built late, one panel beside the page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QMenu

from shnor_desktop.ui.action_set import Dispatcher
from shnor_desktop.ui.main_window import MainWindow
from shnor_desktop.ui.settings import Settings
from shnor_desktop.ui.workplace import Workplace


def test_the_first_window_stands_without_it(qtbot, tmp_path: Path):
    window = MainWindow(Settings(tmp_path), Dispatcher())
    qtbot.addWidget(window)
    window.show()
    assert window.findChild(Workplace) is None
    window.show_desk()
    assert window.findChild(Workplace) is window.workplace
    assert window.workplace.isVisible()
    assert not window.workplace.notice.isVisible()


def test_a_panel_beside_the_page_takes_the_place_of_another(qtbot):
    place = Workplace(QMenu())
    qtbot.addWidget(place)
    first, second = QLabel("первая"), QLabel("вторая")
    for panel in (first, second):
        place.put_beside(panel)
        panel.hide()
    place.show()
    first.show()
    assert first.isVisible()
    second.show()
    assert (first.isVisible(), second.isVisible()) == (False, True)
