"""Typefaces of templates: which can be measured here, and how high their lines are."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QRawFont

from shnor_desktop.ui.paper import fonts
from shnor_desktop.ui.paper.fonts import FontBook, measurable
from shnor_desktop.ui.paper.pages import Look

SIZE = 240


@pytest.fixture
def installed() -> str:
    """Some typeface with Russian letters that stands on this computer."""
    return QRawFont.fromFont(QFont("DejaVu Serif")).familyName()


def test_a_typeface_that_stands_here_is_measured_by_itself(installed: str):
    assert measurable(installed)
    look = Look(SIZE, family=installed)
    alone = QFont(installed)
    alone.setPixelSize(SIZE)
    alone.setKerning(False)
    alone.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    assert FontBook().width("Слово", look) == pytest.approx(QFontMetricsF(alone).horizontalAdvance("Слово"))
    assert sum(FontBook().line(look)) == pytest.approx(QFontMetricsF(alone).lineSpacing(), rel=0.05)


def test_a_typeface_that_stands_nowhere_here_is_not_measured():
    assert measurable("") and not measurable("Нигде не стоит")


def test_a_twin_measures_for_the_typeface_that_is_not_here(installed: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(fonts.TWINS, "нигде не стоит", (installed,))
    assert measurable("Нигде не стоит")
    look = Look(SIZE, family="Нигде не стоит")
    assert FontBook().width("Слово", look) == FontBook().width("Слово", Look(SIZE, family=installed))


def test_a_typeface_without_russian_letters_measures_nothing(installed: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "_RUSSIAN", 0xF8FF)  # a sign that no usual typeface has
    assert not measurable(installed)


@pytest.mark.parametrize("size", [180, 200, 220, 240, 260, 280, 320])
def test_lines_of_arial_are_as_high_as_those_of_an_office_program(size: int):
    if not measurable("Arial"):
        pytest.skip("нет ни шрифта Arial, ни такого же по ширине букв")
    assert sum(FontBook().line(Look(size, family="Arial"))) == pytest.approx(1.15 * size, abs=1)
