"""Pages of indicators, schedule, matrix and the appendices, worked with by keys."""

from __future__ import annotations

import pytest
from page_tools import Desk, entry_of, press, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QInputDialog, QPlainTextEdit, QPushButton

from shnor_desktop.models.all import CriterionValue, GridRow, Indicator, Programme, ScheduleRow, Task, Wave
from shnor_desktop.services import queries
from shnor_desktop.services.columns import columns_of
from shnor_desktop.services.documents.tree import block_texts
from shnor_desktop.ui.pages.table_page import TablePage


def opened(desk: Desk, key: str) -> TablePage:
    page = desk.open(key)
    assert isinstance(page, TablePage)
    return page


def type_into(page: TablePage, row: int, field: str, text: str) -> None:
    page.view.setCurrentIndex(page.model.index(row, page.model.column_of(field)))
    press(page.view, Qt.Key.Key_F2)
    editor = page.view.viewport().findChild(QPlainTextEdit)
    assert editor is not None
    press(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(editor, text)
    press(editor, Qt.Key.Key_Return)


def shown(page: TablePage, row: int, field: str) -> str:
    return str(page.model.index(row, page.model.column_of(field)).data())


def section_id(desk: Desk, key: str) -> int:
    return entry_of(desk.file, key).section.id


# tasks and indicators


def test_indicators_stand_under_their_tasks(desk):
    page = opened(desk, "indicators")
    assert [shown(page, n, "number") for n in range(6)] == ["Задача 1", "1.", "2.", "Задача 2", "1.", "2."]
    assert page.header.hint.text().startswith("2 задачи, 4 показателя.")
    type_into(page, 4, "target", "95")
    assert desk.file.rows(Indicator, task_id=2)[0].target == "95"
    assert desk.file.undo() == "Правка: целевое значение"
    assert shown(page, 4, "target") == "80"


def test_a_unit_is_chosen_or_typed(desk):
    page = opened(desk, "indicators")
    index = page.model.index(1, page.model.column_of("unit"))
    page.view.setCurrentIndex(index)
    press(page.view, Qt.Key.Key_F2)
    combo = page.view.viewport().findChild(QComboBox)
    assert [combo.itemText(n) for n in range(combo.count())] == ["процент", "количество", "имеется/не имеется"]
    combo.lineEdit().selectAll()
    type_text(combo.lineEdit(), "балл")
    page.commit_pending()
    assert desk.file.rows(Indicator)[0].unit == "балл"
    assert page.panel.input("unit").currentText() == "балл"


@pytest.mark.parametrize("stored", ["", "количество", "балл"])
def test_a_unit_that_is_only_passed_stays(desk, stored):
    page = opened(desk, "indicators")
    page.model.put(page.model.lines[1], "unit", stored)
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("unit")))
    press(page.view, Qt.Key.Key_F2)
    combo = page.view.viewport().findChild(QComboBox)
    assert combo.currentText() == stored
    press(combo, Qt.Key.Key_Tab)
    assert desk.file.rows(Indicator)[0].unit == stored
    assert page.view.currentIndex().column() == page.model.column_of("target")


def test_tasks_and_indicators_are_added_moved_and_removed(desk):
    page = opened(desk, "indicators")
    page.view.setCurrentIndex(page.model.index(1, 1))
    page.actions_by_name["add_indicator"].trigger()
    type_text(page.view.viewport().findChild(QPlainTextEdit), "Новый")
    page.commit_pending()
    assert [row.text for row in desk.file.rows(Indicator, task_id=1)] == ["Доля успешных", "Новый", "Число кружков"]
    page.actions_by_name["move_down"].trigger()
    assert [line.row.text for line in page.model.lines[1:4]] == ["Доля успешных", "Число кружков", "Новый"]
    assert page.view.currentIndex().row() == 3
    page.actions_by_name["add_task"].trigger()
    page.commit_pending()
    assert [line.number for line in page.model.lines if line.level == "group"] == ["Задача 1", "Задача 2", "Задача 3"]
    page.view.setCurrentIndex(page.model.index(0, 1))
    page.actions_by_name["remove_lines"].trigger()
    assert [row.text for row in desk.file.rows(Task)] == ["", "Удержать молодых"]
    assert len(desk.file.rows(Indicator)) == 2
    desk.file.undo()
    assert len(page.model.lines) == 8


