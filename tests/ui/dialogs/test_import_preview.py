"""The document before it is written: worked with by keys and mouse."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from page_tools import press
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QDialog, QRadioButton

from shnor_desktop.services.documents.tree import (
    Document,
    Heading,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)
from shnor_desktop.services.formats import Format, known_formats, load_format
from shnor_desktop.services.import_review import ImportReview
from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.ui.dialogs import import_preview
from shnor_desktop.ui.dialogs.import_preview import ImportPreview, Target
from shnor_desktop.ui.itemmodels.document_table import DocumentTableModel
from shnor_desktop.ui.itemmodels.review_lines import ReviewLinesModel

FORM = load_format("school-programme")
HEAD = ("№", "Мероприятия", "Сроки", "Ответственные")
ODD = ("Пункт", "Что сделаем", "К какому времени", "На ком")
ROWS = (("1", "Собрать группу", "май 2026", "Директор"), ("2", "Провести совет", "июнь 2026", "Завуч"))
Make = Callable[..., ImportPreview]


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(tuple(text_cell(text) for text in row)) for row in rows))


BLOCKS: tuple[Heading | Paragraph | Table, ...] = (
    Heading(1, (Run("6. Дорожная карта"),)),
    paragraph("Слова перед таблицей.\nИ вторая строка."),
    table(ODD, *ROWS),
    paragraph("Между таблицами."),
    table(HEAD, ROWS[0]),
    paragraph("Ещё слова."),
    table(ROWS[1]),
)


@pytest.fixture
def make(qtbot) -> Make:
    def made(*blocks: Heading | Paragraph | Table, notices: tuple[str, ...] = (), **options: object) -> ImportPreview:
        review = ImportReview("Программа.docx", Document((Part(blocks or BLOCKS),), notices=notices), FORM)
        dialog = ImportPreview(review, **options)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return made


def becomes(dialog: ImportPreview) -> list[str]:
    return [line.becomes for line in dialog.model.shown if line.table is not None]


def plan(dialog: ImportPreview) -> list[str]:
    return [row.text for section in dialog.review.found.sections for row in section.activities]


def pick(box: QComboBox, key: str) -> None:
    """Choose by the keyboard: down or up to the entry."""
    box.setFocus()
    steps = box.findData(key) - box.currentIndex()
    for _ in range(abs(steps)):
        press(box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    assert box.currentData() == key


# side by side


def test_the_document_stands_beside_what_it_becomes(make: Make):
    dialog = make()
    rows = range(dialog.model.rowCount())
    sides = [[dialog.model.index(row, side).data() for side in (0, 1)] for row in rows]
    assert sides[0] == ["6. Дорожная карта", "заголовок раздела"]
    assert sides[2][0] == "Таблица 1 · 3 строки, 4 столбца: Пункт · Что сделаем · К какому времени · На ком"
    assert sides[2][1] == "останется текстом"
    assert len(sides) == len(BLOCKS)
    assert dialog.summary.text().startswith("Данными станет: 1 таблица. Текстом останется: 2 таблицы, 3 абзаца")


def test_the_whole_of_the_current_block_can_be_read(make: Make):
    dialog = make()
    assert dialog.current.table == 0  # it begins with the first table
    assert dialog.whole.currentWidget() is dialog.table
    assert dialog.cells.index(1, 1).data() == "Собрать группу"
    press(dialog.lines, Qt.Key.Key_Up)
    assert dialog.text.toPlainText() == "Слова перед таблицей.\nИ вторая строка."
    assert not dialog.panel.isVisible()


def test_tables_alone_and_from_table_to_table(make: Make):
    dialog = make()
    press(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert dialog.current.table == 1
    press(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    press(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert dialog.current.table == 2
    press(dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert dialog.current.table == 1
    dialog.only_tables.click()
    assert [line.table for line in dialog.model.shown] == [0, 1, 2]
    assert dialog.current.table == 1
    dialog.only_tables.click()
    assert dialog.current.table == 1
    assert dialog.model.rowCount() == len(BLOCKS)


def test_models_keep_their_word(make: Make):
    dialog = make()
    testers = [QAbstractItemModelTester(dialog.model), QAbstractItemModelTester(dialog.cells)]
    dialog.only_tables.click()
    dialog.review.assign(0, "roadmap")
    dialog.model.show(dialog.review.lines())
    dialog.cells.show(table(("а",)))
    assert len(testers) == 2
    assert (ReviewLinesModel().rowCount(), DocumentTableModel().rowCount()) == (0, 0)


# a person's word


def test_a_table_is_said_to_be_the_roadmap_and_the_count_changes_at_once(make: Make):
    dialog = make()
    pick(dialog.panel.target, "roadmap")
    assert plan(dialog) == ["Собрать группу", "Провести совет", "Собрать группу"]
    assert becomes(dialog)[0] == "2 строки – «Дорожная карта»"
    assert dialog.summary.text().startswith("Данными станет: 2 таблицы")
    assert dialog.current.table == 0  # the person is where they were
    assert [field.currentData() for field in dialog.panel.fields] == ["number", "text", "period", "responsible"]


def test_a_column_is_said_to_be_another_one(make: Make):
    dialog = make()
    pick(dialog.panel.target, "roadmap")
    pick(dialog.panel.fields[3], "result")
    row = next(row for section in dialog.review.found.sections for row in section.activities)
    assert (row.result, row.responsible) == ("Директор", "")
    assert dialog.panel.fields[3].currentText() == "Результат"


def test_a_column_that_is_no_field_says_where_its_text_goes(make: Make):
    dialog = make()
    for target, words in (("roadmap", "Свой столбец"), ("indicators", "В примечание"), ("schedule", "В содержание")):
        dialog.panel.target_said.emit(target)
        field = dialog.panel.fields[0]
        assert field.itemText(field.findData("")) == words


def test_a_table_stays_text_and_goes_back(make: Make):
    dialog = make()
    press(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.panel.back.isEnabled()
    pick(dialog.panel.target, "text")
    assert becomes(dialog) == ["останется текстом"] * 3
    assert dialog.panel.fields == []
    QTest.mouseClick(dialog.panel.back, Qt.MouseButton.LeftButton)
    assert becomes(dialog)[1] == "1 строка – «Дорожная карта»"


def test_tables_are_put_together_and_apart(make: Make):
    dialog = make()
    for _ in range(2):
        press(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    dialog.panel.joined.setFocus()
    press(dialog.panel.joined, Qt.Key.Key_Space)
    assert becomes(dialog)[1:] == ["2 строки – «Дорожная карта»", "продолжение таблицы 2"]
    assert not dialog.panel.target.isEnabled()  # it is what the table above is
    press(dialog.panel.joined, Qt.Key.Key_Space)
    assert becomes(dialog)[1:] == ["1 строка – «Дорожная карта»", "останется текстом"]
    assert dialog.panel.target.isEnabled()


def test_names_of_columns_are_a_row_when_the_person_says_so(make: Make):
    dialog = make()
    pick(dialog.panel.target, "roadmap")
    QTest.mouseClick(dialog.panel.header, Qt.MouseButton.LeftButton)
    assert "Что сделаем" in plan(dialog)


def test_the_wheel_scrolls_past_a_choice(make: Make, qtbot):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    dialog = make()
    none, place = Qt.MouseButton.NoButton, QPointF(5, 5)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, -120),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(dialog.panel.target, event)
    assert dialog.panel.target.currentData() == "text"
    assert dialog.review.said == {}


def test_another_form_reads_the_document_anew(make: Make):
    forms = known_formats()
    dialog = make(formats=forms)
    other = next(form for form in forms if form.key != FORM.key)
    pick(dialog.form, other.key)
    assert dialog.review.found.form is other
    assert dialog.form.isVisible()
    assert [form.key for form in forms if isinstance(form, Format)][dialog.form.currentIndex()] == other.key


# where it goes, and what is told


def test_an_open_programme_is_replaced_only_on_request(make: Make):
    dialog = make(open_name="Школа.shnor")
    assert dialog.target is Target.NEW
    choice = next(button for button in dialog.findChildren(QRadioButton) if "Заменить" in button.text())
    assert "Школа.shnor" in choice.text()
    choice.setChecked(True)
    assert dialog.target is Target.OPEN


def test_an_open_empty_file_is_the_natural_place(make: Make):
    assert make(open_name="Школа.shnor", open_is_empty=True).target is Target.OPEN


def test_without_an_open_file_there_is_nothing_to_choose(make: Make):
    dialog = make()
    assert dialog.target is Target.NEW
    assert not any(button.isVisible() for button in dialog.findChildren(QRadioButton))


def test_what_does_not_come_over_is_told(make: Make):
    notices = tuple(f"Замечание {n}." for n in range(1, 7))
    dialog = make(notices=notices)
    assert dialog.notices.toPlainText().split("\n") == list(notices)
    assert dialog.notices.isVisible()
    assert not make().notices.isVisible()


def test_a_document_without_tables(make: Make):
    dialog = make(paragraph("Только слова."))
    assert dialog.current.text == "Только слова."
    press(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    dialog.only_tables.click()
    assert dialog.current is None
    dialog.panel.target_said.emit("roadmap")  # there is nothing to say it of
    assert dialog.review.said == {}


def test_ctrl_enter_imports(make: Make):
    dialog = make()
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_long_plan_is_read_anew_beside_the_window(make: Make, monkeypatch: pytest.MonkeyPatch):
    dialog = make(table(ODD, *(ROWS[0] for _ in range(600))))
    done: list[int] = []
    look = ImportReview.assign

    def assign(review: ImportReview, number: int, target: str) -> None:
        done.append(threading.get_ident())
        look(review, number, target)

    monkeypatch.setattr(ImportReview, "assign", assign)
    pick(dialog.panel.target, "roadmap")
    assert done and done[0] != threading.get_ident(), "the window lives meanwhile"
    assert dialog.review.table(0).target == "roadmap" and dialog.current.data

    def stopped(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr(import_preview, "beside", stopped)
    dialog.panel.target_said.emit("text")
    assert dialog.review.table(0).target == "roadmap", "who stops that has everything as it was"
    assert dialog.panel.target.currentData() == "roadmap"
    assert dialog.cells.index(600, 1).data() == ROWS[0][1], "rows that were never in sight have their texts too"
