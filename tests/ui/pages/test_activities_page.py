"""The page of a plan, worked with by keys."""

from __future__ import annotations

from pathlib import Path

from page_tools import PLAN, Desk, big_plan, entry_of, press, texts, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from shnor_desktop.models.all import Activity
from shnor_desktop.ui.pages.activities_page import ActivitiesPage

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def plan(desk: Desk, key: str = "roadmap") -> list[Activity]:
    return desk.file.rows(Activity, section_id=entry_of(desk.file, key).section.id)


def opened(desk: Desk, key: str = "roadmap") -> ActivitiesPage:
    page = desk.open(key)
    assert isinstance(page, ActivitiesPage)
    return page


def at(page: ActivitiesPage, row: int, field: str = "text") -> None:
    page.view.setCurrentIndex(page.model.index(row, page.model.column_of(field)))


def editor(page: ActivitiesPage) -> QPlainTextEdit:
    found = page.view.viewport().findChild(QPlainTextEdit)
    assert found is not None
    return found


def test_typing_into_a_cell_writes_to_the_file_and_undo_restores(desk):
    page = opened(desk)
    at(page, 1)
    press(page.view, Qt.Key.Key_F2)
    press(editor(page), Qt.Key.Key_A, CTRL)
    type_text(editor(page), "Назначить кураторов")
    press(editor(page), Qt.Key.Key_Return)
    assert plan(desk)[1].text == "Назначить кураторов"
    assert page.model.index(1, 1).data() == "Назначить кураторов"
    assert desk.file.undo() == "Правка: мероприятие"
    assert page.model.index(1, 1).data() == "Назначить наставников"
    assert page.view.currentIndex().row() == 2


def test_the_panel_calls_a_heading_of_the_plan_what_it_is(desk):
    page = opened(desk)
    told = {}
    for row in (0, 1):
        at(page, row)
        told[page.view.current_line().level] = [label.text() for label in page.panel.findChildren(QLabel)]
    assert "Раздел" in told["group"] and "Мероприятие" not in told["group"]
    assert "Мероприятие" in told["item"] and "Раздел" not in told["item"]


def test_typing_replaces_a_cell_as_in_a_spreadsheet(desk):
    page = opened(desk)
    at(page, 4, "period")
    type_text(page.view, "м")
    type_text(editor(page), "ай 2026")
    press(editor(page), Qt.Key.Key_Tab)
    assert plan(desk)[4].period == "май 2026"
    assert page.view.currentIndex() == page.model.index(4, page.model.column_of("responsible"))
    type_text(editor(page), "Директор")
    page.commit_pending()
    assert plan(desk)[4].responsible == "Директор"


def test_escape_leaves_the_stored_text(desk):
    page = opened(desk)
    at(page, 1)
    press(page.view, Qt.Key.Key_Return)
    type_text(editor(page), "не то")
    press(editor(page), Qt.Key.Key_Escape)
    assert plan(desk)[1].text == "Назначить наставников"
    assert desk.file.undo_name == "Наполнение"


def test_insert_key_adds_an_item_below_and_opens_its_editor(desk):
    page = opened(desk)
    at(page, 2)
    page.actions_by_name["add_sub"].trigger()
    type_text(editor(page), "средние классы")
    page.commit_pending()
    assert texts(plan(desk))[:4] == ["Уроки", "Назначить наставников", "младшие классы", "средние классы"]
    assert plan(desk)[3].level == "sub"
    page.actions_by_name["add_group"].trigger()
    page.commit_pending()
    assert [row.level for row in plan(desk)] == ["group", "item", "sub", "sub", "sub", "item", "group", "group", "item"]


def test_buttons_add_and_the_counter_counts(desk):
    page = opened(desk)
    assert page.header.hint.text().startswith("3 мероприятия в 2 разделах · выполнено 0.")
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "+ Мероприятие")
    assert button.property("kind") == "primary"
    at(page, 6)
    button.click()
    page.commit_pending()
    assert page.header.hint.text().startswith("4 мероприятия")
    assert page.view.current_line().row.id == plan(desk)[-1].id


def test_move_keeps_the_selection_on_the_moved_row(desk):
    page = opened(desk)
    at(page, 4)
    moved = plan(desk)[4].id
    page.actions_by_name["move_up"].trigger()
    assert texts(plan(desk))[:3] == ["Уроки", "Провести неделю чтения", "Назначить наставников"]
    assert page.view.current_line().row.id == moved
    assert page.model.lines[1].number == "1.1"
    desk.file.undo()
    assert page.view.current_line().row.id == moved
    assert page.view.currentIndex().row() == 4


def test_delete_of_selected_rows_and_of_a_cell(desk):
    page = opened(desk)
    at(page, 4, "text")
    page.actions_by_name["clear_cell"].trigger()
    assert plan(desk)[4].text == ""
    page.view.selectRow(4)
    page.actions_by_name["clear_cell"].trigger()
    assert len(plan(desk)) == len(PLAN) - 1
    page.view.clearSelection()
    at(page, 2)
    page.actions_by_name["remove_lines"].trigger()
    assert "младшие классы" not in texts(plan(desk))
    assert page.view.currentIndex().row() == 2


