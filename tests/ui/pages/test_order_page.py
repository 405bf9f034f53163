"""The page of an order: every field writes itself, texts have the bar of looks, places lead to fields."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_tools import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shnor_desktop.models.all import Order, School, SectionText
from shnor_desktop.services.editing.content import set_order
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.field_names import ORDER_FIELDS
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import outline, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.searched import searched
from shnor_desktop.ui.pages.base import PageContext
from shnor_desktop.ui.pages.registry import make_page


@pytest.fixture
def file(tmp_path: Path):
    with SchoolFile.create(tmp_path / "документ.shnor") as made:
        start_programme(made, load_format("municipal-roadmap"), School(municipality="Округ"), (2026, 2026))
        yield made


@pytest.fixture
def page(file: SchoolFile, qtbot):
    form = load_format("municipal-roadmap")
    told: list[str] = []
    made = make_page(PageContext(file, form, told.append), outline(file, form)[0])
    made.resize(1000, 800)
    qtbot.addWidget(made)
    made.show()
    unsubscribe = file.subscribe(made.refresh)
    made.told = told
    yield made
    unsubscribe()


def order(file: SchoolFile) -> Order:
    (row,) = file.rows(Order)
    return row


def test_every_field_is_there_and_shows_what_the_form_says(page):
    assert set(page.fields) == set(ORDER_FIELDS)
    shown = {name: field.binding.stored for name, field in page.fields.items() if field.binding.stored}
    assert shown == {"word": "ПРИКАЗ", "verb": "ПРИКАЗЫВАЮ:", "mark": "приказом"}


def test_what_is_typed_is_written_and_undone(page, file: SchoolFile):
    field = page.fields["number"]
    field.setFocus()
    type_text(field, "34-ОД")
    press(field, Qt.Key.Key_Return)
    assert order(file).number == "34-ОД"
    subject = page.fields["subject"]
    subject.setFocus()
    type_text(subject, "Об утверждении плана")
    page.commit_pending()
    assert order(file).subject == "Об утверждении плана"
    assert file.undo() == "Правка приказа"
    assert subject.toPlainText() == ""
    file.redo()
    assert subject.toPlainText() == "Об утверждении плана"


def test_points_are_a_text_of_the_section(page, file: SchoolFile):
    editor = page.slots["points"]
    editor.setFocus()
    type_text(editor, "Утвердить план")
    page.commit_pending()
    (row,) = file.rows(SectionText, slot="points")
    assert "Утвердить план" in row.body


def test_places_of_findings_lead_to_fields_and_texts(page, file: SchoolFile, qtbot):
    page.show_place(f"office_order:{order(file).id}:number")
    qtbot.waitUntil(page.fields["number"].hasFocus)
    page.show_place("section_text:points")
    qtbot.waitUntil(page.slots["points"].hasFocus)
    page.show_place("office_order:1:nothing")
    page.show_place("activity:1:text")


def test_an_order_that_is_gone_is_made_again(page, file: SchoolFile):
    with file.transaction("Без приказа") as transaction:
        transaction.remove(Order, order(file).id)
    assert page.fields["word"].text() == ""
    set_order(file, page.section_id, day="от 12.02.2026")
    assert order(file).day == "от 12.02.2026" == page.fields["day"].text()


def test_a_document_that_begins_with_an_order_has_no_title_page_in_its_outline(file: SchoolFile, qtbot):
    form = load_format("municipal-roadmap")
    page = make_page(PageContext(file, form, print), None)
    qtbot.addWidget(page)
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Школа и программа" in said and "начинается приказом" in said
    assert form.front == "Школа и программа" and load_format("school-programme").front == "Титульный лист"
    assert {row.title for row in searched(read_programme(file, form)) if row.section_id == 0} == {form.front}
