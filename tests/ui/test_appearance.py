"""Light and dark: by choice and by the system, remembered, live on everything that is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication

from shnor_desktop.ui.action_set import Dispatcher
from shnor_desktop.ui.appearance import DARK_LOOK, LIGHT_LOOK, SYSTEM, Appearance
from shnor_desktop.ui.colours import DARK, LIGHT, colours
from shnor_desktop.ui.icons import icon
from shnor_desktop.ui.main_window import MainWindow
from shnor_desktop.ui.navigation import Place
from shnor_desktop.ui.settings import Settings


@pytest.fixture
def appearance(tmp_path: Path) -> Appearance:
    made = Appearance(Settings(tmp_path))
    made.apply()
    return made


def window_colour(app: QApplication) -> str:
    return app.palette().color(QPalette.ColorRole.Window).name()


def tones(image: QImage) -> set[str]:
    spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
    found = (image.pixelColor(x, y) for x, y in spots)
    return {colour.name() for colour in found if colour.alpha() == 255}


def test_nobody_chose_and_the_system_does_not_say_so_it_is_light(appearance: Appearance, qapp: QApplication):
    assert appearance.choice == SYSTEM
    assert colours() is LIGHT
    assert window_colour(qapp) == LIGHT.ground


def test_a_choice_is_worn_at_once_and_at_the_next_start(appearance: Appearance, qapp: QApplication, tmp_path: Path):
    told: list[int] = []
    appearance.changed.connect(lambda: told.append(1))
    appearance.choose(DARK_LOOK)
    assert colours() is DARK
    assert window_colour(qapp) == DARK.ground
    assert DARK.paper in qapp.styleSheet()
    appearance.choose(DARK_LOOK)
    assert told == [1]
    qapp.setProperty("shnor-dark", False)
    appearance._settings.flush()
    later = Appearance(Settings(tmp_path))
    later.apply()
    assert later.choice == DARK_LOOK
    assert colours() is DARK


def test_the_system_is_followed_while_it_runs(appearance: Appearance, qapp: QApplication):
    told: list[int] = []
    appearance.changed.connect(lambda: told.append(1))
    hints = qapp.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (colours(), told) == (DARK, [1])
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
    assert (colours(), told) == (LIGHT, [1, 1])
    appearance.choose(LIGHT_LOOK)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert colours() is LIGHT


def test_a_damaged_choice_is_none(appearance: Appearance):
    appearance.choose("зелёное")
    assert appearance.choice == SYSTEM


@pytest.mark.parametrize("name", ["add", "find", "undo", "delete", "hide"])
def test_icons_go_with_the_colours(appearance: Appearance, name: str):
    made = icon(name, lit="on_accent")
    assert LIGHT.icon in tones(made.pixmap(QSize(48, 48)).toImage())
    appearance.choose(DARK_LOOK)
    assert DARK.icon in tones(made.pixmap(QSize(48, 48)).toImage())
    assert DARK.faint in tones(made.pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage())
    assert DARK.on_accent in tones(made.pixmap(QSize(48, 48), QIcon.Mode.Selected).toImage())


def test_the_sign_of_the_program_stays(appearance: Appearance):
    light = icon("app").pixmap(QSize(48, 48)).toImage()
    appearance.choose(DARK_LOOK)
    assert icon("app").pixmap(QSize(48, 48)).toImage() == light


def test_letters_grow_at_once_and_at_the_next_start(appearance: Appearance, qapp: QApplication, tmp_path: Path):
    told: list[int] = []
    appearance.changed.connect(lambda: told.append(1))
    usual = qapp.font().pointSizeF()
    appearance.choose_size(130)
    assert qapp.font().pointSizeF() == pytest.approx(usual * 1.3)
    assert "font-size: 19.5pt" in qapp.styleSheet()
    appearance.choose_size(130)
    assert told == [1]
    appearance._settings.flush()
    assert Appearance(Settings(tmp_path)).size == 130
    appearance.choose_size(999)
    assert appearance.size == 100


def test_the_window_offers_the_choice_and_shows_it(qapp: QApplication, qtbot, tmp_path: Path):
    settings = Settings(tmp_path)
    settings.keep_word("appearance", DARK_LOOK)
    window = MainWindow(settings, Dispatcher())
    qtbot.addWidget(window)
    menu = next(action.menu() for action in window.menuBar().actions() if action.text() == "&Вид")
    looks = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert [(action.text(), action.isChecked()) for action in looks.actions()] == [
        ("Как в системе", False),
        ("Светлое", False),
        ("Тёмное", True),
    ]


def test_hidden_sections_and_rings_change_their_colours(appearance: Appearance, qtbot, tmp_path: Path):
    window = MainWindow(Settings(tmp_path), Dispatcher(), None, appearance)
    qtbot.addWidget(window)
    navigation = window.navigation
    navigation.show_outline([Place(0, "Титульный лист"), Place(1, "Цели"), Place(2, "Задачи", 0, True)])
    navigation.show_filled({1: 1.0})
    full, hidden = navigation.topLevelItem(1), navigation.topLevelItem(2)
    assert LIGHT.good in tones(full.icon(0).pixmap(14, 14).toImage())
    appearance.choose(DARK_LOOK)
    QApplication.processEvents()
    assert DARK.good in tones(full.icon(0).pixmap(14, 14).toImage())
    assert hidden.foreground(0).color() == QColor(DARK.soft)
    assert hidden.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Задачи, скрыт"
