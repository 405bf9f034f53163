"""Ctrl+Z in a field: its own typing first, then the steps of the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from shnor_desktop.ui.undo_keys import UndoKeys, field_of, own_redo, own_undo


class Desk:
    """A window with fields and an undo action of its own."""

    def __init__(self, qtbot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        layout = QVBoxLayout(self.window)
        self.fields = {"line": QLineEdit(), "plain": QPlainTextEdit(), "rich": QTextEdit()}
        for field in self.fields.values():
            layout.addWidget(field)
        self.done: list[str] = []
        self.action = QAction("Отменить", self.window)
        self.action.setShortcut(QKeySequence("Ctrl+Z"))
        self.action.triggered.connect(self.undo)
        self.window.addAction(self.action)
        self.keys = UndoKeys(("Ctrl+Z", "Ctrl+A"), self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def undo(self) -> None:
        self.done.append("file")


@pytest.fixture
def desk(qtbot):
    return Desk(qtbot)


def type_text(field: QWidget, text: str) -> None:
    """Keys with Russian letters: QTest.keyClicks aborts on them."""
    for char in text:
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char))


def asks_for_undo(field: QWidget) -> bool:
    """Whether the field keeps Ctrl+Z for itself when Qt asks it."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def content(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize("name", ["line", "plain", "rich"])
def test_typing_that_is_not_written_yet_goes_first(desk: Desk, qtbot, name: str):
    field = desk.fields[name]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert not asks_for_undo(field)
    type_text(field, "план")
    assert own_undo(field_of(field))
    assert asks_for_undo(field)
    field.undo()
    assert content(field) == ""
    assert own_redo(field_of(field))


@pytest.mark.parametrize("name", ["line", "plain", "rich"])
def test_written_typing_leaves_the_key_to_the_file(desk: Desk, qtbot, name: str):
    field = desk.fields[name]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    type_text(field, "план")
    if isinstance(field, QLineEdit):
        field.setModified(False)
    else:
        field.document().setModified(False)
    assert not asks_for_undo(field)


def test_other_keys_stay_with_the_field(desk: Desk, qtbot):
    field = desk.fields["line"]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(field, event)
    assert event.isAccepted()


def test_keys_of_the_window_are_handed_on(desk: Desk, qtbot):
    field = desk.fields["line"]
    answers = []
    for focused in (field, desk.fields["plain"]):
        focused.setFocus()
        qtbot.waitUntil(focused.hasFocus)
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(field, event)
        answers.append(event.isAccepted())
    assert answers == [False, True]


def test_a_field_without_focus_is_not_watched(desk: Desk, qtbot):
    first, second = desk.fields["line"], desk.fields["plain"]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    assert asks_for_undo(first)  # Qt's own answer
    assert not asks_for_undo(second)


def test_fields_inside_other_widgets_are_found(qtbot):
    spin, combo, fixed = QSpinBox(), QComboBox(), QComboBox()
    combo.setEditable(True)
    for widget in (spin, combo, fixed):
        qtbot.addWidget(widget)
    assert field_of(spin) is spin.lineEdit()
    assert field_of(combo) is combo.lineEdit()
    assert field_of(fixed) is None
    assert field_of(None) is None
    assert not own_undo(None)
    assert not own_redo(None)


def test_a_read_only_field_has_nothing_of_its_own(qtbot):
    field = QLineEdit("текст")
    qtbot.addWidget(field)
    field.setModified(True)
    field.setReadOnly(True)
    assert not own_undo(field)
    assert not own_redo(field)