def test_a_typed_number_stands_and_the_programs_own_is_not_stored(desk):
    page = opened(desk, "indicators")
    type_into(page, 1, "number", "7.1")
    assert desk.file.rows(Indicator)[0].number == "7.1"
    type_into(page, 1, "number", "1")
    assert desk.file.rows(Indicator)[0].number == ""
    type_into(page, 0, "number", "Задача А")
    assert desk.file.rows(Task)[0].number == "Задача А"
    assert shown(page, 3, "number") == "Задача 2"


# schedule and matrix


def test_schedule_rows(desk):
    page = opened(desk, "schedule")
    type_into(page, 0, "control_date", "15 апреля 2026")
    assert desk.file.rows(ScheduleRow)[0].control_date == "15 апреля 2026"
    page.view.setCurrentIndex(page.model.index(0, 1))
    page.actions_by_name["add_line"].trigger()
    page.commit_pending()
    page.actions_by_name["move_up"].trigger()
    assert shown(page, 0, "kind") == ""
    page.actions_by_name["remove_lines"].trigger()
    assert len(desk.file.rows(ScheduleRow)) == 4


def test_matrix_cells_headings_and_columns(desk, monkeypatch):
    page = opened(desk, "organisation")
    assert page.model.columns[2].label == "Школа № 5"
    assert page.view.columnSpan(0, 0) == 3
    type_into(page, 1, "cell2", "новое")
    assert desk.file.rows(GridRow)[1].cells == ("а", "б", "новое")
    page.actions_by_name["add_heading"].trigger()
    page.commit_pending()
    assert [row.heading for row in desk.file.rows(GridRow)] == [True, False, True]
    page.view.setCurrentIndex(page.model.index(1, 1))
    monkeypatch.setattr(QInputDialog, "getText", lambda *args, **kwargs: ("Методический центр", True))
    page.actions_by_name["rename_column"].trigger()
    entry = entry_of(desk.file, "organisation")
    labels = [column.label for column in columns_of(entry.section, entry.spec)]
    assert labels == ["Управление образования", "Методический центр", "Школа № 5"]
    assert page.model.columns[1].label == "Методический центр"
    desk.file.undo()
    assert page.model.columns[1].label == "ИМЦ"


# Приложения 1 and 2


def waves(desk: Desk) -> list[Wave]:
    return [wave for wave in desk.file.rows(Wave) if wave.key in ("entry", "final")]


def test_counts_are_typed_and_shares_computed(desk):
    page = opened(desk, "appendix_1")
    first, last = (f"wave:{wave.id}" for wave in waves(desk))
    type_into(page, 2, first, "14 из 31")
    type_into(page, 2, last, "19 из 33")
    assert shown(page, 3, first) == "45,2\u00a0%"
    assert shown(page, 3, "dynamics") == "▲ +12,4"
    assert page.model.look(page.model.lines[3], page.model.columns[-1]).tone == "good"
    assert not page.model.index(3, page.model.column_of(first)).flags() & Qt.ItemFlag.ItemIsEditable
    stored = desk.file.rows(CriterionValue, section_id=section_id(desk, "appendix_1"))
    assert [(row.numerator, row.denominator) for row in stored] == [(14, 31), (19, 33)]
    desk.file.undo()
    assert shown(page, 3, "dynamics") == ""


def test_a_part_above_its_whole_is_refused(desk):
    page = opened(desk, "appendix_1")
    field = f"wave:{waves(desk)[0].id}"
    type_into(page, 2, field, "40 из 31")
    assert desk.told == ["Часть не бывает больше целого: проверьте оба числа."]
    press(page.view.viewport().findChild(QPlainTextEdit), Qt.Key.Key_Escape)
    assert shown(page, 2, field) == ""


