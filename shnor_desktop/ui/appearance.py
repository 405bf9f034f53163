"""Light or dark: as the person chose, or as the system is, from the first window on and whenever it changes."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication

from .colours import DARK, colours
from .settings import Settings
from .theme import apply_theme

SYSTEM, LIGHT_LOOK, DARK_LOOK = "system", "light", "dark"
CHOICES = (SYSTEM, LIGHT_LOOK, DARK_LOOK)
SIZES = (100, 115, 130)
"""Sizes of the letters in per cent."""

_KEY, _SIZE_KEY = "appearance", "text_size"
_SCHEMES = {LIGHT_LOOK: Qt.ColorScheme.Light, DARK_LOOK: Qt.ColorScheme.Dark}


class Appearance(QObject):
    """Dresses the program. Made before the first window, so that none is ever seen in the wrong colours."""

    changed = Signal()
    """The program wears other colours now."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._dark = colours() is DARK
        _hints().colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> str:
        """What the person chose: as the system is, when nothing was chosen."""
        found = self._settings.word(_KEY)
        return found if found in CHOICES else SYSTEM

    @property
    def size(self) -> int:
        """The size of the letters that the person chose, in per cent."""
        found = self._settings.word(_SIZE_KEY)
        return int(found) if found in {str(size) for size in SIZES} else SIZES[0]

    def choose_size(self, size: int) -> None:
        """Take letters of another size, now and at every start."""
        was = self.size
        self._settings.keep_word(_SIZE_KEY, str(size))
        if self.size != was:
            self.apply()
            self.changed.emit()

    def choose(self, choice: str) -> None:
        """Take another look, now and at every start."""
        self._settings.keep_word(_KEY, choice)
        was = colours()
        self.apply()
        if colours() is not was:
            self.changed.emit()

    def apply(self) -> None:
        """Dress the program as it is chosen."""
        hints, scheme = _hints(), _SCHEMES.get(self.choice)
        with contextlib.suppress(AttributeError):  # the scheme can be chosen since Qt 6.8
            hints.setColorScheme(scheme) if scheme else hints.unsetColorScheme()
        self._dark = (scheme or hints.colorScheme()) == Qt.ColorScheme.Dark
        apply_theme(_app(), dark=self._dark, size=self.size)

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        dark = scheme == Qt.ColorScheme.Dark  # «unknown» is light
        if self.choice == SYSTEM and dark != self._dark:
            self._dark = dark
            apply_theme(_app(), dark=dark, size=self.size)
            self.changed.emit()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _hints() -> QStyleHints:
    return _app().styleHints()
