"""A row of choices of which one holds: by a click, or by Tab, arrows and the space bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from .flow import FlowLayout

LOOK = """
QPushButton { padding: 3px 11px; border-radius: 12px }
QPushButton:checked { border-color: palette(highlight); background: palette(alternate-base); color: palette(link) }
QPushButton:focus { border: 2px solid palette(highlight); padding: 2px 10px }
"""
"""Lower than other buttons: there are several, and the table below needs the room."""


class Chips(QWidget):
    """Buttons with a label and a count; the first one stands for no choice."""

    chosen = Signal(str)
    """A chip was clicked, the one that holds already too."""

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(LOOK)
        self.setAccessibleName(name)
        self._labels = dict(choices)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        row = FlowLayout(self)
        for key, label in choices:
            button = self.buttons[key] = QPushButton(label)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the table
            button.setAccessibleName(f"{name}: {label}")
            button.clicked.connect(partial(self._clicked, key))
            self._group.addButton(button)
            row.addWidget(button)
        self._first = choices[0][0]
        self.buttons[self._first].setChecked(True)
        self.setFocusProxy(self.buttons[self._first])

    @property
    def current(self) -> str:
        """The choice that holds."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Let another one hold, without a word."""
        self.buttons[key].setChecked(True)
        self.setFocusProxy(self.buttons[key])

    def reset(self) -> None:
        """Let the first one hold."""
        self.choose(self._first)

    def focus(self) -> None:
        """Give the keyboard to the one that holds."""
        self.buttons[self.current].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many there are of each; where there are none there is nothing to choose."""
        for key, button in self.buttons.items():
            count = counts.get(key, 0)
            button.setText(f"{self._labels[key]} ({count})" if count else self._labels[key])
            name = f"{self.accessibleName()}: {self._labels[key]}"
            button.setAccessibleName(f"{name}, {count}" if count else name)
            button.setEnabled(bool(count) or key == self._first or button.isChecked())

    def _clicked(self, key: str, _checked: bool = False) -> None:
        self.setFocusProxy(self.buttons[key])
        self.chosen.emit(key)
