"""Blocks of cells by real keys and a real clipboard on the pages of tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from page_tools import PLAN, Desk, entry_of, press, type_text
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QToolTip

from shnor_desktop.models.all import Activity, CriterionValue, GridRow, Indicator, ScheduleRow, Task
from shnor_desktop.services.editing.pasting import paste_cells
from shnor_desktop.services.tabular import from_html, from_tsv
from shnor_desktop.ui.pages.table_page import TablePage

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WORD = """<html><body><p>Приложение к приказу</p><table class=MsoTableGrid><tr><td><p><b>№</b></p></td>
<td><p><b>Наименование мероприятия</b></p></td><td><p><b>Сроки</b></p></td><td><p><b>Ответственные</b></p></td></tr>
<tr><td colspan=4><p><b>1. Чтение</b></p></td></tr>
<tr><td><p>1.1</p></td><td><p>Неделя<o:p></o:p> книги</p></td><td rowspan=2><p>май<br>2026</p></td>
<td><p>Завуч</p></td></tr>
<tr><td><p>1.2</p></td><td><p>Клуб чтецов</p></td><td><p>Библиотекарь</p></td></tr></table></body></html>"""


@pytest.fixture
def opened(desk: Desk, qtbot: Any) -> Callable[[str], TablePage]:
    """Opens a page and gives its table the keyboard."""

    def open_(key: str) -> TablePage:
        page = desk.open(key)
        assert isinstance(page, TablePage)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.view.setFocus()
        return page

    return open_


def plan(desk: Desk) -> list[Activity]:
    return desk.file.rows(Activity, section_id=entry_of(desk.file, "roadmap").section.id)


def column(desk: Desk, field: str) -> list[Any]:
    return [getattr(row, field) for row in plan(desk)]


def choose(page: TablePage, top: int, field: str, bottom: int | None = None, last: str = "") -> None:
    """Make a cell the current one, or select cells with it as the first."""
    first = page.model.index(top, page.model.column_of(field))
    page.view.setCurrentIndex(first)
    if bottom is not None:
        other = page.model.index(bottom, page.model.column_of(last or field))
        area = QItemSelection(first, other)
        page.view.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def key(page: TablePage, which: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(page.view, which, modifiers)


def empty(page: TablePage) -> None:
    """Remove all rows."""
    page.view.selectAll()
    key(page, Qt.Key.Key_Delete, NONE)
    assert not page.model.rowCount()


def put(text: str = "", html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def selected_texts(page: TablePage) -> list[str]:
    return [page.model.index(*place).data() for place in page.view.selected_places()]


# a plan


def test_a_column_of_a_spreadsheet_goes_over_cells(desk, opened):
    page = opened("roadmap")
    choose(page, 4, "period")
    put("май 2026\r\nиюнь 2026\r\n")
    key(page, Qt.Key.Key_V)
    assert column(desk, "period")[4:] == ["май 2026", "", "июнь 2026"]
    assert desk.file.undo_name == "Вставка: 2 строки"
    assert page.view.currentIndex() == page.model.index(4, page.model.column_of("period"))
    assert {column for _, column in page.view.selected_places()} == {page.model.column_of("period")}
    assert desk.told == []


def test_a_table_of_word_comes_as_rows_and_what_stood_beside_it_is_named(desk, opened):
    page = opened("roadmap")
    choose(page, 1, "text")
    put("текст", WORD)
    key(page, Qt.Key.Key_V)
    assert [(row.level, row.text, row.period, row.responsible) for row in plan(desk)[5:8]] == [
        ("group", "Чтение", "", ""),
        ("item", "Неделя книги", "май\n2026", "Завуч"),
        ("item", "Клуб чтецов", "май\n2026", "Библиотекарь"),
    ]
    assert desk.told == ["Текст рядом с таблицей не вставлен: «Приложение к приказу»."]
    assert [page.model.lines[row].row.text for row in range(5, 8)] == [
        line.row.text for line in page.view.selected_lines()
    ]
    assert page.view.columnSpan(5, 1) == page.model.columnCount() - 1
    desk.file.undo()
    assert [(row.level, row.text) for row in plan(desk)] == list(PLAN)


def test_an_empty_plan_takes_a_table(desk, opened):
    page = opened("staff_measures")
    empty(page)
    put("Пригласить методиста\tмай\nОбучить\tиюнь")
    key(page, Qt.Key.Key_V)
    rows = desk.file.rows(Activity, section_id=page.section_id)
    assert [(row.level, row.text, row.period) for row in rows] == [
        ("item", "Пригласить методиста", "май"),
        ("item", "Обучить", "июнь"),
    ]
    assert len(page.view.selected_lines()) == 2


def test_a_new_column_comes_along_and_goes_with_undo(desk, opened):
    page = opened("roadmap")
    before = page.model.columnCount()
    put("Мероприятия\tСроки\tБюджет\nСеминар\tмай\t5000")
    choose(page, 1, "text")
    key(page, Qt.Key.Key_V)
    assert page.model.columnCount() == before + 1
    assert page.model.index(4, page.model.column_of("extra0")).data() == "5000"
    desk.file.undo()
    assert page.model.columnCount() == before


def test_rows_are_copied_and_pasted_at_the_end(desk, opened):
    page = opened("roadmap")
    choose(page, 0, "number", 3, "done")
    key(page, Qt.Key.Key_C)
    data = QApplication.clipboard().mimeData()
    block = from_html(data.html())
    assert block is not None
    assert block.across == {0}
    assert [row[:2] for row in block.rows] == [
        ("1.", "Уроки"),
        ("1.1", "Назначить наставников"),
        ("", "- младшие классы"),
        ("", "- старшие классы"),
    ]
    assert from_tsv(data.text()).rows == block.rows
    choose(page, 6, "text")
    key(page, Qt.Key.Key_V)
    assert [(row.level, row.text) for row in plan(desk)] == [*PLAN, *PLAN[:4]]
    assert page.model.lines[8].number == "3.1"


def test_cut_and_paste_move_texts(desk, opened):
    page = opened("roadmap")
    put("май\tДиректор\nиюнь\tЗавуч")
    choose(page, 1, "period")
    key(page, Qt.Key.Key_V)
    key(page, Qt.Key.Key_X)
    assert desk.file.undo_name == "Вырезано: 4 ячейки"
    assert set(column(desk, "period")) == {""}
    choose(page, 3, "period")
    key(page, Qt.Key.Key_V)
    assert column(desk, "period")[3:5] == ["май", "июнь"]
    choose(page, 6, "number", 6, "done")
    key(page, Qt.Key.Key_X)
    assert len(plan(desk)) == len(PLAN) - 1
    assert "Пригласить методиста" in QApplication.clipboard().text()


def test_one_copied_cell_fills_all_selected_ones(desk, opened):
    page = opened("roadmap")
    put("Завуч")
    choose(page, 1, "responsible", 4)
    key(page, Qt.Key.Key_V)
    assert column(desk, "responsible") == ["", "Завуч", "Завуч", "Завуч", "Завуч", "", ""]
    assert desk.file.undo_name == "Вставка: 4 строки"


def test_delete_clears_selected_cells_as_one_step(desk, opened):
    page = opened("roadmap")
    put("май\tДиректор\nиюнь\tЗавуч")
    choose(page, 1, "period")
    key(page, Qt.Key.Key_V)
    choose(page, 1, "period", 2, "responsible")
    key(page, Qt.Key.Key_Delete, NONE)
    assert desk.file.undo_name == "Очищено: 4 ячейки"
    assert set(column(desk, "responsible")) == {""}
    assert len(plan(desk)) == len(PLAN)
    desk.file.undo()
    assert column(desk, "period")[1:3] == ["май", "июнь"]


def test_fill_down_by_keys(desk, opened):
    page = opened("roadmap")
    choose(page, 1, "period")
    type_text(page.view, "м")
    editor = page.view.viewport().findChild(QPlainTextEdit)
    type_text(editor, "ай")
    press(editor, Qt.Key.Key_Return)
    choose(page, 1, "period", 6)
    key(page, Qt.Key.Key_D, CTRL | SHIFT)
    assert column(desk, "period") == ["", "май", "май", "май", "май", "", "май"]
    assert desk.file.undo_name == "Заполнение вниз: 4 ячейки"
    choose(page, 4, "text")
    key(page, Qt.Key.Key_D, CTRL | SHIFT)
    assert plan(desk)[4].text == "старшие классы"


def test_selecting_and_copying_by_keys_alone(desk, opened):
    page = opened("roadmap")
    choose(page, 1, "text")
    key(page, Qt.Key.Key_Down, SHIFT)
    key(page, Qt.Key.Key_Right, SHIFT)
    key(page, Qt.Key.Key_Insert)  # Ctrl+Ins
    assert QApplication.clipboard().text() == "Назначить наставников\t\n- младшие классы\t"
    choose(page, 6, "text")
    key(page, Qt.Key.Key_Insert, SHIFT)
    assert [(row.level, row.text) for row in plan(desk)[7:]] == [
        ("item", "Назначить наставников"),
        ("sub", "младшие классы"),
    ]


def test_what_cannot_be_taken_is_told_and_nothing_is_written(desk, opened):
    page = opened("roadmap")
    choose(page, 1, "done")
    for text, told in (
        ("60\nabc", "Ничего не вставлено: «abc» сюда не подходит. Процент выполнения — целое число от 0 до 100."),
        ("60\tраз\n70\tдва", "Скопировано колонок: 2, а отсюда есть 1 колонка. Выберите ячейку левее."),
        ("а\n" * 10_001, "Скопировано слишком много для одной таблицы. Скопируйте её по частям."),
    ):
        put(text)
        key(page, Qt.Key.Key_V)
        assert desk.told[-1] == told
    choose(page, 0, "period")
    put("май")
    key(page, Qt.Key.Key_V)
    assert desk.told[-1] == "В эту ячейку ничего не вписывают. Выберите другую."
    assert desk.file.undo_name == "Наполнение"


def test_paste_in_an_open_editor_is_the_editor_s(desk, opened):
    page = opened("roadmap")
    choose(page, 1, "period")
    press(page.view, Qt.Key.Key_F2)
    editor = page.view.viewport().findChild(QPlainTextEdit)
    put("май\nиюнь")
    QTest.keyClick(editor, Qt.Key.Key_V, CTRL)
    assert editor.toPlainText() == "май\nиюнь"
    press(editor, Qt.Key.Key_Return)
    assert plan(desk)[1].period == "май\nиюнь"


def test_an_empty_clipboard_changes_nothing(desk, opened):
    page = opened("roadmap")
    QApplication.clipboard().clear()
    choose(page, 1, "text")
    key(page, Qt.Key.Key_V)
    assert desk.file.undo_name == "Наполнение"
    assert desk.told == []


# other tables


def test_indicators_take_cells_and_whole_tables(desk, opened):
    page = opened("indicators")
    choose(page, 5, "target")
    put("70\n")
    key(page, Qt.Key.Key_V)
    put("Клубы\tколичество\t4\nЧтецы\tпроцент\t50")
    choose(page, 5, "text")
    key(page, Qt.Key.Key_V)
    last = desk.file.rows(Task, section_id=page.section_id)[-1]
    rows = desk.file.rows(Indicator, task_id=last.id)
    assert [(row.text, row.target) for row in rows] == [("Доля успешных", "80"), ("Клубы", "4"), ("Чтецы", "50")]
    head = "Задачи\tНаименование показателя\tЕдиница измерения\tЗначение\n"
    put(f"{head}Задача 1\tПисать грамотно\t\t\n1.\tДоля писем\tпроцент\t60\n")
    key(page, Qt.Key.Key_V)
    task = desk.file.rows(Task, section_id=page.section_id)[-1]
    assert (task.text, [row.text for row in desk.file.rows(Indicator, task_id=task.id)]) == (
        "Писать грамотно",
        ["Доля писем"],
    )
    assert [line.row.text for line in page.view.selected_lines()] == ["Доля писем"]


def test_a_table_of_indicators_without_a_task_says_what_to_do(desk, opened):
    page = opened("indicators")
    empty(page)
    put("Клубы\tколичество")
    key(page, Qt.Key.Key_V)
    assert desk.told == ["Сначала добавьте задачу: показатели стоят под ней."]


def test_a_table_without_rows_takes_cells_after_the_numbers(desk, opened):
    page = opened("schedule")
    empty(page)
    put("Отчёт\tсводка")
    key(page, Qt.Key.Key_V)
    rows = desk.file.rows(ScheduleRow, section_id=page.section_id)
    assert [(row.number, row.kind, row.content) for row in rows] == [("", "Отчёт", "сводка")]


def test_the_schedule_and_a_matrix_take_cells(desk, opened):
    page = opened("schedule")
    count = page.model.rowCount()
    choose(page, count - 1, "kind")
    put("Отчёт\tсводка\nАнкета\tответы")
    key(page, Qt.Key.Key_V)
    rows = desk.file.rows(ScheduleRow, section_id=page.section_id)
    assert [(row.kind, row.content) for row in rows[count - 1 :]] == [("Отчёт", "сводка"), ("Анкета", "ответы")]
    page = opened("organisation")
    choose(page, 1, "cell1")
    put("1\t2\n3\t4")
    key(page, Qt.Key.Key_V)
    assert [row.cells for row in desk.file.rows(GridRow, section_id=page.section_id)][1:] == [
        ("а", "1", "2"),
        ("", "3", "4"),
    ]
    key(page, Qt.Key.Key_C)
    assert QApplication.clipboard().text() == "1\t2\n3\t4"


def test_an_appendix_goes_to_a_spreadsheet_and_comes_back_filled(desk, opened):
    page = opened("appendix_1")
    wave = page.model.columns[3].field
    choose(page, 0, "number", page.model.rowCount() - 1, wave)
    key(page, Qt.Key.Key_C)
    block = from_html(QApplication.clipboard().mimeData().html())
    assert block is not None
    assert block.height == page.model.rowCount()
    assert any(span.rows > 1 for span in block.spans)  # a criterion stands once beside its indicators
    counts = [n for n, line in enumerate(page.model.lines) if line.row.kind == "count"]
    filled = [[*row[:3], "3 из 12" if n in counts else ""] for n, row in enumerate(block.rows)]
    put("\n".join("\t".join(text.replace("\n", " ") for text in row) for row in filled))
    choose(page, 0, "number")
    key(page, Qt.Key.Key_V)
    assert desk.told == []
    values = desk.file.rows(CriterionValue, section_id=page.section_id)
    assert {(value.numerator, value.denominator) for value in values} == {(3, 12)}
    assert len(values) == len(counts)
    choose(page, counts[0], wave, counts[0] + 1)
    key(page, Qt.Key.Key_Delete, NONE)
    assert desk.file.undo_name == "Очищено: 1 ячейка"


@pytest.mark.parametrize("name", ["roadmap", "indicators", "organisation", "appendix_1"])
def test_a_copied_table_pasted_over_itself_changes_nothing(desk, opened, name):
    page = opened(name)
    fields = page.model.fields
    last = page.model.rowCount() - 1
    choose(page, 1, fields[1], last, fields[-1])
    before = page.model.load()
    key(page, Qt.Key.Key_C)
    texts = selected_texts(page)
    assert any(texts)
    places = page.view.selected_places()
    block = from_tsv(QApplication.clipboard().text())
    paste_cells(page.model.sheet(), *places[0], block)
    assert [line.row for line in page.model.lines] == [line.row for line in before]
    assert desk.file.undo_name == "Наполнение"


def test_what_is_put_over_rows_is_said_with_the_way_back(opened, desk: Desk):
    page = opened("roadmap")
    before = len(plan(desk))
    page.view.setCurrentIndex(page.model.index(page.model.rowCount() - 1, page.model.column_of("period")))
    QApplication.clipboard().setText("май 2026\nиюнь 2026\nиюль 2026")
    press(page.view, Qt.Key.Key_V, CTRL)
    added = len(plan(desk)) - before
    assert QToolTip.text() == f"Вставлено поверх строк: {3 - added}, добавлено: {added}. Вернуть – Ctrl+Z"


def test_numbers_of_a_document_give_way_to_the_programs_own(opened, desk: Desk):
    page = opened("roadmap")
    own = [page.model.text(line, "number") for line in page.model.lines]
    rows = [row for row in plan(desk) if row.level == "item"]
    with desk.file.transaction("Номера документа") as transaction:
        transaction.change_all(Activity, {row.id: {"number": f"{n}."} for n, row in enumerate(rows, 41)})
    assert [page.model.text(line, "number") for line in page.model.lines] != own
    act = next(action for action in page.view.actions() if action.text() == "Номера по порядку")
    act.trigger()
    assert [page.model.text(line, "number") for line in page.model.lines] == own
    assert desk.file.undo_name == "Номера по порядку"
    assert QToolTip.text() == f"Вписанные номера убраны: {len(rows)}"
    act.trigger()
    assert QToolTip.text() == "Номера и так стоят по порядку"
    desk.file.undo()
    assert [row.number for row in plan(desk) if row.level == "item"] == [f"{n}." for n, _ in enumerate(rows, 41)]
