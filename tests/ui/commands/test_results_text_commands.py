"""Text and tables from the results by the menu: chosen, seen before, put in as one step, taken from the data anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import exam_rows
import pytest
from access_tools import nameless, tipless, unreached
from page_tools import type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shnor_desktop.models.all import ExamResult, SectionText
from shnor_desktop.services.documents.tree import Block, Paragraph, ResultTable, Run, paragraph
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing.content import set_text
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.commands.results_text import NOTHING_YET
from shnor_desktop.ui.dialogs import results_text as dialogs

QUALITY = "vpr/2026/Математика/4/quality"


@pytest.fixture
def file(shop) -> SchoolFile:
    file = shop.open()
    with file.transaction("Результаты") as transaction:
        transaction.add_all([dataclasses.replace(row, id=0) for row in exam_rows.rows()])
    return file


@pytest.fixture
def answer(monkeypatch) -> Callable[..., None]:
    """Use the dialog as a person would, then press its button or close it."""

    def use(act: Callable[[dialogs._ResultsDialog], None], *, insert: bool = True) -> None:
        def run(dialog: dialogs._ResultsDialog) -> int:
            dialog.show()
            act(dialog)
            assert nameless(dialog) + tipless(dialog) + unreached(dialog, dialog) == []
            button = dialog.insert_button if insert else dialog.close_button
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            return dialog.result()

        monkeypatch.setattr(dialogs._ResultsDialog, "exec", run)

    return use


def text(file: SchoolFile, section_id: int) -> tuple[Block, ...]:
    found = file.rows(SectionText, section_id=section_id, slot="body")
    return load_blocks(found[0].body) if found else ()


def tick(dialog: dialogs._ResultsDialog, *rows: int) -> None:
    for row in rows:
        dialog.list.setCurrentRow(row)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)


def test_a_text_about_one_exam_goes_to_the_analysis_as_one_step(shop, file, answer):
    seen: list[tuple[Block, ...]] = []

    def choose(dialog) -> None:
        assert dialog.list.item(0).text() == "ВПР 2026 · Математика, 4 класс"
        assert not dialog.insert_button.isEnabled()
        tick(dialog, 0)
        dialog.show_preview()
        seen.append(dialog.preview.blocks())

    answer(choose)
    shop.do("results_text")
    analysis = shop.section("analysis")
    assert text(file, analysis) == seen[0] != ()
    assert sum(isinstance(block, ResultTable) for block in seen[0]) == 3
    assert shop.window.navigation.current == analysis
    assert file.undo_name == "Текст по результатам"
    shop.window.notice.offers[0].click()
    assert text(file, analysis) == ()


def test_words_alone_and_the_whole_section(shop, file, answer):
    def choose(dialog) -> None:
        dialog.tables.setChecked(False)
        QTest.mouseClick(dialog.whole_button, Qt.MouseButton.LeftButton)

    answer(choose)
    shop.do("results_text")
    blocks = text(file, shop.section("analysis"))
    assert [block.text for block in blocks if isinstance(block, Paragraph) and block.style == "caption"] == [
        "Всероссийские проверочные работы", "Математика, 4 класс",
        "Основной государственный экзамен", "Единый государственный экзамен",
    ]  # fmt: skip
    assert not any(isinstance(block, ResultTable) for block in blocks)


def test_a_table_goes_under_the_cursor_of_the_text(shop, file, answer):
    goals = shop.section("goals")
    set_text(file, goals, "body", (paragraph("Раз."), paragraph("Два.")))
    shop.desk.go_to(goals)
    editor = shop.desk.page.editor
    shop.window.activateWindow()
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)
    type_text(editor, "!")
    answer(lambda dialog: dialog.list.setCurrentRow(1))
    shop.do("results_table")
    table = ResultTable("vpr-tasks/vpr/2026/Математика/4")
    assert text(file, goals) == (paragraph("Ра!з."), table, paragraph("Два."))
    assert file.undo_name == "Таблица результатов"
    shop.do("undo")
    assert text(file, goals) == (paragraph("Ра!з."), paragraph("Два."))
    assert editor.blocks() == text(file, goals)


def test_nothing_is_put_in_when_the_person_changes_their_mind(shop, file, answer):
    answer(lambda dialog: tick(dialog, 0), insert=False)
    shop.do("results_text")
    assert text(file, shop.section("analysis")) == ()


def test_without_results_it_is_said_where_they_come_from(shop):
    shop.open()
    shop.do("results_text")
    assert shop.window.notice.text == NOTHING_YET


def test_numbers_are_taken_from_the_data_anew(shop, file):
    wrong = Paragraph((Run("Качество – "), Run("58 %", bound=QUALITY), Run(".")))
    sections = [shop.section(key) for key in ("goals", "relevance")]
    for section in sections:
        set_text(file, section, "body", (wrong,))
    shop.desk.go_to(sections[0])
    shop.do("numbers_section")
    assert [text(file, section)[0].text for section in sections] == ["Качество – 42,86\u00a0%.", "Качество – 58 %."]
    shop.do("numbers_all")
    assert shop.window.notice.text == "Обновлено по данным: 1."
    assert shop.desk.page.editor.blocks() == text(file, sections[0])
    shop.do("undo")
    shop.do("undo")
    assert text(file, sections[0]) == (wrong,)
    with file.transaction("Удалить") as transaction:
        transaction.remove_all(ExamResult, [row.id for row in file.rows(ExamResult)])
    shop.do("numbers_all")
    assert text(file, sections[0]) == (wrong,)
