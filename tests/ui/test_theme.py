"""The look of the program: data without gaps, light on every desktop, readable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from shnor_desktop.resources import resource_path
from shnor_desktop.ui.colours import DARK, LIGHT, Colours, colours
from shnor_desktop.ui.icons import icon
from shnor_desktop.ui.theme import apply_theme, palette, style_sheet
from shnor_desktop.ui.translation import speak_russian


@pytest.fixture
def dressed(qapp: QApplication):
    """The application in the theme."""
    apply_theme(qapp)
    return qapp


def luminance(name: str) -> float:
    parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("paper", "ground", "side", "header", "group", "hover", "selected")
TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ink", (*GROUNDS, "warning_ground", "error_ground", "bar_rest", "bar_part", "bar_done", "mark")),
    ("soft", (*GROUNDS, "warning_ground")),
    ("link", GROUNDS),
    ("good", (*GROUNDS, "warning_ground")),
    ("warning", (*GROUNDS, "warning_ground")),
    ("error", (*GROUNDS, "warning_ground", "error_ground")),
    ("on_accent", ("accent", "accent_hover", "accent_down")),
)
"""Which words stand on which grounds."""

PICTURES = (("icon", "paper"), ("icon", "side"), ("icon", "hover"), ("accent", "paper"), ("faint", "paper"))
"""Lines that must be seen; what is disabled need not be read."""


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(table: Colours):
    pairs = {(text, ground): 4.5 for text, grounds in TEXTS for ground in grounds} | dict.fromkeys(PICTURES, 3.0)
    poor = [
        (text, ground, round(contrast(getattr(table, text), getattr(table, ground)), 2))
        for (text, ground), least in pairs.items()
        if contrast(getattr(table, text), getattr(table, ground)) < least
    ]
    assert not poor


def test_who_paints_asks_for_the_palette_that_is_worn(dressed: QApplication):
    assert colours() is LIGHT
    apply_theme(dressed, dark=True)
    assert colours() is DARK


def test_every_name_of_the_style_sheet_is_known():
    sheet = style_sheet(LIGHT)
    assert "$" not in sheet
    assert resource_path("icons", "chevron.svg").as_posix() in sheet


def test_another_palette_is_another_table():
    dark = LIGHT._replace(ink="#eeeeee", ground="#101418")
    assert "#101418" not in style_sheet(LIGHT)
    assert "#eeeeee" in style_sheet(dark)
    assert palette(dark).color(QPalette.ColorRole.Window) == QColor("#101418")


def test_the_program_is_light_also_on_a_dark_desktop(dressed: QApplication):
    assert dressed.styleHints().colorScheme() in (Qt.ColorScheme.Light, Qt.ColorScheme.Unknown)
    assert dressed.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)
    assert QPushButton().palette().color(QPalette.ColorRole.ButtonText).lightness() < 128


def test_roles_of_pages_have_their_look(dressed: QApplication, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    button, title = QPushButton("+ Мероприятие"), QLabel("Дорожная карта")
    button.setProperty("kind", "primary")
    title.setProperty("role", "title")
    layout.addWidget(button)
    layout.addWidget(title)
    page.resize(300, 120)
    page.show()
    picture = page.grab().toImage()
    spot = button.geometry().center()
    assert picture.pixelColor(button.geometry().left() + 6, spot.y()) == QColor(LIGHT.accent)
    assert title.fontInfo().pointSizeF() > button.fontInfo().pointSizeF() + 3


def test_icons_are_drawn(qapp: QApplication):
    for path in resource_path("icons").glob("*.svg"):
        picture = icon(path.stem).pixmap(24, 24).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), path.name
    assert icon("").isNull()


def test_the_buttons_of_qt_speak_russian(qapp: QApplication, qtbot):
    assert speak_russian(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(box)
    assert [button.text().replace("&", "") for button in box.buttons()] == ["Закрыть", "Отмена"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_to_tick_can_be_seen_empty_and_ticked(qtbot, qapp: QApplication, kind: type[QAbstractButton], dark: bool):
    apply_theme(qapp, dark=dark)
    box = kind("Приложить и PDF")
    qtbot.addWidget(box)
    box.show()
    empty, ground = shown_colours(box), colours().ground
    assert max(contrast(colour, ground) for colour in empty) > 2.2 and colours().accent not in empty
    box.setChecked(True)
    assert colours().accent in shown_colours(box)


def shown_colours(box: QAbstractButton) -> set[str]:
    """The colours of the left end, where the box is."""
    image = box.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(14) for y in range(image.height())}
