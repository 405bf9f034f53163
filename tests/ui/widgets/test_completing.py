"""What was typed before is offered below the field; the keys of a person at a cell and in the panel."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from page_tools import Desk, entry_of, press, type_text
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from shnor_desktop.models.all import Activity
from shnor_desktop.services.people import folded
from shnor_desktop.ui.pages.activities_page import ActivitiesPage
from shnor_desktop.ui.widgets.cell_editor import CellEditor
from shnor_desktop.ui.widgets.completing import Completing

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Words:
    """A source with a fixed list."""

    texts = ("Директор", "Директор школы", "Заместитель директора", "Учителя физики")

    def offers(self, typed: str, taken: Sequence[str]) -> list[str]:
        key, known = folded(typed), {folded(typed), *map(folded, taken)}
        return [text for text in self.texts if f" {key}" in f" {folded(text)}" and folded(text) not in known]

    def knows(self, text: str) -> bool:
        return folded(text) in map(folded, self.texts)


@pytest.fixture
def form(qtbot):
    window = QWidget()
    window.resize(600, 300)
    window.line, window.text = QLineEdit(), QPlainTextEdit()  # type: ignore[attr-defined]
    column = QVBoxLayout(window)
    column.addWidget(window.line)  # type: ignore[attr-defined]
    column.addWidget(window.text)  # type: ignore[attr-defined]
    qtbot.addWidget(window)
    window.show()
    return window


def offered(field: QLineEdit | QPlainTextEdit, *, many: bool = False) -> Completing:
    made = Completing(field, Words(), many=many)
    field.setFocus()
    return made


def marked(field: QWidget) -> str:
    view = field.window().findChild(QListWidget, "offers")
    assert view is not None and view.isVisible()
    return view.item(view.currentRow()).text() if view.currentRow() >= 0 else ""


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Tab])
def test_enter_and_tab_take_the_marked_line(form, key):
    made = offered(form.line)
    type_text(form.line, "зам")
    assert made.shown == ["Заместитель директора"]
    press(form.line, key)
    assert (form.line.text(), made.shown) == ("Заместитель директора", [])
    assert form.line.hasFocus()


def test_escape_closes_the_list_and_keeps_the_text(form):
    made = offered(form.line)
    type_text(form.line, "уч")
    assert made.shown and marked(form.line) == "Учителя физики"
    press(form.line, KEY.Key_Escape)
    assert (form.line.text(), made.shown) == ("уч", [])
    type_text(form.line, "и")
    assert made.shown


def test_a_text_of_its_own_is_never_replaced_unasked(form):
    made = offered(form.line)
    type_text(form.line, "Директор")
    assert made.shown == ["Директор школы", "Заместитель директора"]
    assert marked(form.line) == ""
    press(form.line, KEY.Key_Return)
    assert form.line.text() == "Директор"
    press(form.line, KEY.Key_End)
    type_text(form.line, " ")
    press(form.line, KEY.Key_Down)
    press(form.line, KEY.Key_Return)
    assert form.line.text() == "Директор школы"


def test_one_of_several_texts_is_not_taken_by_enter_but_a_person_is(form):
    offered(form.line)
    type_text(form.line, "дир")
    assert marked(form.line) == ""
    press(form.line, KEY.Key_Return)
    assert form.line.text() == "дир"
    offered(form.text, many=True)
    type_text(form.text, "дир")
    press(form.text, KEY.Key_Return)
    assert form.text.toPlainText() == "Директор"


def test_a_word_inside_is_offered_but_not_taken_by_enter(form):
    offered(form.line)
    type_text(form.line, "физ")
    assert marked(form.line) == ""
    press(form.line, KEY.Key_Return)
    assert form.line.text() == "физ"


def test_arrows_walk_and_stay_inside(form):
    made = offered(form.line)
    type_text(form.line, "д")
    assert made.shown == ["Директор", "Директор школы", "Заместитель директора"] and marked(form.line) == ""
    for _ in range(9):
        press(form.line, KEY.Key_Down)
    assert marked(form.line) == "Заместитель директора"
    press(form.line, KEY.Key_PageUp)
    press(form.line, KEY.Key_Up)
    assert marked(form.line) == "Директор"


def test_a_click_takes_and_the_field_keeps_the_focus(form, qtbot):
    made = offered(form.line)
    type_text(form.line, "дир")
    view = form.findChild(QListWidget, "offers")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualItemRect(view.item(1)).center())
    assert (form.line.text(), made.shown) == ("Директор школы", [])
    assert QApplication.focusWidget() is form.line


@pytest.mark.parametrize("name", ["line", "text"])
def test_of_several_only_the_last_is_completed(form, name):
    field = getattr(form, name)
    made = offered(field, many=True)
    type_text(field, "Учителя физики, дир")
    assert made.shown == ["Директор", "Директор школы", "Заместитель директора"]
    press(field, KEY.Key_Tab)
    type_text(field, "; учи")
    assert made.shown == []
    type_text(field, ",зам")
    press(field, KEY.Key_Return)
    text = field.text() if name == "line" else field.toPlainText()
    assert text == "Учителя физики, Директор; учи,Заместитель директора"


def test_a_new_line_begins_another_one(form):
    offered(form.text, many=True)
    type_text(form.text, "Директор")
    press(form.text, KEY.Key_Escape)
    form.text.insertPlainText("\n")
    type_text(form.text, "зам")
    press(form.text, KEY.Key_Return)
    assert form.text.toPlainText() == "Директор\nЗаместитель директора"
    form.text.undo()
    assert form.text.toPlainText().endswith("зам")


def test_nothing_is_offered_in_the_middle_of_a_text(form):
    made = offered(form.line, many=True)
    form.line.setText("Учителя, завуч")
    form.line.setCursorPosition(2)
    type_text(form.line, "и")
    assert made.shown == []
    form.line.setCursorPosition(0)
    type_text(form.line, "дир")
    assert made.shown == []
    form.line.setText("дир, завуч")
    form.line.setCursorPosition(3)
    type_text(form.line, "е")
    assert made.shown and marked(form.line) == "Директор"
    press(form.line, KEY.Key_Return)
    assert form.line.text() == "Директор, завуч"


@pytest.mark.parametrize(("key", "modifiers"), [(KEY.Key_Down, ALT), (KEY.Key_F4, Qt.KeyboardModifier.NoModifier)])
def test_the_list_can_be_asked_for(form, key, modifiers):
    made = offered(form.line)
    press(form.line, key, modifiers)
    assert made.shown == list(Words.texts) and marked(form.line) == "Директор"
    press(form.line, KEY.Key_Down)
    press(form.line, KEY.Key_Return)
    assert form.line.text() == "Директор школы"


def test_asked_at_a_text_of_its_own_it_offers_others_instead(form):
    made = offered(form.line, many=True)
    form.line.setText("Учителя физики, Директор")
    press(form.line, KEY.Key_F4)
    assert made.shown == ["Директор школы", "Заместитель директора"]
    press(form.line, KEY.Key_Down)
    press(form.line, KEY.Key_Return)
    assert form.line.text() == "Учителя физики, Заместитель директора"


def test_leaving_scrolling_and_moving_close_it(form):
    made = offered(form.line)
    for leave in (form.text.setFocus, lambda: press(form.line, KEY.Key_Home), lambda: form.line.move(40, 40)):
        form.line.clear()
        form.line.setFocus()
        type_text(form.line, "дир")
        assert made.shown
        leave()
        assert made.shown == []


def test_what_cannot_be_written_in_offers_nothing(form):
    made = offered(form.line)
    form.line.setReadOnly(True)
    press(form.line, KEY.Key_F4)
    assert made.shown == []


def test_at_the_bottom_of_a_window_the_list_stands_above(form):
    offered(form.text)
    form.resize(600, 160)
    QApplication.processEvents()
    form.text.setPlainText("\n" * 3)
    form.text.moveCursor(form.text.textCursor().MoveOperation.End)
    type_text(form.text, "")
    press(form.text, KEY.Key_F4)
    view = form.findChild(QListWidget, "offers")
    assert form.rect().contains(view.geometry())


# in the program


def people(desk: Desk, *texts: str) -> None:
    section = entry_of(desk.file, "diary").section.id
    with desk.file.transaction("Прежнее") as transaction:
        transaction.add_all(
            Activity(section_id=section, position=n, text="Дело", responsible=text, result=f"Приказ {n}")
            for n, text in enumerate(texts)
        )


def opened(desk: Desk) -> ActivitiesPage:
    page = desk.open("roadmap")
    assert isinstance(page, ActivitiesPage)
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("responsible")))
    return page


def editor(page: ActivitiesPage) -> CellEditor:
    found = [each for each in page.view.viewport().findChildren(CellEditor) if each.isVisible()]
    return found[-1]


def stored(desk: Desk) -> list[str]:
    section = entry_of(desk.file, "roadmap").section.id
    return [row.responsible for row in desk.file.rows(Activity, section_id=section)]


def to_focus(key: Qt.Key) -> None:
    """A key as the window's system sends it: to the field with the focus, asking for shortcuts first."""
    field = QApplication.focusWidget()
    assert field is not None
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, asked)
    press(field, key)


