"""A list below a field that offers what was typed before; the field keeps the focus and keys the list has no use for.

Enter and Tab take the marked line, Esc closes the list and leaves the text as it is. Nothing is marked where what is
typed is a text of its own, so that Enter never puts something else in its place unasked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from ...services.people import SEPARATORS, folded, pieces


class Source(Protocol):
    """Where the lines of the list come from."""

    def offers(self, typed: str, taken: Sequence[str]) -> list[str]:
        """What goes on as typed, without those that stand in the field already."""
        ...

    def knows(self, text: str) -> bool:
        """Whether the text was typed before as it is."""
        ...


_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_ERASE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_GONE = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move)
_LEAST_WIDTH, _MOST_WIDTH = 220, 560


def asks_for_list(event: QKeyEvent) -> bool:
    """Alt+Down or F4: the keys that open a list in every field that has one."""
    alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
    return alt_down or (event.key() == Qt.Key.Key_F4 and event.modifiers() == Qt.KeyboardModifier.NoModifier)


class Completing(QObject):
    """Serves one field. With `many` only the piece at the cursor is completed, the others stay."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, source: Source, *, many: bool = False) -> None:
        super().__init__(field)
        self._field = field
        self._source = source
        self._many = many
        self._list: QListWidget | None = None
        self._start = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.offer)
        field.installEventFilter(self)

    @property
    def shown(self) -> list[str]:
        """The lines of the list, none while it is closed."""
        view = self._list
        return [view.item(n).text() for n in range(view.count())] if view is not None and view.isVisible() else []

    def come_first(self) -> None:
        """See keys before whoever watches the field since."""
        self._field.removeEventFilter(self)
        self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list while it is open; after any other key that writes, what is offered is looked up anew."""
        kind = event.type()
        if kind in _GONE:
            self.close()
        elif kind == QEvent.Type.InputMethod:
            self._later.start()
        elif isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return self._key(event, pressed=kind == QEvent.Type.KeyPress)
        return False

    def close(self) -> None:
        """Close the list; the text stays."""
        self._later.stop()
        if self._list is not None:
            self._list.hide()

    def ask(self) -> None:
        """The same as the keys: what could stand here instead, where a text of its own stands already."""
        self.offer(asked=True)

    def offer(self, *, asked: bool = False) -> None:
        """Show what goes on as typed; nothing typed offers the most used ones only when it is `asked` for."""
        text, at = self._text_and_place()
        self._start, typed, taken = self._piece(text, at)
        rest = text[at:].split("\n")[0]
        inside = bool(rest.strip()) and not (self._many and rest.lstrip()[0] in SEPARATORS)
        if asked and self._source.knows(typed):
            typed, taken = "", [*taken, typed]
        found = self._source.offers(typed, taken) if (typed.strip() or asked) and not inside else []
        if not found or self._read_only():
            self.close()
            return
        self._show(found, mark=asked or self._goes_on(typed, found))

    def _goes_on(self, typed: str, found: Sequence[str]) -> bool:
        """Whether the first line surely is meant: it begins so, and what is typed is no text of its own.

        Of people the one named most often; of other texts the only one, as in a spreadsheet: «Справка» may be new.
        """
        key = folded(typed)
        likely = [text for text in found if folded(text).startswith(key)]
        sure = len(likely) == 1 or (self._many and bool(likely))
        return len(key) > 1 and sure and found[0] == likely[0] and not self._source.knows(typed)

    # keys

    def _key(self, event: QKeyEvent, *, pressed: bool) -> bool:
        if asks_for_list(event):
            event.accept()
            if pressed:
                self.ask()
            return True
        view = self._list
        if view is not None and view.isVisible() and self._is_ours(event, view):
            event.accept()
            if pressed:
                self._obey(event, view)
            return True
        if pressed and (event.key() in _ERASE or event.text().isprintable() and event.text()):
            self._later.start()
        elif pressed and event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            self.close()
        return False

    @staticmethod
    def _is_ours(event: QKeyEvent, view: QListWidget) -> bool:
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        if event.key() in _TAKE:
            return view.currentRow() >= 0
        return event.key() in _STEPS or event.key() == Qt.Key.Key_Escape

    def _obey(self, event: QKeyEvent, view: QListWidget) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _TAKE:
            self.take(view.currentRow())
        else:
            row = view.currentRow() + _STEPS[event.key()]
            view.setCurrentRow(max(0, min(row, view.count() - 1)))

    # the field

    def take(self, row: int) -> None:
        """Put a line of the list in the place of what is typed."""
        shown = self.shown
        self.close()
        if not 0 <= row < len(shown):
            return
        _, at = self._text_and_place()
        if isinstance(self._field, QLineEdit):
            self._field.setSelection(self._start, at - self._start)
            self._field.insert(shown[row])
        else:
            cursor = self._field.textCursor()
            cursor.setPosition(self._start)
            cursor.setPosition(at, cursor.MoveMode.KeepAnchor)
            cursor.insertText(shown[row])
            self._field.setTextCursor(cursor)

    def _text_and_place(self) -> tuple[str, int]:
        if isinstance(self._field, QLineEdit):
            return self._field.text(), self._field.cursorPosition()
        return self._field.toPlainText(), self._field.textCursor().position()

    def _read_only(self) -> bool:
        return self._field.isReadOnly()

    def _piece(self, text: str, at: int) -> tuple[int, str, list[str]]:
        """Where the piece at the cursor begins, what is typed of it, and the other pieces."""
        if not self._many:
            return 0, text[:at], []
        before = pieces(f"{text[:at]}\0")
        start = before[-1].start
        others = [piece.text for piece in (*before[:-1], *pieces(text[at:]))]
        return start, text[start:at], others

    # the list

    def _show(self, texts: Sequence[str], *, mark: bool) -> None:
        view = self._made()
        view.clear()
        view.addItems(list(texts))
        for n, text in enumerate(texts):
            view.item(n).setToolTip(text)
        view.setCurrentRow(0 if mark else -1)
        view.setGeometry(self._room(view))
        view.show()
        view.raise_()

    def _made(self) -> QListWidget:
        window = self._field.window()
        if self._list is None or self._list.parentWidget() is not window:
            self._list = _new_list(window)
            self._list.itemClicked.connect(self._clicked)
            self._field.destroyed.connect(self._list.deleteLater)
        return self._list

    def _clicked(self) -> None:
        if self._list is not None:
            self.take(self._list.currentRow())

    def _room(self, view: QListWidget) -> QRect:
        """Below the line that is typed in, or above it where the window ends."""
        window = view.parentWidget()
        assert window is not None
        line = self._line()
        spot = self._field.mapTo(window, QPoint(line.left(), line.bottom() + 2))
        height = view.sizeHintForRow(0) * view.count() + 2 * view.frameWidth() + 2
        hint = view.sizeHintForColumn(0) + 2 * view.frameWidth() + 8
        width = min(max(hint, _LEAST_WIDTH, min(self._field.width(), _MOST_WIDTH)), _MOST_WIDTH, window.width() - 8)
        top = spot.y()
        if top + height > window.height() - 4:
            top = max(self._field.mapTo(window, line.topLeft()).y() - height - 2, 4)
        return QRect(max(4, min(spot.x(), window.width() - width - 4)), top, width, height)

    def _line(self) -> QRect:
        if isinstance(self._field, QLineEdit):
            return self._field.rect()
        cursor = self._field.cursorRect()
        port = self._field.viewport().geometry()
        return QRect(port.left(), port.top() + cursor.top(), port.width(), cursor.height())


def _new_list(window: QWidget) -> QListWidget:
    view = QListWidget(window)
    view.setObjectName("offers")
    view.setAccessibleName("Похожее из программы")
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setFrameShape(QFrame.Shape.StyledPanel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setStyleSheet("QListWidget::item { padding: 3px 4px }")
    view.hide()
    return view
