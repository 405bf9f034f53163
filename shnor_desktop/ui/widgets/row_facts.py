"""What else is to be known of a plan's row, beside its name in the panel: each word leads to more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

_GAP = 4
_PADDING = 12
"""Around the words of a button."""


class Fact(NamedTuple):
    """A fact in words, and the same in few where there is little room."""

    text: str
    short: str


class RowFacts(QWidget):
    """Quiet buttons, each for an action of the page; one that has nothing to say is not there."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._facts: dict[str, Fact] = {}
        self.buttons: dict[str, QPushButton] = {}
        for name, action in actions.items():
            button = self.buttons[name] = QPushButton(self)
            button.setProperty("kind", "link")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            font = button.font()
            font.setUnderline(True)
            button.setFont(font)
            button.clicked.connect(action.trigger)
            row.addWidget(button)
            button.hide()
        row.addStretch(1)
        self._actions = dict(actions)

    def say(self, facts: Mapping[str, Fact]) -> None:
        """Show these facts by action."""
        if facts == self._facts:
            return
        self._facts = dict(facts)
        for name, button in self.buttons.items():
            button.setVisible(name in facts)
            if name in facts:
                button.setAccessibleName(facts[name].text)
                button.setToolTip(self._tip(name))
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all words."""
        return self._room(short=False)

    def minimumSizeHint(self) -> QSize:
        """Room for the few words."""
        return self._room(short=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it in few words where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        short = self.width() < self.sizeHint().width()
        for name, fact in self._facts.items():
            self.buttons[name].setText(fact.short if short else fact.text)

    def _room(self, *, short: bool) -> QSize:
        texts = [fact.short if short else fact.text for fact in self._facts.values()]
        metrics = next(iter(self.buttons.values())).fontMetrics()
        width = sum(metrics.horizontalAdvance(text) + _PADDING + _GAP for text in texts)
        return QSize(width, metrics.lineSpacing() + _PADDING)

    def _tip(self, name: str) -> str:
        """The fact in words, what a click does, and its keys."""
        action = self._actions[name]
        keys = action.shortcut().toString()
        does = action.toolTip().rstrip("…")
        parts = [self._facts[name].text.rstrip("…"), does] if does not in self._facts[name].text else [does]
        return ". ".join(dict.fromkeys(parts)) + (f" ({keys})" if keys else "")
