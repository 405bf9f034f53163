"""The cells of the strip of an indicator: Enter and the arrows lead from one to the next as in a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QToolButton, QWidget

from .bound import BoundLine, Write
from .checkpoints import Entry

WIDTH, WIDEST = 84, 130
SHOWN = 14
"""Letters that fit above a cell or on a button."""

Key = tuple[str, int]
"""A field and the id of its checkpoint, 0 for the indicator's own fields."""


class StripCells(QObject):
    """Cells on a grid, each with its key, in the order in which Tab goes through them."""

    def __init__(self, grid: QGridLayout, holder: QWidget) -> None:
        super().__init__(holder)
        self._grid, self._holder = grid, holder
        self.cells: dict[Key, BoundLine] = {}
        self._places: dict[tuple[int, int], Key] = {}

    def add(self, key: Key, name: str, write: Write, row: int, column: int) -> BoundLine:
        """A cell of that key at a place of the grid."""
        made = BoundLine(name, write, self._holder)
        made.setToolTip(name)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setMinimumWidth(WIDTH)
        made.setMaximumWidth(WIDEST)
        made.installEventFilter(self)
        self._grid.addWidget(made, row, column)
        self.cells[key] = made
        self._places[row, column] = key
        return made

    def commit(self) -> None:
        """Write what is typed and not written yet."""
        for cell in self.cells.values():
            cell.binding.commit()

    def current(self) -> Key | None:
        """The key of the cell that has the focus."""
        return next((key for key, cell in self.cells.items() if cell.hasFocus()), None)

    def go_to(self, key: Key) -> bool:
        """Put the cursor into a cell; False when there is none of that key."""
        cell = self.cells.get(key)
        if cell is None:
            return False
        cell.setFocus()
        cell.selectAll()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Up and Down change the row, Esc brings back what is stored."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, BoundLine):
            watched.setCursorPosition(0)  # of a long text the beginning is seen
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = next((key for key, cell in self.cells.items() if cell is watched), None)
        if key is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cells[key].binding.commit()
            self._next(key)
            return True
        binding = self.cells[key].binding
        if event.key() == Qt.Key.Key_Escape and binding.unwritten is not None:
            binding.display(binding.stored, anew=True)
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row, column = next(place for place, other in self._places.items() if other == key)
            self.go_to(self._places.get((row + (1 if event.key() == Qt.Key.Key_Down else -1), column), key))
            return True
        return False

    def _next(self, key: Key) -> None:
        keys = list(self.cells)
        place = keys.index(key) + 1
        if place < len(keys):
            self.go_to(keys[place])


def heading(text: str, parent: QWidget, role: str = "hint") -> QLabel:
    """A word above or beside cells."""
    label = QLabel(text, parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def say(label: QLabel, text: str, role: str) -> None:
    """Put a word in the look of a role: the style sheet is asked again."""
    label.setText(text)
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().unpolish(label)
        label.style().polish(label)


def one_line(text: str) -> str:
    """A text without its line ends and doubled spaces."""
    return " ".join(text.split())


def shortened(text: str) -> str:
    """As much of a text as there is room for."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def menu_button(text: str, tip: str, entries: Sequence[Entry], parent: QWidget) -> QToolButton:
    """A button that opens a menu; an entry without an action is a line between others."""
    button = QToolButton(parent)
    button.setText(f"{shortened(text)}  ▾")
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")  # it would stand on the letters
    button.setToolTip(f"{text}: {tip}" if tip else text)
    button.setAccessibleName(button.toolTip())
    button.setAutoRaise(True)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    menu = QMenu(button)
    for name, act in entries:
        if act is None:
            menu.addSeparator()
            continue
        action = QAction(name, menu)
        action.triggered.connect(act)
        menu.addAction(action)
    button.setMenu(menu)
    return button
