"""The hands of a newcomer: real keys and mouse on the window, every one of them counted, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QDialog, QTreeWidget, QWidget

from shnor_desktop.ui.dialogs.progress import ProgressDialog

PATIENCE = 20.0
"""Seconds to wait for what a key or a click should bring."""

_POLL_MS = 10
_NONE = Qt.KeyboardModifier.NoModifier
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class StuckError(Exception):
    """What a newcomer meets where there is no way on; says where."""


@dataclass
class Count:
    """What one step took."""

    title: str
    characters: int = 0
    commands: int = 0
    clicks: int = 0
    screens: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All presses."""
        return self.characters + self.commands + self.clicks


class Hands:
    """Types and clicks; counts for the step that was begun last."""

    def __init__(self, window: QWidget, screen: Callable[[], str]) -> None:
        self._window = window
        self._screen = screen
        self.counts: list[Count] = []

    def begin(self, title: str) -> None:
        """From here on it is another step."""
        self.counts.append(Count(title))
        self.look()

    @property
    def count(self) -> Count:
        """The count of the step that goes on."""
        return self.counts[-1]

    def look(self) -> None:
        """Let the window work, and note what stands before the eyes."""
        QApplication.processEvents()
        modal = QApplication.activeModalWidget()
        if modal is None and QApplication.activeWindow() is None:
            self._window.activateWindow()  # what the desktop does when a dialog has gone; offscreen there is none
            QApplication.processEvents()
        name = modal.windowTitle() if modal is not None else self._screen()
        if isinstance(modal, ProgressDialog):
            name = ""  # it comes only where the computer is slow
        if name and name not in self.count.screens[-1:]:
            self.count.screens.append(name)

    # keys

    def write(self, text: str) -> None:
        """Type a text, letter by letter, into whatever has the keyboard."""
        for char in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, _NONE, char))
        self.count.characters += len(text)
        self.look()

    def press(self, *combinations: str) -> None:
        """Press keys that write nothing, as «Ctrl+E» or «Tab»; a combination is one press."""
        for combination in combinations:
            *held, name = combination.split("+")
            modifiers = _NONE
            for one in held:
                modifiers |= _MODIFIERS[one]
            self.count.commands += 1
            QTest.keyClick(self.focus(), getattr(Qt.Key, f"Key_{name}"), modifiers)
            self.look()

    @staticmethod
    def focus() -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget() or QApplication.activeModalWidget()
        if found is None:
            raise StuckError("клавиатура никуда не ведёт: ничего не в фокусе")
        return found

    # mouse

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click where the eye can see: a place out of sight or of another window stops the newcomer."""
        place = at if at is not None else widget.rect().center()
        if not widget.isVisible() or not widget.visibleRegion().contains(place):
            raise StuckError(f"не видно того, по чему надо щёлкнуть: {_name(widget)}")
        if not widget.isEnabled():
            raise StuckError(f"не нажимается: {_name(widget)}")
        self.count.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _NONE, place)
        self.look()

    def click_cell(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Click into a cell; the wheel that brings it into sight is no press."""
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def click_line(self, tree: QTreeWidget, title: str) -> None:
        """Click a line of a tree by its words; the wheel that brings it into sight is no press."""
        found = tree.findItems(title, Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        if not found:
            raise StuckError(f"нет строки «{title}»")
        tree.scrollToItem(found[0])
        rect = tree.visualItemRect(found[0])
        self.click(tree.viewport(), QPoint(rect.left() + 20, rect.center().y()))

    def click_button(self, inside: QWidget, text: str) -> None:
        """Click a button by its words."""
        self.click(self.button(inside, text))

    @staticmethod
    def button(inside: QWidget, text: str) -> QAbstractButton:
        """The button that is in sight and says this."""
        for one in inside.findChildren(QAbstractButton):
            if one.isVisible() and one.text().replace("&", "").startswith(text):
                return one
        raise StuckError(f"нет кнопки «{text}»")

    # windows

    def through(self, act: Callable[[], object], *inside: Callable[[QDialog], object]) -> None:
        """Do what opens dialogs and work through them, one after another; a dialog that stays open is a dead end."""
        left: list[Callable[[QDialog], object]] = list(inside)
        failed: list[Exception] = []
        end = time.monotonic() + PATIENCE

        def watch() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isVisible() and left:
                step = left.pop(0)
                try:
                    self.look()
                    step(dialog)
                    if dialog.isVisible():
                        raise StuckError(f"окно «{dialog.windowTitle()}» не закрылось")
                except Exception as error:  # it must not be lost in the loop of the dialog
                    failed.append(error)
                    dialog.reject()
            if left and not failed and time.monotonic() < end:
                QTimer.singleShot(_POLL_MS, watch)

        QTimer.singleShot(_POLL_MS, watch)
        act()
        if failed:
            raise failed[0]
        if left:
            raise StuckError("окно, которого ждали, не открылось")
        self.look()

    def wait(self, ready: Callable[[], object], what: str) -> None:
        """Wait until something is there."""
        end = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > end:
                raise StuckError(f"не дождались: {what}")
            QApplication.processEvents()
            time.sleep(_POLL_MS / 1000)
        self.look()


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return text or widget.accessibleName() or type(widget).__name__
