"""Tables filtered and sorted by real keys and mouse: what is shown, what stays in the document, what is allowed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from page_tools import Desk, entry_of, press, type_text
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from shnor_desktop.models.all import Activity, Indicator, Programme, ScheduleRow
from shnor_desktop.services.ordering import spread
from shnor_desktop.services.tabular import from_tsv
from shnor_desktop.ui.pages.table_acts import NOT_IN_ORDER
from shnor_desktop.ui.pages.table_page import TablePage

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier

TODAY = date.today()
PAST = f"{(TODAY.replace(day=1) - timedelta(40)):%d.%m.%Y}"
NOW = f"{TODAY:%d.%m.%Y}"
LATER = f"{(TODAY + timedelta(400)):%d.%m.%Y}"
ROWS = (
    ("group", "Уроки", "", "", None),
    ("item", "Яркий урок", LATER, "Завуч", 10),
    ("sub", "Подпункт", PAST, "", None),
    ("item", "Без людей", NOW, "", 9),
    ("group", "Кадры", "", "", None),
    ("item", "Опоздали", PAST, "Методист", 50),
    ("item", "Успели", PAST, "Директор", 100),
    ("item", "Без срока", "", "Завуч", None),
)


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> TablePage:
    section = entry_of(desk.file, "roadmap").section.id
    with desk.file.transaction("Наполнение") as transaction:
        transaction.change(Programme, 1, year_from=TODAY.year - 1, year_to=TODAY.year + 2)
        transaction.remove_all(Activity, [row.id for row in desk.file.rows(Activity, section_id=section)])
        transaction.add_all(
            Activity(0, section, place, level, text=text, period=when, responsible=who, percent=percent)
            for place, (level, text, when, who, percent) in zip(spread(len(ROWS)), ROWS, strict=True)
        )
    return shown(desk, "roadmap", qtbot)


def shown(desk: Desk, key: str, qtbot: Any) -> TablePage:
    made = desk.open(key)
    assert isinstance(made, TablePage)
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.view.setFocus()
    return made


def texts(page: TablePage, field: str = "text") -> list[str]:
    column = page.model.column_of(field)
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def stored(desk: Desk) -> list[str]:
    return [row.text for row in desk.file.rows(Activity, section_id=entry_of(desk.file, "roadmap").section.id)]


def click(page: TablePage, chip: str) -> None:
    QTest.mouseClick(page.arrange_bar.chips.buttons[chip], LEFT)


def heading(page: TablePage, field: str) -> tuple[QWidget, QPoint]:
    """The middle of a column's heading."""
    header = page.view.horizontalHeader()
    column = page.model.column_of(field)
    spot = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)
    return header.viewport(), spot


def twice_on_heading(page: TablePage, field: str) -> None:
    place, spot = heading(page, field)
    QTest.mouseClick(place, LEFT, NONE, spot)
    QTest.mouseDClick(place, LEFT, NONE, spot)


def at(page: TablePage, text: str, field: str = "text") -> None:
    page.view.setCurrentIndex(page.model.index(texts(page).index(text), page.model.column_of(field)))


