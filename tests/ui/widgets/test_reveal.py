"""Words that were found are selected in the text."""

from __future__ import annotations

from typing import Any

import pytest
from page_tools import Desk, entry_of, small_programme
from PySide6.QtWidgets import QApplication, QTextEdit

from shnor_desktop.models.all import Activity, PassportRow, SectionText
from shnor_desktop.services.documents.tree import Paragraph, Run, Table, text_cell
from shnor_desktop.services.documents.tree import Row as TreeRow
from shnor_desktop.services.documents.tree_json import dump_blocks, plain_blocks
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.search import Index
from shnor_desktop.ui.widgets.reveal import reveal


@pytest.mark.parametrize(
    ("spot", "selected"),
    [
        ("0:слово", "Слово"),
        ("2:слово", "слово"),
        ("7:слово", "слово"),
        ("1:елка", "ёлка"),
        ("1:зимой ёлка", "зимой\u2028ёлка"),
        ("0:нет", ""),
        ("слово", ""),
        ("", ""),
        ("x:слово", ""),
    ],
)
def test_the_nearest_paragraph_with_the_words(qtbot: Any, spot: str, selected: str):
    editor = QTextEdit()
    qtbot.addWidget(editor)
    editor.setPlainText("Слово раз\n\nзимой\u2028ёлка\nещё слово два")
    assert reveal(editor, spot) is bool(selected)
    assert editor.textCursor().selectedText() == selected


@pytest.fixture
def desk(tmp_path: Any, qapp: QApplication) -> Any:
    file = small_programme(tmp_path / "школа.shnor")
    cells = (text_cell("ячейка"), text_cell("сосна в таблице"))
    blocks = (
        Paragraph((Run("Начало"),)),
        Table((TreeRow(cells),)),
        *plain_blocks("\n".join(["текст"] * 60 + ["сосна"])),
    )
    ids = {key: entry_of(file, key).section.id for key in ("relevance", "roadmap")}
    row = file.rows(PassportRow)[-1]
    plan = file.rows(Activity, section_id=ids["roadmap"])[1]
    with file.transaction("Тексты") as transaction:
        transaction.change(SectionText, file.rows(SectionText)[0].id, body=dump_blocks(blocks))
        transaction.change(PassportRow, row.id, body=dump_blocks(plain_blocks("\n".join(["цель"] * 30 + ["кедр рос"]))))
        transaction.change(Activity, plan.id, evidence="приказ о кедрах", reason="пихта")
    made = Desk(file)
    yield made
    file.close()
    if made.page is not None:
        made.page.hide()
        made.page.deleteLater()
        qapp.processEvents()


def go(desk: Any, key: str, words: str, place: int = 0) -> Any:
    hit = Index(read_programme(desk.file)).search(words)[place]
    page = desk.open(key)
    page.show_place(hit.place)
    QApplication.processEvents()
    return page


def test_a_hit_in_a_text_selects_its_words(desk):
    page = go(desk, "relevance", "сосна", 1)
    assert page.editor.textCursor().selectedText() == "сосна"
    assert page.editor.textCursor().block().text() == "сосна"
    assert page.editor.viewport().rect().contains(page.editor.cursorRect())


def test_a_hit_in_the_passport_comes_into_sight(desk):
    page = go(desk, "passport", "рос кедр")
    editor = next(each.editor for each in page.editors.values() if each.editor.textCursor().hasSelection())
    assert editor.textCursor().selectedText() == "кедр"
    spot = editor.viewport().mapTo(page.area.viewport(), editor.cursorRect().center())
    assert page.area.viewport().rect().contains(spot)


def test_a_field_without_a_column_is_found_in_the_panel(desk):
    page = go(desk, "roadmap", "приказ о кедрах")
    assert page.view.current_line().row.text == "Назначить наставников"
    assert not page.panel.input("evidence").isHidden()
    assert page.panel.input("evidence").isVisible()
    assert page.panel.input("evidence").text() == "приказ о кедрах"
    page = go(desk, "roadmap", "наставников")
    assert page.view.currentIndex().column() == page.model.column_of("text")