def test_duplicate_copies_an_item_with_its_sub_items(desk):
    page = opened(desk)
    at(page, 1)
    page.actions_by_name["duplicate"].trigger()
    assert texts(plan(desk))[1:7] == [*texts(plan(desk))[1:4]] * 2
    assert page.view.currentIndex().row() == 4


def test_panel_shows_and_writes_the_current_line(desk):
    page = opened(desk)
    at(page, 4)
    assert page.panel.caption.text() == "Мероприятие 1.2"
    period = page.panel.input("period")
    period.setFocus()
    type_text(period, "сентябрь 2026")
    press(period, Qt.Key.Key_Return)
    assert plan(desk)[4].period == "сентябрь 2026"
    assert page.panel.notes["period"].text() == "распознано: 01.09.2026 – 30.09.2026"
    at(page, 2)
    assert page.panel.caption.text() == "Подпункт мероприятия 1.1"
    assert period.text() == ""


def test_panel_writes_after_a_second_without_typing_as_one_step(desk, qtbot):
    page = opened(desk)
    at(page, 4)
    field = page.panel.input("responsible")
    type_text(field, "Дир")
    qtbot.waitUntil(lambda: plan(desk)[4].responsible == "Дир", timeout=3000)
    type_text(field, "ектор")
    assert field.text() == "Директор"
    page.commit_pending()
    assert plan(desk)[4].responsible == "Директор"
    desk.file.undo()
    assert plan(desk)[4].responsible == ""
    assert field.text() == ""


def test_what_is_typed_in_the_panel_goes_to_the_line_it_was_typed_for(desk):
    page = opened(desk)
    at(page, 4)
    type_text(page.panel.input("result"), "Отчёт")
    at(page, 6)
    assert plan(desk)[4].result == "Отчёт"
    assert plan(desk)[6].result == ""
    assert page.panel.input("result").text() == ""


def test_what_the_disk_refused_stays_with_its_line_until_it_can_be_written(desk, monkeypatch):
    page = opened(desk)
    at(page, 4)
    with monkeypatch.context() as full:
        full.setattr(page.model, "put", lambda line, field, text: False)
        type_text(page.panel.input("result"), "Отчёт")
        at(page, 6)
        assert page.panel.input("result").text() == ""
        at(page, 4)
        assert page.panel.input("result").text() == "Отчёт"
        at(page, 6)
    assert plan(desk)[4].result == ""
    page.commit_pending()
    assert (plan(desk)[4].result, plan(desk)[6].result) == ("Отчёт", "")


def test_a_refused_per_cent_is_told_and_the_stored_one_shown_again(desk):
    page = opened(desk)
    at(page, 4, "done")
    press(page.view, Qt.Key.Key_F2)
    type_text(editor(page), "140")
    press(editor(page), Qt.Key.Key_Return)
    assert desk.told == ["Процент выполнения — целое число от 0 до 100."]
    assert plan(desk)[4].percent is None
    assert editor(page).toPlainText() == "140"  # open, to be mended
    press(editor(page), Qt.Key.Key_Escape)
    assert page.model.index(4, page.model.column_of("done")).data() == ""
    field = page.panel.input("done")
    type_text(field, "много")
    field.editingFinished.emit()
    assert len(desk.told) == 2
    assert field.text() == ""


def test_the_diary_takes_per_cent_and_words_in_one_column(desk):
    page = opened(desk, "diary")
    assert page.model.column_of("done") == -1
    at(page, 0)
    page.actions_by_name["add_item"].trigger()
    page.commit_pending()
    line = page.view.current_line()
    assert page.model.put(line, "percent", "60 %; два семинара")
    row = plan(desk, "diary")[1]
    assert (row.percent, row.progress) == (60, "два семинара")
    assert page.model.put(page.view.current_line(), "percent", "3 семинара прошли")
    row = plan(desk, "diary")[1]
    assert (row.percent, row.progress) == (None, "3 семинара прошли")


def test_group_rows_reach_across_and_take_no_dates(desk):
    page = opened(desk)
    assert page.view.columnSpan(0, 1) == page.model.columnCount() - 1
    assert page.view.columnSpan(1, 1) == 1
    assert not page.model.index(0, 2).flags() & Qt.ItemFlag.ItemIsEditable
    at(page, 5)
    page.actions_by_name["move_up"].trigger()
    assert page.view.columnSpan(0, 1) == page.model.columnCount() - 1
    assert page.model.lines[2].level == "group"
    assert page.view.columnSpan(2, 1) == page.model.columnCount() - 1


def test_a_change_elsewhere_keeps_selection_scroll_and_an_open_editor(desk):
    page = opened(desk)
    at(page, 4)
    press(page.view, Qt.Key.Key_F2)
    press(editor(page), Qt.Key.Key_A, CTRL)
    type_text(editor(page), "недописанное")
    with desk.file.transaction("Чужая правка") as transaction:
        transaction.change(Activity, plan(desk)[1].id, text="Иначе")
        transaction.remove(Activity, plan(desk)[2].id)
    assert page.view.currentIndex().row() == 3
    assert editor(page).toPlainText() == "недописанное"
    page.commit_pending()
    assert plan(desk)[3].text == "недописанное"


