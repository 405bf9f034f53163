"""Typography while typing: real keys in the fields of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_tools import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.typography import NBSP
from shnor_desktop.ui.autocorrect import Autocorrect, is_on
from shnor_desktop.ui.settings import Settings
from shnor_desktop.ui.widgets.bound import BoundLine, BoundText, whole_text
from shnor_desktop.ui.widgets.rich_edit import RichEdit

Field = BoundLine | BoundText | RichEdit
KINDS = ("line", "text", "rich")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def fields(qtbot, settings: Settings):
    """The three kinds of fields, and one for searching, on a window that watches them."""
    window = QWidget()
    qtbot.addWidget(window)
    made: dict[str, QWidget] = {
        "line": BoundLine("Название", lambda text: True),
        "text": BoundText("Текст", lambda text: True),
        "rich": RichEdit("Раздел", lambda name: None),
        "years": BoundLine("Год", lambda text: True, idle=False),
        "search": QLineEdit(),
    }
    column = QVBoxLayout(window)
    for field in made.values():
        column.addWidget(field)
    watcher = Autocorrect(settings, window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made, watcher


def said(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, RichEdit):
        return "\n".join(block.text for block in field.blocks())
    assert isinstance(field, QPlainTextEdit)
    return whole_text(field)


def typed(fields, kind: str, text: str) -> QWidget:
    field = fields[0][kind]
    field.setFocus()
    QApplication.processEvents()
    type_text(field, text)
    return field


@pytest.mark.parametrize("kind", KINDS)
def test_marks_become_what_they_should_be(fields, kind: str):
    field = typed(fields, kind, 'Школа "Росток" - 85%, приказ №5, 2026 г., И.П. Соколова')
    assert said(field) == f"Школа «Росток» – 85{NBSP}%, приказ №{NBSP}5, 2026{NBSP}г., И.П.{NBSP}Соколова"


@pytest.mark.parametrize("kind", KINDS)
def test_backspace_gives_back_what_was_typed(fields, kind: str):
    field = typed(fields, kind, 'Школа "')
    assert said(field) == "Школа «"
    press(field, Qt.Key.Key_Backspace)
    assert said(field) == 'Школа "'
    type_text(field, "а")
    assert said(field) == 'Школа "а'
    press(field, Qt.Key.Key_Backspace)
    press(field, Qt.Key.Key_Backspace)
    assert said(field) == "Школа "


@pytest.mark.parametrize("kind", KINDS)
def test_undo_of_the_field_gives_it_back_too(fields, kind: str):
    field = typed(fields, kind, "85%")
    assert said(field) == f"85{NBSP}%"
    field.undo()
    assert NBSP not in said(field)
    assert said(field).startswith("85")
    type_text(field, "!")
    assert NBSP not in said(field)


def test_after_another_key_backspace_deletes_as_ever(fields):
    field = typed(fields, "rich", 'а "')
    press(field, Qt.Key.Key_Left)
    press(field, Qt.Key.Key_Right)
    press(field, Qt.Key.Key_Backspace)
    assert said(field) == "а "


def test_what_is_selected_gives_way(fields):
    field = typed(fields, "text", "слово")
    field.selectAll()
    type_text(field, '"')
    assert said(field) == "«"


def test_looks_of_a_rich_text_are_kept(fields):
    field = fields[0]["rich"]
    field.load((paragraph("Клуб ", bold=True),))
    field.setFocus()
    press(field, Qt.Key.Key_End)
    type_text(field, '"а"')
    (block,) = field.blocks()
    assert [(run.text, run.bold) for run in block.runs] == [("Клуб «а»", True)]


@pytest.mark.parametrize("kind", ["years", "search"])
def test_search_words_and_numbers_are_left_alone(fields, kind: str):
    assert said(typed(fields, kind, 'а "б" - 5%')) == 'а "б" - 5%'


def test_it_can_be_switched_off_for_good(fields, settings: Settings):
    fields[1].toggle()
    assert said(typed(fields, "line", '"а"')) == '"а"'
    assert not is_on(settings)
    fields[1].toggle()
    assert is_on(settings)


def test_spaces_that_do_not_break_stay_in_a_field(fields):
    field = fields[0]["text"]
    field.binding.display(f"85{NBSP}%\nи ещё")
    assert field.binding._read() == f"85{NBSP}%\nи ещё"