def test_choices_no_data_and_falling_numbers(desk):
    page = opened(desk, "appendix_1")
    first, last = (f"wave:{wave.id}" for wave in waves(desk))
    page.view.setCurrentIndex(page.model.index(0, page.model.column_of(first)))
    press(page.view, Qt.Key.Key_F2)
    combo = page.view.viewport().findChild(QComboBox)
    combo.setCurrentText("3")
    combo.activated.emit(combo.currentIndex())
    assert shown(page, 0, first) == "3"
    type_into(page, 1, first, "44,5")
    type_into(page, 1, last, "41,4")
    assert shown(page, 1, "dynamics") == "▼ −3,1"
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of(last)))
    page.actions_by_name["no_data"].trigger()
    assert shown(page, 1, last) == "нет данных"
    assert desk.file.rows(CriterionValue)[-1].no_data
    assert shown(page, 1, "dynamics") == ""
    page.actions_by_name["clear_cell"].trigger()
    assert shown(page, 1, last) == ""


def test_a_choice_is_typed_and_enter_leads_on(desk):
    page = opened(desk, "appendix_1")
    first = f"wave:{waves(desk)[0].id}"
    page.view.setCurrentIndex(page.model.index(0, page.model.column_of(first)))
    type_text(page.view, "2")
    combo = page.view.viewport().findChild(QComboBox)
    assert combo is not None, "a letter looks for a choice and does not take it yet"
    press(combo, Qt.Key.Key_Down)
    press(combo, Qt.Key.Key_Return)
    assert shown(page, 0, first) == "3"
    assert page.view.currentIndex().row() == 1
    desk.file.undo()
    assert shown(page, 0, first) == ""


def test_an_appendix_begins_where_a_fact_is_missing(desk):
    page = opened(desk, "appendix_1")
    first = page.model.column_of(f"wave:{waves(desk)[0].id}")
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (0, first)
    page.model.put(page.model.lines[0], f"wave:{waves(desk)[0].id}", "3")
    page = opened(desk, "appendix_1")
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (1, first)


def test_enter_passes_over_shares_that_are_computed(desk):
    page = opened(desk, "appendix_1")
    first = page.model.column_of(f"wave:{waves(desk)[0].id}")
    kinds = [line.row.kind for line in page.model.lines]
    count = kinds.index("count")
    assert kinds[count + 1] == "share" and kinds[count + 2] != "share"
    page.view.setCurrentIndex(page.model.index(count, first))
    for text, row in (("14 из 31", count + 2), ("математика", count + 3)):
        type_text(page.view, text)
        editor = page.view.viewport().findChild(QPlainTextEdit)
        press(editor, Qt.Key.Key_Return)
        assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (row, first)
    page.view.setCurrentIndex(page.model.index(len(kinds) - 2, first))
    assert kinds[-1] == "share"
    type_text(page.view, "9 из 214")
    press(page.view.viewport().findChild(QPlainTextEdit), Qt.Key.Key_Return)
    assert page.view.currentIndex().row() == len(kinds) - 1


def test_dates_of_waves_and_conclusions(desk):
    page = opened(desk, "appendix_2")
    field = page.strip.dates[waves(desk)[0].id]
    assert field.text() == "01.01.2026"
    field.selectAll()
    type_text(field, "15.01.2026")
    press(field, Qt.Key.Key_Return)
    assert waves(desk)[0].as_of == "15.01.2026"
    desk.file.undo()
    assert field.text() == "01.01.2026"
    type_text(page.slots["conclusions"], "Условия сложные.")
    page.commit_pending()
    data = queries.read_section(desk.file, entry_of(desk.file, "appendix_2"), desk.context.form)
    assert list(block_texts(data.texts["conclusions"])) == ["Условия сложные."]


def test_a_finding_leads_to_its_wave(desk):
    page = opened(desk, "appendix_1")
    last = f"wave:{waves(desk)[1].id}"
    page.show_place("criterion:quality_index:final")
    assert page.view.currentIndex() == page.model.index(1, page.model.column_of(last))
    type_into(page, 4, last, "нет")
    page.show_place("criterion:quality_index")
    page.show_place(f"criterion_value:{desk.file.rows(CriterionValue)[0].id}")
    assert page.view.currentIndex() == page.model.index(4, page.model.column_of(last))


