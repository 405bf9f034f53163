"""The look of the program: data without gaps, light on every desktop, readable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from shnor_desktop.resources import resource_path
from shnor_desktop.ui.icons import icon
from shnor_desktop.ui.theme import LIGHT, Colours, apply_theme, palette, style_sheet
from shnor_desktop.ui.translation import speak_russian


@pytest.fixture
def dressed(qapp: QApplication):
    """The application in the theme; undressed again for the other tests."""
    before = qapp.style().objectName(), qapp.font(), qapp.palette()
    apply_theme(qapp)
    yield qapp
    qapp.setStyleSheet("")
    qapp.setStyle(before[0])
    qapp.setFont(before[1])
    qapp.setPalette(before[2])


def luminance(name: str) -> float:
    parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("text", ["ink", "soft", "accent", "error", "good"])
@pytest.mark.parametrize("ground", ["paper", "ground"])
def test_text_can_be_read(text: str, ground: str):
    assert contrast(getattr(LIGHT, text), getattr(LIGHT, ground)) >= (3.9 if text in ("good", "soft") else 4.5)


def test_every_name_of_the_style_sheet_is_known():
    sheet = style_sheet(LIGHT)
    assert "$" not in sheet
    assert resource_path("icons", "chevron.svg").as_posix() in sheet


def test_another_palette_is_another_table():
    dark = Colours(ink="#eeeeee", ground="#101418")
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