@pytest.mark.parametrize("key", [KEY.Key_F2, KEY.Key_Return])
def test_f2_and_enter_go_on_with_the_stored_text(desk, key: Qt.Key):
    page = opened(desk)
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("text")))
    page.view.setFocus()
    press(page.view, key)
    assert editor(page).toPlainText() == "Назначить наставников"
    type_text(editor(page), " и кураторов")
    page.commit_pending()
    section = entry_of(desk.file, "roadmap").section.id
    assert desk.file.rows(Activity, section_id=section)[1].text == "Назначить наставников и кураторов"


def test_a_letter_replaces_the_stored_text_and_tab_leads_to_the_next_one_selected(desk):
    page = opened(desk)
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("text")))
    page.view.setFocus()
    type_text(page.view, "К")
    type_text(editor(page), "урсы")
    press(editor(page), KEY.Key_Tab)
    section = entry_of(desk.file, "roadmap").section.id
    assert desk.file.rows(Activity, section_id=section)[1].text == "Курсы"
    press(editor(page), KEY.Key_Backtab)
    assert editor(page).textCursor().selectedText() == "Курсы"


def test_in_a_cell_enter_takes_and_enter_again_goes_down(desk):
    people(desk, "Завуч по УВР, Директор")
    page = opened(desk)
    page.view.setFocus()
    type_text(page.view, "з")
    field = editor(page)
    field.setFocus()
    type_text(field, "ав")
    to_focus(KEY.Key_Return)
    assert field.toPlainText() == "Завуч по УВР" and stored(desk)[1] == ""
    type_text(field, ", дир")
    to_focus(KEY.Key_Tab)
    assert field.toPlainText() == "Завуч по УВР, Директор"
    to_focus(KEY.Key_Return)
    assert stored(desk)[1] == "Завуч по УВР, Директор"
    assert page.view.currentIndex().row() == 2