def test_typing_where_nothing_can_be_typed_says_why(desk):
    page = opened(desk, "appendix_1")
    told: list[str] = []
    page.view.refused.connect(told.append)
    wave = page.model.columns[page.model.column_of(f"wave:{waves(desk)[0].id}")].field
    kinds = [line.row.kind for line in page.model.lines]
    for row, field in ((0, "indicator"), (kinds.index("share"), wave), (0, "dynamics")):
        page.view.setCurrentIndex(page.model.index(row, page.model.column_of(field)))
        QTest.keyClicks(page.view, "5")
    assert [text.split()[0] for text in told] == ["Подписи", "Долю", "Динамику"]


def test_a_button_that_cannot_be_pressed_says_what_comes_first(desk):
    page = opened(desk, "indicators")
    action = page.actions_by_name["from_bank"]
    assert action.isEnabled() and action.toolTip() == "Готовые показатели из банка"
    with desk.file.transaction("Пусто") as transaction:
        transaction.remove_all(Indicator, [row.id for row in desk.file.rows(Indicator)])
        transaction.remove_all(Task, [row.id for row in desk.file.rows(Task)])
    assert not action.isEnabled() and "Начните с кнопки" in action.toolTip()


def test_a_further_year_of_monitoring(desk):
    page = opened(desk, "appendix_1")
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    assert page.strip.years.isHidden()
    year = desk.context.file.rows(Programme)[0].year_from
    add = next(one for one in page.findChildren(QPushButton) if one.text() == "Ещё год")
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    keys = [wave.key for wave in page.model.waves]
    assert keys == [f"{key}@{year + 1}" for key in ("entry", "interim", "final")]
    assert [field.text() for field in page.strip.dates.values()][0] == f"01.01.{year + 1}"
    assert page.strip.years.isVisible() and page.strip.years.currentText() == f"{year + 1} год"
    field = f"wave:{page.model.waves[0].id}"
    type_into(page, 1, field, "нет")
    page.strip.years.setFocus()
    press(page.strip.years, Qt.Key.Key_Up)
    assert page.strip.years.currentText() == f"{year} год" and [one.key for one in page.model.waves][0] == "entry"
    page.actions_by_name["remove_year"].trigger()
    page.show_place(f"criterion:quality_index:entry@{year + 1}")
    assert page.strip.years.currentText() == f"{year + 1} год"
    assert page.model.text(page.view.current_line(), field) == "нет"
    page.actions_by_name["remove_year"].trigger()  # refused: it holds an answer
    assert len(desk.file.rows(Wave)) == 6
    desk.file.undo()
    page.actions_by_name["remove_year"].trigger()
    assert [one.key for one in page.model.waves][0] == "entry" and page.strip.years.isHidden()


def test_an_empty_table_says_how_to_begin(desk):
    page = opened(desk, "staff_measures")
    assert page.panel.caption.text() == "Начните с кнопки «+ Мероприятие»"
    page.actions_by_name["add_item"].trigger()
    assert page.panel.caption.text() == "Мероприятие 1"


@pytest.mark.parametrize("key", ["indicators", "schedule", "organisation", "appendix_1", "diary", "staff_measures"])
def test_models_keep_qt_s_rules(desk, key):
    page = opened(desk, key)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    # these open a dialog or write outside the file
    asking = ("rename_column", "from_bank", "to_bank", "take", "to_diary", "show_moves")
    names = [name for name in page.actions_by_name if name not in asking]
    if page.model.rowCount():
        page.view.setCurrentIndex(page.model.index(0, 0))
    for name in names:
        page.actions_by_name[name].trigger()
        page.commit_pending()
    while desk.file.undo_name != "Наполнение":
        desk.file.undo()
    assert tester.model() is page.model
    assert page.model.lines == page.model.load()
