"""Editors that open inside a table cell: Enter and Tab accept, Shift+Enter makes a new line, Esc gives up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QFrame, QPlainTextEdit, QWidget

from ..itemmodels.rows import Choices, Line, RowsModel
from .bound import whole_text
from .completing import Completing
from .field_help import give_help, table_of
from .period_field import PeriodField

DOWN, NEXT, PREVIOUS = "down", "next", "previous"
"""Where the person goes on after an editor: as in a spreadsheet."""

_AROUND = 12
"""Pixels of margin and frame above and below the text."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS: dict[int, str] = {Qt.Key.Key_Tab: NEXT, Qt.Key.Key_Backtab: PREVIOUS}
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class CellEditor(QPlainTextEdit):
    """A text field over a cell that grows downwards with its text."""

    finished = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.setAccessibleName("Ячейка")
        self._least = 0
        self.goes_on = False
        """Whether typing goes on with the stored text and does not replace it."""
        self.help: Completing | PeriodField | None = None
        self.textChanged.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.document().setModified(False)  # a margin counts as a change

    @property
    def changed(self) -> bool:
        """Whether something was typed."""
        return self.document().isModified()

    def help_with(self, model: RowsModel, line: Line, field: str) -> None:
        """Offer what was typed before in this field, or the picker of periods."""
        self.help = give_help(self, model, (table_of(line), field), self._picked)

    def ask_for_help(self) -> None:
        """Open the picker or the list at once."""
        if self.help is not None:
            self.help.ask()

    def _picked(self) -> None:
        self.finished.emit("")

    def begin(self, text: str) -> None:
        """Show the stored text: all of it selected, so that typing replaces it, or with the cursor at its end."""
        self.setPlainText(text)
        if self.goes_on:
            self.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.selectAll()
        self.document().setModified(False)

    def text(self) -> str:
        """What was typed."""
        return whole_text(self)

    def grow(self) -> None:
        """Take the cell's height as the least one."""
        self._least = self.height()
        self._fit()

    def _fit(self) -> None:
        if not self._least:
            return
        lines = self.document().documentLayout().documentSize().height()  # counted in lines for plain text
        needed = int(lines * self.fontMetrics().lineSpacing()) + _AROUND
        viewport = self.parentWidget()
        room = viewport.height() - self.y() if viewport else needed
        height = max(self._least, min(needed, max(room, self._least)))
        fits = height >= needed
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.resize(self.width(), height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The view, which would close the editor on Esc, began to watch it after the help did."""
        super().focusInEvent(event)
        if self.help is not None:
            self.help.come_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Tab accept; Enter with Shift, Alt or Ctrl begins a new line."""
        if event.key() in _ENTER:
            if event.modifiers() & _NEW_LINE:
                self.insertPlainText("\n")
            else:
                self.finished.emit(DOWN)
            return
        if event.key() in _TABS:
            self.finished.emit(_TABS[event.key()])
            return
        super().keyPressEvent(event)


class ChoiceEditor(QComboBox):
    """A list over a cell; where the form allows other words, they can be typed."""

    finished = Signal(str)

    def __init__(self, choices: Choices, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditable(choices.free)
        self.addItems(list(choices.values))
        self.setCurrentIndex(-1)  # the first choice is nobody's yet: it would be stored over what the cell holds
        self.setAccessibleName("Выбор")
        self._stored = ""
        self._by_key = False
        self.activated.connect(self._chosen)

    @property
    def changed(self) -> bool:
        """Whether something else than the stored text stands here."""
        return self.text() != self._stored

    def begin(self, text: str) -> None:
        """Show the stored text; a text that is no choice stays one until another is chosen."""
        if self.findText(text) < 0 and not self.isEditable():
            self.insertItem(0, text)
        self.setCurrentText(text)
        line = self.lineEdit()
        if line is not None:
            line.selectAll()
        self._stored = text

    def text(self) -> str:
        """What is chosen or typed."""
        return self.currentText()

    def _chosen(self, _index: int) -> None:
        if not self._by_key:
            self.finished.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter or an arrow looks for a choice: only Enter or Tab takes it, and leads on as in any other cell."""
        self._by_key = True
        try:
            super().keyPressEvent(event)
        finally:
            self._by_key = False

    def event(self, event: QEvent) -> bool:
        """Enter accepts what is chosen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self.finished.emit(DOWN)
            return True
        return super().event(event)