def test_in_a_cell_escape_closes_the_list_first_and_then_the_editor(desk):
    people(desk, "Завуч по УВР")
    page = opened(desk)
    page.view.setFocus()
    press(page.view, KEY.Key_F2)
    field = editor(page)
    type_text(field, "зав")
    assert field.help is not None and field.help.shown == ["Завуч по УВР"]
    to_focus(KEY.Key_Escape)
    assert editor(page) is field and field.toPlainText() == "зав" and field.help.shown == []
    to_focus(KEY.Key_Escape)
    QApplication.processEvents()
    assert stored(desk)[1] == ""
    assert page.view.viewport().findChild(CellEditor) in (None, field)


def test_f4_at_a_cell_opens_its_list(desk):
    people(desk, "Завуч по УВР", "Директор", "Директор")
    page = opened(desk)
    page.view.setFocus()
    press(page.view, KEY.Key_F4)
    field = editor(page)
    assert field.help is not None and field.help.shown == ["Директор", "Завуч по УВР"]
    to_focus(KEY.Key_Down)
    to_focus(KEY.Key_Return)
    to_focus(KEY.Key_Return)
    assert stored(desk)[1] == "Завуч по УВР"


def test_what_was_just_typed_is_offered_in_the_next_row(desk):
    page = opened(desk)
    page.view.setFocus()
    type_text(page.view, "Н")
    type_text(editor(page), "овый педагог")
    page.commit_pending()
    page.view.setCurrentIndex(page.model.index(4, page.model.column_of("responsible")))
    press(page.view, KEY.Key_F2)
    type_text(editor(page), "нов")
    press(editor(page), KEY.Key_Tab)
    page.commit_pending()
    assert stored(desk)[4] == stored(desk)[1] == "Новый педагог"


def test_in_the_panel_what_is_taken_is_written(desk):
    people(desk, "Завуч по УВР")
    page = opened(desk)
    assert page.panel is not None
    field = page.panel.input("responsible")
    field.setFocus()
    type_text(field, "зав")
    to_focus(KEY.Key_Tab)
    assert field.text() == "Завуч по УВР" and QApplication.focusWidget() is field
    press(field, KEY.Key_Return)
    assert stored(desk)[1] == "Завуч по УВР"
    result = page.panel.input("result")
    result.setFocus()
    type_text(result, "при")
    to_focus(KEY.Key_Return)
    page.panel.commit()
    rows = desk.file.rows(Activity, section_id=entry_of(desk.file, "roadmap").section.id)
    assert rows[1].result == "Приказ 0"
