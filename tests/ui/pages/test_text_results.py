"""Values and tables of the results in the editor: what typing, copying, undo and a change of the data do to them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import exam_rows
import pytest
from page_tools import Desk, entry_of, press, type_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from shnor_desktop.models.all import ExamResult
from shnor_desktop.services import queries
from shnor_desktop.services.documents.tree import Block, Paragraph, ResultTable, Run, Table, paragraph
from shnor_desktop.services.editing.content import set_text
from shnor_desktop.ui.richtext.looks import bound_key
from shnor_desktop.ui.widgets.rich_edit import RESULT_ACTS, RichEdit

KEY = "vpr/2026/Математика/4/quality"
VALUE = Run("42,86\u00a0%", bound=KEY)
TEXT = Paragraph((Run("Качество "), VALUE, Run(" ниже.")))
TABLE = ResultTable("vpr-tasks/vpr/2026/Математика/4")


@pytest.fixture
def editor(desk: Desk, qtbot) -> Iterator[RichEdit]:
    with desk.file.transaction("Результаты") as transaction:
        transaction.add_all([dataclasses.replace(row, id=0) for row in exam_rows.rows()])
    set_text(desk.file, section(desk), "body", (TEXT, VALUE_FIRST, TABLE, paragraph("Конец.")))
    page = desk.open("content")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.editor.setFocus()
    yield page.editor
    page.commit_pending()


VALUE_FIRST = Paragraph((VALUE, Run(" – качество.")))


def section(desk: Desk) -> int:
    return entry_of(desk.file, "content").section.id


def stored(desk: Desk) -> tuple[Block, ...]:
    desk.page.commit_pending()
    return queries.read_section(desk.file, entry_of(desk.file, "content"), desk.context.form).texts["body"]


def go(editor: RichEdit, place: int, end: int | None = None, block: int = 0) -> None:
    """Put the cursor into a paragraph, or select a part of it."""
    start = editor.document().findBlockByNumber(block).position()
    cursor = editor.textCursor()
    cursor.setPosition(start + place)
    if end is not None:
        cursor.setPosition(start + end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def runs(desk: Desk, block: int = 0) -> list[tuple[str, bool]]:
    found = stored(desk)[block]
    assert isinstance(found, Paragraph)
    return [(run.text, run.bound == KEY) for run in found.runs]


def test_what_is_shown_is_what_is_stored(desk: Desk, editor: RichEdit):
    assert editor.blocks() == (TEXT, VALUE_FIRST, TABLE, paragraph("Конец."))
    go(editor, 12)
    look = editor.textCursor().charFormat()
    assert look.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
    assert look.toolTip() == "Из результатов. ВПР 2026, математика, 4 класс: качество"


@pytest.mark.parametrize(
    ("start", "end", "typed", "wanted"),
    [
        (9, 14, "58", [("Качество ", False), ("58\u00a0%", True), (" ниже.", False)]),
        (14, 9, "58", [("Качество ", False), ("58\u00a0%", True), (" ниже.", False)]),
        (9, 16, "58,5 %", [("Качество ", False), ("58,5", True), (" % ниже.", False)]),
        (16, None, " и", [("Качество ", False), ("42,86\u00a0%", True), (" и ниже.", False)]),
        (9, None, "около ", [("Качество около ", False), ("42,86\u00a0%", True), (" ниже.", False)]),
        (9, None, "1", [("Качество ", False), ("142,86\u00a0%", True), (" ниже.", False)]),
        (11, None, "7", [("Качество ", False), ("427,86\u00a0%", True), (" ниже.", False)]),
        (0, 16, "Итог", [("Итог ниже.", False)]),
    ],
)
def test_typing_at_a_value(desk: Desk, editor: RichEdit, start, end, typed, wanted):
    go(editor, start, end)
    type_text(editor, typed)
    assert runs(desk) == wanted


def test_words_typed_before_a_value_that_begins_the_paragraph_are_plain(desk: Desk, editor: RichEdit):
    go(editor, 0, block=1)
    type_text(editor, "Это ")
    assert runs(desk, 1) == [("Это ", False), ("42,86\u00a0%", True), (" – качество.", False)]


def test_bold_copying_and_undo_keep_the_binding(desk: Desk, editor: RichEdit):
    go(editor, 9, 16)
    editor.set_bold(True)
    assert stored(desk)[0].runs[1] == dataclasses.replace(VALUE, bold=True)  # type: ignore[union-attr]
    editor.copy()
    go(editor, 6, block=3)
    editor.paste()
    assert stored(desk)[-1] == Paragraph((Run("Конец."), dataclasses.replace(VALUE, bold=True)))
    assert "vpr/2026" not in QApplication.clipboard().mimeData().html()
    assert QApplication.clipboard().text().split() == ["42,86", "%"]
    go(editor, 9, 16)
    press(editor, Qt.Key.Key_Delete)
    assert not bound_key(editor.textCursor().charFormat())
    editor.undo()
    assert runs(desk)[1] == ("42,86\u00a0%", True)


def test_a_table_of_results_is_drawn_and_moves_by_cut_and_paste(desk: Desk, editor: RichEdit):
    found = editor.rich.result_at(editor.document().findBlockByNumber(2).position())
    assert found is not None
    assert found.charFormat().toImageFormat().height() > 100
    editor.setTextCursor(found)
    editor.cut()
    go(editor, 0, block=0)
    editor.paste()
    assert [block for block in stored(desk) if isinstance(block, ResultTable)] == [TABLE]
    assert [type(block) for block in stored(desk)].index(ResultTable) < 2


def test_a_table_of_results_becomes_an_ordinary_one(desk: Desk, editor: RichEdit):
    acts = dict(RESULT_ACTS)
    cursor = editor.rich.result_at(editor.document().findBlockByNumber(2).position())
    assert cursor is not None
    editor.setTextCursor(cursor)
    acts["Превратить в обычную таблицу"](editor, editor.textCursor())
    blocks = stored(desk)
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert not any(isinstance(block, ResultTable) for block in blocks)
    school = table.rows[-1].cells
    assert [(cell.text, cell.shaded) for cell in school[2:]] == [("90", False), ("37,5↓", True), ("82↑", True)]
    assert table.rows[0].header
    captions = [block.text for block in blocks if isinstance(block, Paragraph) and block.style == "caption"]
    assert captions == ["Решаемость заданий ВПР по математике в 4 классе, 2026 год"]
    editor.undo()
    assert TABLE in stored(desk)


def test_the_menu_of_a_table_of_results(desk: Desk, editor: RichEdit, qtbot):
    cursor = QTextCursor(editor.document().findBlockByNumber(2))
    place = editor.cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, editor.viewport().mapToGlobal(place))
    editor.contextMenuEvent(event)
    menu = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible())
    names = [action.text() for action in menu.actions()]
    assert [text for text, _act in RESULT_ACTS] == [name for name in names if name in dict(RESULT_ACTS)]
    next(action for action in menu.actions() if action.text() == "Удалить таблицу результатов").trigger()
    menu.close()
    assert TABLE not in stored(desk)


def test_other_results_are_shown_at_once_and_a_lost_table_is_named(desk: Desk, editor: RichEdit):
    place = editor.document().findBlockByNumber(2).position()
    desk.page.commit_pending()
    with desk.file.transaction("Удалить") as transaction:
        transaction.remove_all(ExamResult, [row.id for row in desk.file.rows(ExamResult)])
    found = editor.rich.result_at(place)
    assert found is not None
    assert found.charFormat().toImageFormat().height() < 60
    assert "таких результатов в файле нет" in found.charFormat().toolTip()
    assert TABLE in stored(desk)
