"""The top of every page: title, buttons, and a hint of what the form expects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

_LEAST_TITLE = 300
"""Pixels that a long title keeps beside the buttons."""

_BETWEEN = 8
_LOW = 620
_LINES = 2
"""In a window that is so low a hint has so many lines."""


class ActionButton(QPushButton):
    """A button that does what an action does and is ready when the action is."""

    def __init__(self, action: QAction, parent: QWidget, *, primary: bool = False) -> None:
        super().__init__(action.text(), parent)  # without a parent it would be shown as a window of its own
        self.action = action
        if primary:
            self.setProperty("kind", "primary")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the table
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self.action.text())
        self.setEnabled(self.action.isEnabled())
        keys = self.action.shortcut().toString()
        tip = self.action.toolTip().replace("&", "")
        self.setToolTip(f"{tip} ({keys})" if keys else tip)


class PageHeader(QWidget):
    """Title and buttons in one row, hint and counter below. What has no room for a button stands in a small menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.hint = ShortHint()
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._acts: list[ActionButton] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._fit)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(_BETWEEN)
        self.more = QToolButton(self)
        self.more.setText("⋯")
        self.more.setToolTip("Другие действия страницы")
        self.more.setAccessibleName("Другие действия страницы")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setMenu(QMenu(self.more))
        self.more.hide()
        self._buttons.addWidget(self.more)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.title, 0, 0)
        grid.addLayout(self._buttons, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.hint, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Buttons for the actions; the last one is the page's main one."""
        for n, action in enumerate(actions):
            button = ActionButton(action, self, primary=n == len(actions) - 1)
            self._acts.append(button)
            self._buttons.addWidget(button)
            action.changed.connect(self._fit)
        self._fit()

    def acts(self) -> list[QAction]:
        """What the buttons do."""
        return [button.action for button in self._acts]

    def set_title(self, title: str) -> None:
        """Show the title of the page."""
        self.title.setText(title)
        self._fit()

    def set_hint(self, *sentences: str) -> None:
        """Show what is to be said below the title."""
        self.hint.show_text(" ".join(sentence for sentence in sentences if sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more or fewer buttons: seen to when the page is arranged, not in the middle."""
        super().resizeEvent(event)
        self._later.start()

    def minimumSizeHint(self) -> QSize:
        """The buttons that do not fit are no reason to be wide."""
        return QSize(_LEAST_TITLE, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Show the buttons from the main one back while there is room beside the title."""
        shown = [button for button in self._acts if button.action.isVisible()]
        natural = self.title.fontMetrics().horizontalAdvance(self.title.text()) + _BETWEEN
        room = self.width() - min(natural, _LEAST_TITLE)
        needed = sum(button.sizeHint().width() + _BETWEEN for button in shown)
        if needed > room:
            room -= self.more.sizeHint().width() + _BETWEEN
        hidden: list[ActionButton] = []
        word = self.title.minimumSizeHint().width() + _BETWEEN
        for button in reversed(shown):
            room -= button.sizeHint().width() + _BETWEEN
            spare = min(natural, _LEAST_TITLE) - word if button is shown[-1] else 0  # the main one may crowd the title
            if room + max(spare, 0) < 0 or hidden:
                hidden.insert(0, button)
        for button in self._acts:
            button.setVisible(button in shown and button not in hidden)
        self.more.setVisible(bool(hidden))
        self.more.menu().clear()
        self.more.menu().addActions([button.action for button in hidden])


class ShortHint(QLabel):
    """A hint that is at most two lines long in a low window; all of it stands in its tip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("role", "hint")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_text(self, text: str) -> None:
        """Say this, or nothing."""
        self._whole = text
        self.setVisible(bool(text))
        self._fit()

    @property
    def whole(self) -> str:
        """All that is said."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for another text."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it is known how low the window is."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        text = self._whole
        if self.isVisible() and self.window().height() < _LOW:
            text = _cut(text, self.fontMetrics(), self.width(), _LINES)
        if text != self.text():
            self.setText(text)
            self.setToolTip("" if text == self._whole else self._whole)


def _cut(text: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """As many words as stand on so many lines."""
    flags = int(Qt.TextFlag.TextWordWrap)

    def fits(shown: str) -> bool:
        return metrics.boundingRect(QRect(0, 0, width, 10_000), flags, shown).height() <= lines * metrics.lineSpacing()

    if width <= 0 or fits(text):
        return text
    words = text.split(" ")
    while len(words) > 1 and not fits(" ".join(words) + "…"):
        words.pop()
    return " ".join(words).rstrip(" .,;:") + "…"