def test_a_finding_leads_to_its_cell(desk):
    page = opened(desk)
    row = plan(desk)[6]
    page.show_place(f"activity:{row.id}:responsible")
    assert page.view.currentIndex() == page.model.index(6, page.model.column_of("responsible"))
    page.show_place("activity:999999:text")
    page.show_place("nonsense")
    assert page.view.currentIndex().row() == 6


def test_ten_thousand_rows_measure_only_what_is_seen(tmp_path: Path, qapp):
    file = big_plan(tmp_path / "big.shnor", 10_000)
    desk = Desk(file)
    page = opened(desk)
    try:
        assert page.model.rowCount() == 10_000 + len(PLAN)
        assert 5 < page.view.heights.measured < 120
        before = page.view.heights.measured
        page.view.verticalScrollBar().setValue(7000)
        assert page.view.rowAt(0) == 7000
        assert page.view.heights.measured - before < 60
        shown = page.view.heights.measured
        page.view.verticalScrollBar().setValue(0)
        page.view.verticalScrollBar().setValue(7000)
        assert page.view.heights.measured == shown
        at(page, 7003)
        shown = page.view.heights.measured
        assert page.model.put(page.view.current_line(), "text", "Коротко")
        assert page.view.heights.measured == shown + 1
        assert page.view.rowAt(0) == 7000
        page.actions_by_name["add_item"].trigger()
        page.commit_pending()
        assert page.view.currentIndex().row() == 7004
        assert page.view.heights.measured < shown + 60
        page.view.scrollToBottom()
        assert page.view.rowAt(page.view.viewport().height() - 40) >= page.model.rowCount() - 2
    finally:
        file.close()
        page.deleteLater()
        qapp.processEvents()


def test_the_model_keeps_qt_s_rules(desk):
    page = opened(desk)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    at(page, 4)
    for name in ("move_up", "move_down", "duplicate", "add_item", "add_sub", "add_group", "remove_lines"):
        page.actions_by_name[name].trigger()
        page.commit_pending()
    while desk.file.undo_name != "Наполнение":
        desk.file.undo()
    assert [(row.level, row.text) for row in plan(desk)] == list(PLAN)
    assert tester.model() is page.model


def test_the_keys_do_what_the_menu_says(desk, qtbot):
    page = opened(desk)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    at(page, 4)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Insert)
    type_text(editor(page), "Новое")
    press(editor(page), Qt.Key.Key_Return)
    assert texts(plan(desk))[5] == "Новое"
    at(page, 5)
    QTest.keyClick(page.view, Qt.Key.Key_D, CTRL)
    assert texts(plan(desk))[5:7] == ["Новое", "Новое"]
    QTest.keyClick(page.view, Qt.Key.Key_Up, ALT)
    QTest.keyClick(page.view, Qt.Key.Key_Up, ALT)
    assert texts(plan(desk))[4:7] == ["Новое", "Провести неделю чтения", "Новое"]
    QTest.keyClick(page.view, Qt.Key.Key_Delete, CTRL)
    QTest.keyClick(page.view, Qt.Key.Key_Right, ALT)
    assert [row.level for row in plan(desk)][4] == "sub"
    QTest.keyClick(page.view, Qt.Key.Key_Left, ALT)
    assert [row.level for row in plan(desk)][4] == "item"
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert plan(desk)[4].text == ""
    while desk.file.undo_name != "Наполнение":
        desk.file.undo()
    assert [(row.level, row.text) for row in plan(desk)] == list(PLAN)


def test_a_narrow_page_breaks_no_number_of_two_levels(desk):
    page = opened(desk)
    page.resize(500, 600)
    assert page.view.columnWidth(0) >= page.view.fontMetrics().horizontalAdvance("10.12") + 10


def test_a_click_on_the_number_selects_the_row(desk, qtbot):
    page = opened(desk)
    place = page.view.visualRect(page.model.index(4, 0)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.view.whole_rows_selected()
    assert [line.row.text for line in page.view.selected_lines()] == ["Провести неделю чтения"]
    place = page.view.visualRect(page.model.index(4, 1)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not page.view.whole_rows_selected()


def test_a_row_that_grows_stays_in_sight(desk):
    page = opened(desk)
    view = page.view
    view.setFixedHeight(view.horizontalHeader().height() + 3 * 30 + 10)
    QApplication.processEvents()
    view.setCurrentIndex(page.model.index(1, 1))
    view.scrollToTop()
    below = max(row for row in range(page.model.rowCount()) if view.visualRect(page.model.index(row, 1)).bottom()
                <= view.viewport().height())  # fmt: skip
    while page.model.lines[below].level == "group":
        below -= 1
    view.setCurrentIndex(page.model.index(below, 1))
    before = view.visualRect(view.currentIndex()).height()
    page.model.put(view.current_line(), "text", "Долгое дело, которое не помещается в одну строку. " * 4)
    place = view.visualRect(view.currentIndex())
    assert place.height() > before
    assert place.top() >= 0 and place.bottom() <= view.viewport().height()