def key(page: TablePage, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(page.view, which, modifiers)


def editor(page: TablePage) -> QPlainTextEdit:
    found = page.view.viewport().findChild(QPlainTextEdit)
    assert found is not None
    return found


# filters


def test_chips_count_and_filter_with_headings_kept(page: TablePage, qtbot: Any):
    chips = page.arrange_bar.chips
    qtbot.waitUntil(lambda: chips.buttons["all"].text() == "Все (5)")
    assert [button.text() for button in chips.buttons.values()] == [
        "Все (5)",
        "Просроченные (2)",
        "В этом месяце (1)",
        "Без ответственного (1)",
        "Без срока (1)",
    ]
    click(page, "late")
    assert texts(page) == ["Уроки", "Яркий урок", "Подпункт", "Кадры", "Опоздали"]
    assert page.view.columnSpan(3, 1) == page.model.columnCount() - 1
    click(page, "month")
    assert texts(page) == ["Уроки", "Без людей"]
    click(page, "no_responsible")
    assert texts(page) == ["Уроки", "Без людей"]
    click(page, "no_deadline")
    assert texts(page) == ["Кадры", "Без срока"]
    assert page.model.lines[1].number == "2.3"
    click(page, "all")
    assert texts(page) == [text for _, text, *_ in ROWS]


def test_what_is_shown_begins_at_its_beginning_when_the_current_row_is_not_there(page: TablePage):
    at(page, "Успели")
    click(page, "late")
    assert page.view.currentIndex().row() == 0
    at(page, "Опоздали")
    click(page, "no_deadline")
    click(page, "all")
    assert page.view.current_line().row.text == "Кадры"


def test_an_edited_row_stays_until_the_filter_is_chosen_again(page: TablePage, desk: Desk, qtbot: Any):
    click(page, "no_deadline")
    at(page, "Без срока", "period")
    type_text(page.view, "м")
    type_text(editor(page), "ай 2026")
    press(editor(page), Qt.Key.Key_Return)
    assert texts(page) == ["Кадры", "Без срока"]
    chips = page.arrange_bar.chips
    qtbot.waitUntil(lambda: chips.buttons["no_deadline"].text() == "Без срока")
    assert chips.buttons["no_deadline"].isEnabled()
    click(page, "no_deadline")
    assert texts(page) == []
    assert page.panel is not None and page.panel.caption.text() == "Таких строк нет. Esc в таблице покажет все"
    desk.file.undo()
    click(page, "no_deadline")
    assert texts(page) == ["Кадры", "Без срока"]


def test_a_new_row_is_shown_and_can_be_typed_into(page: TablePage, desk: Desk):
    click(page, "late")
    at(page, "Опоздали")
    key(page, Qt.Key.Key_Insert)
    type_text(editor(page), "Новое")
    page.commit_pending()
    assert texts(page) == ["Уроки", "Яркий урок", "Подпункт", "Кадры", "Опоздали", "Новое"]
    assert stored(desk).index("Новое") == stored(desk).index("Опоздали") + 1
    for _ in range(2):
        desk.file.undo()
    assert texts(page) == ["Уроки", "Яркий урок", "Подпункт", "Кадры", "Опоздали"]


def test_keys_reach_the_filters_and_escape_takes_them_off(page: TablePage):
    at(page, "Опоздали", "period")
    key(page, Qt.Key.Key_L, CTRL | SHIFT)
    assert page.focusWidget() is page.arrange_bar.chips.buttons["all"]
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    assert page.arrange_bar.chips.current == "late" and len(texts(page)) == 5
    assert page.view.current_line().row.text == "Опоздали"
    assert page.view.currentIndex().column() == page.model.column_of("period")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert texts(page) == [text for _, text, *_ in ROWS] and page.view.hasFocus()
    assert page.arrange_bar.chips.current == "all"
    click(page, "late")  # leaves the keyboard in the table
    key(page, Qt.Key.Key_Escape)
    assert texts(page) == [text for _, text, *_ in ROWS]
    assert page.view.current_line().row.text == "Опоздали"


def test_escape_in_a_cell_gives_up_the_edit_alone(page: TablePage):
    click(page, "late")
    at(page, "Опоздали")
    press(page.view, Qt.Key.Key_F2)
    type_text(editor(page), "не то")
    press(editor(page), Qt.Key.Key_Escape)
    assert texts(page) == ["Уроки", "Яркий урок", "Подпункт", "Кадры", "Опоздали"]
    assert page.model.is_arranged


def test_an_open_editor_is_written_before_the_rows_go(page: TablePage, desk: Desk):
    at(page, "Успели")
    press(page.view, Qt.Key.Key_F2)
    press(editor(page), Qt.Key.Key_A, CTRL)
    type_text(editor(page), "Успели раньше")
    click(page, "late")
    assert "Успели раньше" in stored(desk) and "Успели раньше" not in texts(page)


def test_blocks_pass_over_hidden_rows(page: TablePage, desk: Desk):
    """Copying and filling down see the rows in sight alone."""
    click(page, "late")
    at(page, "Яркий урок", "responsible")
    page.view.select_area(1, page.model.column_of("responsible"), 4, page.model.column_of("responsible"))
    key(page, Qt.Key.Key_C, CTRL)
    assert from_tsv(QApplication.clipboard().text()).rows == (("Завуч",), ("",), ("",), ("Методист",))
    key(page, Qt.Key.Key_D, CTRL | SHIFT)
    people = {row.text: row.responsible for row in desk.file.rows(Activity)}
    assert people["Опоздали"] == people["Подпункт"] == "Завуч"
    assert people["Без людей"] == "" and people["Успели"] == "Директор"


def test_headings_of_hidden_rows_stay_when_all_in_sight_is_removed(page: TablePage, desk: Desk):
    click(page, "late")
    page.view.selectAll()
    key(page, Qt.Key.Key_Delete, CTRL)
    assert stored(desk) == ["Уроки", "Без людей", "Кадры", "Успели", "Без срока"]
    desk.file.undo()
    assert stored(desk) == [text for _, text, *_ in ROWS]
    assert texts(page) == ["Уроки", "Яркий урок", "Подпункт", "Кадры", "Опоздали"]


def test_other_years_of_the_programme_are_counted_anew(page: TablePage, desk: Desk, qtbot: Any):
    button = page.arrange_bar.chips.buttons["late"]
    qtbot.waitUntil(lambda: button.text() == "Просроченные (2)")
    with desk.file.transaction("Сроки без года") as transaction:
        for row in desk.file.rows(Activity):
            if row.period == PAST:
                transaction.change(Activity, row.id, period="январь")
    qtbot.waitUntil(lambda: button.text() == "Просроченные (2)")
    with desk.file.transaction("Годы") as transaction:
        transaction.change(Programme, 1, year_from=TODAY.year + 1, year_to=TODAY.year + 2)
    qtbot.waitUntil(lambda: button.text() == "Просроченные")


# sorting


def test_a_heading_sorts_turns_round_and_goes_back(page: TablePage, desk: Desk):
    before = desk.file.rows(Activity)
    twice_on_heading(page, "period")
    assert texts(page) == ["Подпункт", "Опоздали", "Успели", "Без людей", "Яркий урок", "Без срока"]
    assert page.view.columnSpan(0, 1) == 1
    twice_on_heading(page, "period")
    assert texts(page) == ["Яркий урок", "Без людей", "Подпункт", "Опоздали", "Успели", "Без срока"]
    twice_on_heading(page, "period")
    assert texts(page) == [text for _, text, *_ in ROWS]
    assert page.view.horizontalHeader().sortIndicatorSection() == -1
    assert desk.file.rows(Activity) == before


def test_a_click_on_a_heading_chooses_the_column_and_moves_nothing(page: TablePage, desk: Desk):
    at(page, "Опоздали")
    place, spot = heading(page, "responsible")
    QTest.mouseClick(place, LEFT, NONE, spot)
    assert texts(page) == [text for _, text, *_ in ROWS] and not page.model.is_arranged
    assert page.view.current_line().row.text == "Опоздали"
    column = page.model.column_of("responsible")
    assert page.view.selected_places() == [(row, column) for row in range(page.model.rowCount())]
    key(page, Qt.Key.Key_Delete)
    assert not any(row.responsible for row in desk.file.rows(Activity, section_id=page.section_id))
    desk.file.undo()
    assert any(row.responsible for row in desk.file.rows(Activity, section_id=page.section_id))


@pytest.mark.parametrize(
    ("field", "first", "last"),
    [("done", "Без людей", "Без срока"), ("responsible", "Успели", "Без людей"), ("text", "Без людей", "Яркий урок")],
)
def test_columns_sort_by_their_kind(page: TablePage, field: str, first: str, last: str):
    twice_on_heading(page, field)
    assert (texts(page)[0], texts(page)[-1]) == (first, last)


def test_numbers_sort_as_numbers_and_sub_items_stay_with_their_item(page: TablePage):
    twice_on_heading(page, "number")
    assert texts(page) == [text for level, text, *_ in ROWS if level != "group"]


def test_sorting_by_keys_and_the_way_back(page: TablePage):
    at(page, "Опоздали", "period")
    key(page, Qt.Key.Key_O, CTRL | SHIFT)
    assert texts(page)[-2:] == ["Яркий урок", "Без срока"]
    assert page.view.current_line().row.text == "Опоздали"
    key(page, Qt.Key.Key_O, CTRL | SHIFT)
    assert texts(page)[0] == "Яркий урок"
    key(page, Qt.Key.Key_O, CTRL | SHIFT)
    assert texts(page)[0] == "Уроки"
    key(page, Qt.Key.Key_O, CTRL | SHIFT)
    assert page.arrange_bar.back.isVisible()
    QTest.mouseClick(page.arrange_bar.back, LEFT)
    assert texts(page) == [text for _, text, *_ in ROWS] and not page.arrange_bar.back.isVisible()
    assert page.view.horizontalHeader().sortIndicatorSection() == -1


def test_a_filter_and_an_order_together(page: TablePage):
    twice_on_heading(page, "text")
    click(page, "late")
    assert texts(page) == ["Опоздали", "Подпункт", "Яркий урок"]
    click(page, "all")
    assert len(texts(page)) == 6
    page.view.setFocus()
    key(page, Qt.Key.Key_Escape)
    assert texts(page) == [text for _, text, *_ in ROWS]


def test_rows_are_not_moved_while_they_are_out_of_order(page: TablePage, desk: Desk):
    twice_on_heading(page, "text")
    at(page, "Опоздали")
    before = desk.file.rows(Activity)
    for which in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
        key(page, which, ALT)
    assert desk.told == [NOT_IN_ORDER] * 4 and desk.file.rows(Activity) == before
    assert page.actions_by_name["move_up"].toolTip() == NOT_IN_ORDER
    key(page, Qt.Key.Key_Escape)
    key(page, Qt.Key.Key_Down, ALT)
    assert len(desk.told) == 4 and stored(desk)[5:7] == ["Успели", "Опоздали"]
    assert page.actions_by_name["move_up"].toolTip() == "Переместить выше"


def test_edited_and_new_rows_keep_their_place_among_sorted_ones(page: TablePage, desk: Desk):
    twice_on_heading(page, "text")
    before = texts(page)
    at(page, "Опоздали")
    page.model.put(page.view.current_line(), "text", "Ящик")
    assert texts(page) == ["Ящик" if text == "Опоздали" else text for text in before]
    page.actions_by_name["add_item"].trigger()
    page.commit_pending()
    assert texts(page)[texts(page).index("Ящик") + 1] == ""
    assert stored(desk)[6] == ""


def test_indicators_and_schedule_sort_too(desk: Desk, qtbot: Any):
    page = shown(desk, "indicators", qtbot)
    for row, target in zip(desk.file.rows(Indicator), ("100", "9", "80", ""), strict=True):
        page.model.put(page.model.lines[page.model.row_of(("indicator", row.id))], "target", target)
    before = texts(page)
    twice_on_heading(page, "target")
    assert texts(page, "target") == ["9", "80", "100", ""]
    assert page.arrange_bar.isVisible() and not page.arrange_bar.chips.isVisible()
    page.view.setFocus()
    key(page, Qt.Key.Key_Escape)
    assert texts(page) == before and not page.arrange_bar.isVisible()
    page.hide()
    page.deleteLater()
    section = entry_of(desk.file, "schedule").section.id
    with desk.file.transaction("Строки") as transaction:
        transaction.remove_all(ScheduleRow, [row.id for row in desk.file.rows(ScheduleRow)])
        transaction.add_all(ScheduleRow(section_id=section, position=n, kind=text) for n, text in enumerate("бва", 1))
    page = shown(desk, "schedule", qtbot)
    twice_on_heading(page, "kind")
    assert texts(page, "kind") == ["а", "б", "в"]
    assert not page.actions_by_name["to_filters"].isVisible()


def test_tables_of_the_form_cannot_be_sorted(desk: Desk, qtbot: Any):
    page = shown(desk, "appendix_1", qtbot)
    before = [line.key for line in page.model.lines]
    header = page.view.horizontalHeader()
    QTest.mouseDClick(header.viewport(), LEFT, NONE, QPoint(10, header.height() // 2))
    page.model.sort(0)
    assert [line.key for line in page.model.lines] == before and not page.model.is_arranged


# several rows


def select(page: TablePage, rows: list[int]) -> None:
    page.view.setCurrentIndex(page.model.index(rows[0], 1))
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        page.view.selectionModel().select(page.model.index(row, 1), flags)


def selected(page: TablePage) -> list[str]:
    return [line.row.text for line in page.view.selected_lines()]


def test_several_rows_move_are_copied_and_removed_by_keys(page: TablePage, desk: Desk):
    select(page, [5, 6])
    key(page, Qt.Key.Key_Up, ALT)
    assert stored(desk)[3:7] == ["Без людей", "Опоздали", "Успели", "Кадры"]
    assert selected(page) == ["Опоздали", "Успели"]
    key(page, Qt.Key.Key_Down, ALT)
    key(page, Qt.Key.Key_Down, ALT)
    assert stored(desk)[4:] == ["Кадры", "Без срока", "Опоздали", "Успели"]
    key(page, Qt.Key.Key_D, CTRL)
    assert stored(desk)[6:] == ["Опоздали", "Успели", "Опоздали", "Успели"]
    assert [page.view.selected_places()[0][0], len(selected(page))] == [8, 2]
    key(page, Qt.Key.Key_Right, ALT)
    assert [line.level for line in page.view.selected_lines()] == ["sub", "sub"]
    key(page, Qt.Key.Key_Left, ALT)
    assert [line.level for line in page.view.selected_lines()] == ["item", "item"]
    key(page, Qt.Key.Key_Delete, CTRL)
    assert stored(desk)[6:] == ["Опоздали", "Успели"]
    assert desk.file.undo_name == "Удалено строк плана: 2"


def test_making_many_rows_known_at_once_keeps_the_place(page: TablePage, desk: Desk, monkeypatch: Any):
    """What would tell a view of very many runs tells it to look anew, and the current cell stays."""
    import shnor_desktop.ui.itemmodels.lines as lines

    monkeypatch.setattr(lines, "_MANY", 1)
    at(page, "Опоздали", "responsible")
    ids = [row.id for row in desk.file.rows(Activity) if row.text in ("Подпункт", "Без людей", "Успели")]
    with desk.file.transaction("Удаление") as transaction:
        transaction.remove_all(Activity, ids)
    assert page.view.current_line().row.text == "Опоздали"
    assert page.view.currentIndex().column() == page.model.column_of("responsible")
    desk.file.undo()
    assert texts(page) == [text for _, text, *_ in ROWS]
    assert page.view.current_line().row.text == "Опоздали"
