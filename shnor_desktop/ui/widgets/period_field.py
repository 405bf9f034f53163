"""A field of a period with a button that opens the picker, Alt+Down and F4 too; typing goes on as before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolButton

from ..icons import icon
from .completing import asks_for_list

if TYPE_CHECKING:
    from .period_picker import PeriodPicker

Years = tuple[int, int] | None
TIP = "Выбрать срок (F4 или Alt+↓)"
_BUTTON = 22


class PeriodField(QObject):
    """Serves one field: opens the picker on its text and takes over what was picked."""

    def __init__(
        self, field: QLineEdit | QPlainTextEdit, years: Callable[[], Years], done: Callable[[], object]
    ) -> None:
        super().__init__(field)
        self._field = field
        self._years = years
        self._done = done
        self.picker: PeriodPicker | None = None
        field.installEventFilter(self)
        self._add_button()

    def come_first(self) -> None:
        """See keys before whoever watches the field since."""
        self._field.removeEventFilter(self)
        self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that open the picker; a button over a cell keeps to its right end."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self._place_button()
        if isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            if not asks_for_list(event):
                return False
            event.accept()
            if kind == QEvent.Type.KeyPress:
                self.open()
            return True
        return False

    def ask(self) -> None:
        """The same as the keys."""
        self.open()

    def open(self) -> None:
        """Open the picker below the field, on the dates its text says."""
        field = self._field
        if self.picker is not None or field.isReadOnly():
            return
        from .period_picker import PeriodPicker  # what knows dates is read when it is asked for

        self.picker = PeriodPicker(self._text(), self._years(), date.today(), field)
        self.picker.picked.connect(self._take)
        self.picker.destroyed.connect(self._closed)
        self.picker.open_at(field.mapToGlobal(QPoint(0, field.height() + 2)), field.mapToGlobal(QPoint(0, -2)))

    def _closed(self) -> None:
        self.picker = None

    def _take(self, text: str) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.selectAll()
            self._field.insert(text)
        else:
            self._field.selectAll()
            self._field.insertPlainText(text)
        self._field.setFocus()
        self._done()

    def _text(self) -> str:
        return self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()

    # the button

    def _add_button(self) -> None:
        self._button: QToolButton | None = None
        if isinstance(self._field, QLineEdit):
            action = QAction(icon("calendar"), TIP, self._field)
            action.triggered.connect(self.open)
            self._field.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
            return
        self._button = button = QToolButton(self._field)
        button.setIcon(icon("calendar"))
        button.setToolTip(TIP)
        button.setAccessibleName(TIP)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(self.open)
        self._field.setViewportMargins(0, 0, _BUTTON, 0)
        self._place_button()

    def _place_button(self) -> None:
        if self._button is not None:
            self._button.setGeometry(self._field.width() - _BUTTON - 1, 1, _BUTTON, min(26, self._field.height() - 2))
