"""Fields that write themselves: on Enter, on leaving, and after a second in which nothing was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QFocusEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ..autocorrect import PROSE
from ..dropping import dragged_files
from ..itemmodels.rows import Choices

Write = Callable[[str], bool]
"""Stores a text; False when it was refused."""

IDLE_MS = 1000


class Binding(QObject):
    """The tie between a field and a stored text.

    What a full or missing disk refused stays, and is tried again at the next chance. A field that takes any text is
    refused by nothing else; where a text is checked, `gives_way` tells whether a refused one makes room for the stored.
    """

    def __init__(
        self,
        owner: QWidget,
        read: Callable[[], str],
        put: Callable[[str], None],
        write: Write,
        gives_way: Callable[[], bool] = bool,
    ) -> None:
        super().__init__(owner)
        self._read, self._put, self._write = read, put, write
        self._gives_way = gives_way
        self.stored = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(IDLE_MS)
        self.timer.timeout.connect(self.commit)

    def typed(self) -> None:
        """Something was typed: the second begins anew."""
        self.timer.start()

    def commit(self) -> None:
        """Write what stands in the field if it is new."""
        self.timer.stop()
        text = self._read()
        if text == self.stored:
            return
        before, self.stored = self.stored, text  # the file tells of the change while it is being written
        if not self._write(text):
            self.stored = before
            if not self._gives_way():
                return
            self._put(before)
        self._settle()

    @property
    def unwritten(self) -> str | None:
        """What stands in the field and is not stored; None where there is nothing such."""
        text = self._read()
        return None if text == self.stored else text

    def put_back(self, text: str) -> None:
        """Show again what could not be written before; it is tried at the next chance."""
        self._put(text)

    def _settle(self) -> None:
        """What is written is no longer the field's own to undo."""
        owner = self.parent()
        if isinstance(owner, QLineEdit):
            owner.setModified(False)
        elif isinstance(owner, QPlainTextEdit):
            owner.document().setModified(False)

    def display(self, text: str, *, anew: bool = False) -> None:
        """Show a stored text; what was typed since and is not written yet stays, unless `anew`."""
        dirty = self._read() != self.stored
        if text == self.stored and not anew:
            return
        self.stored = text
        if anew or not dirty:
            self.timer.stop()
            if self._read() != text:
                self._put(text)
            self._settle()


class BoundLine(QLineEdit):
    """A field of one line. With `idle` off it takes numbers or dates only: it writes on Enter and on leaving.

    What it does not take gives way to what is stored, unless `kept` says that it was the disk that refused it.
    """

    def __init__(
        self,
        name: str,
        write: Write,
        parent: QWidget | None = None,
        *,
        idle: bool = True,
        kept: Callable[[], bool] = bool,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.binding = Binding(self, self.text, self._put, write, lambda: not idle and not kept())
        self.setProperty(PROSE, idle)
        if idle:
            self.textEdited.connect(self.binding.typed)
        self.editingFinished.connect(self.binding.commit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Words may be dragged here; files are left to the window."""
        if dragged_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def _put(self, text: str) -> None:
        place = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)


def whole_text(field: QPlainTextEdit) -> str:
    """All that stands in a field; Qt's own plain text has lost the spaces that do not break."""
    return field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


class BoundText(QPlainTextEdit):
    """A field of several lines; Tab leaves it."""

    def __init__(self, name: str, write: Write, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)
        self.binding = Binding(self, partial(whole_text, self), self._put, write)
        self.textChanged.connect(self._changed)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words; files are left to the window."""
        return not dragged_files(source) and super().canInsertFromMimeData(source)

    def _changed(self) -> None:
        if self.hasFocus():
            self.binding.typed()

    def _put(self, text: str) -> None:
        place = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1) if self.hasFocus() else 0)
        self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving writes."""
        super().focusOutEvent(event)
        self.binding.commit()


class BoundChoice(QComboBox):
    """A list whose choice is written at once; with `free` other words can be typed."""

    def __init__(
        self, name: str, write: Write, values: tuple[str, ...], parent: QWidget | None = None, *, free: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditable(free)
        self.addItems(list(values))
        self.setCurrentIndex(-1)
        self.binding = Binding(self, self.currentText, self._put, write)
        self.activated.connect(self._activated)
        line = self.lineEdit()
        if line is not None:
            line.textEdited.connect(self.binding.typed)
            line.editingFinished.connect(self.binding.commit)

    def offer(self, choices: Choices | None) -> None:
        """Offer other choices; the text stays."""
        text = self.currentText()
        self.clear()
        self.addItems(list(choices.values) if choices else [])
        self._put(text)

    def _activated(self, _index: int) -> None:
        self.binding.commit()

    def _put(self, text: str) -> None:
        if not self.isEditable() and self.findText(text) < 0:
            self.addItem(text)
        self.setCurrentText(text)


Bound = BoundLine | BoundText | BoundChoice
