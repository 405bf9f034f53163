"""The picker of periods, worked with by keys and mouse from the cell and from the panel."""

from __future__ import annotations

from datetime import date

import pytest
from page_tools import Desk, entry_of, press, type_text
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QToolButton

from shnor_desktop.models.all import Activity
from shnor_desktop.services.deadlines import Pick, Shape, Span, write_pick
from shnor_desktop.ui.pages.activities_page import ActivitiesPage
from shnor_desktop.ui.widgets.cell_editor import CellEditor
from shnor_desktop.ui.widgets.period_field import PeriodField
from shnor_desktop.ui.widgets.period_pages import CalendarPage, MonthsPage, PartsPage, RepeatsPage
from shnor_desktop.ui.widgets.period_picker import SHAPES, PeriodPicker

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
YEARS = (2026, 2028)
TODAY = date(2026, 11, 20)


@pytest.fixture
def field(qtbot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(field: QLineEdit, text: str = "", today: date = TODAY) -> tuple[PeriodPicker, list[str]]:
    picker = PeriodPicker(text, YEARS, today, field)
    told: list[str] = []
    picker.picked.connect(told.append)
    picker.open_at(field.mapToGlobal(field.rect().bottomLeft()), field.mapToGlobal(field.rect().topLeft()))
    QApplication.processEvents()
    return picker, told


def choose(picker: PeriodPicker, shape: Shape) -> CalendarPage | MonthsPage | PartsPage | RepeatsPage:
    """As with the arrows of the list."""
    place = [each for each, _ in SHAPES].index(shape)
    for _ in range(len(SHAPES)):
        press(picker.shapes, KEY.Key_Up)
    for _ in range(place):
        press(picker.shapes, KEY.Key_Down)
    assert picker.shape is shape
    page = picker.stack.currentWidget()
    assert isinstance(page, CalendarPage | MonthsPage | PartsPage | RepeatsPage)
    return page


def calendar(page: object) -> QTableView:
    assert isinstance(page, CalendarPage)
    found = page.calendar.findChild(QTableView)
    assert found is not None
    return found


def test_a_day_by_arrows_and_enter(field):
    picker, told = opened(field)
    view = calendar(picker.stack.currentWidget())
    assert QApplication.focusWidget() is view
    assert picker.written.text() == "«20 ноября 2026 года»"
    press(view, KEY.Key_Right)
    press(view, KEY.Key_Down)
    assert picker.written.text() == "«28 ноября 2026 года»"
    assert picker.recognised.text() == "распознано: 28.11.2026"
    press(view, KEY.Key_Return)
    assert told == ["28 ноября 2026 года"]
    assert field.findChild(PeriodPicker) is None


def test_escape_writes_nothing(field):
    picker, told = opened(field)
    press(calendar(picker.stack.currentWidget()), KEY.Key_Escape)
    assert field.findChild(PeriodPicker) is None and told == []


def test_outside_the_programme_it_opens_on_its_first_year(field):
    picker, _ = opened(field, today=date(2031, 5, 5))
    assert picker.text() == "1 января 2026 года"


def test_until_a_day_every_year(field):
    picker, told = opened(field, "1 апреля 2027")
    choose(picker, Shape.UNTIL)
    assert picker.text() == "до 1 апреля 2027 года"
    QTest.mouseClick(picker.yearly, Qt.MouseButton.LeftButton, pos=picker.yearly.rect().center() * 0.2)
    assert picker.yearly.isChecked()
    press(picker.yearly, KEY.Key_Return)
    assert told == ["до 1 апреля 2027 года, далее ежегодно"]


def test_several_days_by_space(field):
    picker, _ = opened(field, "15 сентября 2026 года")
    view = calendar(choose(picker, Shape.DAYS))
    for key in (KEY.Key_Right, KEY.Key_Space, KEY.Key_Right, KEY.Key_Space, KEY.Key_Space):
        press(view, key)
    assert picker.text() == "15 и 16 сентября 2026 года"
    assert not picker.yearly.isEnabled()


def test_a_span_by_its_two_ends(field):
    picker, _ = opened(field, "15 сентября 2026 года")
    page = choose(picker, Shape.RANGE)
    assert isinstance(page, CalendarPage)
    for day in ((2026, 10, 3), (2026, 9, 28)):
        page.calendar.clicked.emit(QDate(*day))
    assert picker.text() == "28 сентября – 3 октября 2026 года"
    page.calendar.clicked.emit(QDate(2026, 12, 1))
    assert picker.text() == "1 декабря 2026 года"
    page.calendar.clicked.emit(QDate(2027, 1, 10))
    assert picker.text() == "1 декабря 2026 года – 10 января 2027 года"


def test_months_of_two_years(field):
    picker, told = opened(field, "ноябрь 2026")
    page = choose(picker, Shape.MONTHS)
    assert isinstance(page, MonthsPage)
    assert [button.text() for button in page.buttons if button.isChecked()] == ["ноябрь"]
    press(page.buttons[11], KEY.Key_Space)
    assert picker.text() == "ноябрь–декабрь 2026 года"
    press(page.year, KEY.Key_Up)
    assert not any(button.isChecked() for button in page.buttons)
    press(page.buttons[0], KEY.Key_Space)
    assert picker.text() == "ноябрь 2026 – январь 2027 года"
    press(page.buttons[4], KEY.Key_Space)
    assert picker.text() == "ноябрь 2026 – январь 2027 года, май 2027 года"
    QTest.mouseClick(picker.insert_button, Qt.MouseButton.LeftButton)
    assert told == ["ноябрь 2026 – январь 2027 года, май 2027 года"]


def test_a_quarter_of_another_year(field):
    picker, _ = opened(field, "IV квартал 2026 года")
    page = choose(picker, Shape.PART)
    assert isinstance(page, PartsPage)
    press(page.year, KEY.Key_Up)
    assert picker.text() == "IV квартал 2027 года"
    QTest.mouseClick(page.group.button(9), Qt.MouseButton.LeftButton, pos=page.group.button(9).rect().center() * 0.2)
    assert picker.text() == "2027–2028 учебный год"


def test_what_repeats(field):
    picker, told = opened(field)
    page = choose(picker, Shape.REPEAT)
    assert picker.text() == "" and not picker.insert_button.isEnabled()
    press(page.focusProxy(), KEY.Key_Return)
    assert picker.isVisible() and told == []
    press(page.focusProxy(), KEY.Key_Down)
    press(page.focusProxy(), KEY.Key_Space)
    assert picker.text() in ("в течение года", "ежемесячно")
    press(page.focusProxy(), KEY.Key_Return)
    assert told


@pytest.mark.parametrize(
    ("text", "shape", "written"),
    [
        ("до 1.04.2027", Shape.UNTIL, "до 1 апреля 2027 года"),
        ("Март – ноябрь", Shape.MONTHS, "март–ноябрь 2026 года"),
        ("2026-2027 уч. год", Shape.PART, "2026–2027 учебный год"),
        ("3 и 5 мая 2027", Shape.DAYS, "3 и 5 мая 2027 года"),
        ("с 3 мая по 5 июня 2027", Shape.RANGE, "3 мая – 5 июня 2027 года"),
        ("1 раз в четверть", Shape.REPEAT, "раз в четверть"),
        ("апрель 2027, далее ежегодно", Shape.MONTHS, "апрель 2027 года, далее ежегодно"),
    ],
)
def test_it_starts_at_what_the_text_says(field, text: str, shape: Shape, written: str):
    picker, _ = opened(field, text)
    assert (picker.shape, picker.text()) == (shape, written)
    assert not picker.note.isVisible()


def test_what_is_not_recognised_is_said_and_not_blocked(field):
    picker, _ = opened(field, "когда рак свистнет")
    assert picker.note.isVisible() and "не распознан" in picker.note.text()
    assert picker.insert_button.isEnabled()


def test_turning_between_shapes_keeps_the_dates(field):
    picker, _ = opened(field, "15 сентября 2027 года")
    for shape in (Shape.MONTHS, Shape.REPEAT, Shape.PART, Shape.RANGE):
        choose(picker, shape)
    page = choose(picker, Shape.MONTHS)
    assert isinstance(page, MonthsPage) and page.year.value() == 2027
    choose(picker, Shape.DAY)
    assert picker.text().endswith("сентября 2027 года")


# in the program


def periods(desk: Desk) -> list[str]:
    section = entry_of(desk.file, "roadmap").section.id
    return [row.period for row in desk.file.rows(Activity, section_id=section)]


def page_of(desk: Desk) -> ActivitiesPage:
    page = desk.open("roadmap")
    assert isinstance(page, ActivitiesPage)
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("period")))
    return page


def picker_of(help_: object) -> PeriodPicker:
    assert isinstance(help_, PeriodField) and help_.picker is not None
    return help_.picker


@pytest.mark.parametrize(("key", "modifiers"), [(KEY.Key_Down, ALT), (KEY.Key_F4, Qt.KeyboardModifier.NoModifier)])
def test_from_a_cell_it_writes_and_closes(desk, key, modifiers):
    page = page_of(desk)
    page.view.setFocus()
    type_text(page.view, "м")
    cell = page.view.viewport().findChild(CellEditor)
    type_text(cell, "ай 2027")
    press(cell, key, modifiers)
    picker = picker_of(cell.help)
    assert picker.shape is Shape.MONTHS and picker.text() == "май 2027"
    assert page.view.viewport().findChild(CellEditor) is cell  # the editor waits behind it
    press(picker.stack.currentWidget().buttons[5], KEY.Key_Space)
    press(picker.stack.currentWidget().buttons[5], KEY.Key_Return)
    QApplication.processEvents()
    assert periods(desk)[1] == "май–июнь 2027 года"
    assert page.view.currentIndex().row() == 1
    assert desk.told == []


def test_f4_at_a_cell_opens_the_picker_at_once(desk):
    page = page_of(desk)
    page.view.setFocus()
    press(page.view, KEY.Key_F4)
    picker = page.view.viewport().findChild(PeriodPicker)
    press(calendar(picker.stack.currentWidget()), KEY.Key_Return)
    assert periods(desk)[1] == f"{picker_text(date.today())}"
    page.view.setCurrentIndex(page.model.index(0, page.model.column_of("text")))
    press(page.view, KEY.Key_F4)  # nothing to pick: the editor opens
    assert page.view.viewport().findChildren(CellEditor)[-1].help is None


def picker_text(day: date) -> str:
    """What the picker proposes on a day of the programme, or before and after it."""
    return write_pick(Pick(Shape.DAY, (Span(day, day),))) if 2026 <= day.year <= 2028 else "1 января 2026 года"


def test_from_a_cell_given_up_what_was_typed_stays(desk):
    page = page_of(desk)
    page.view.setFocus()
    type_text(page.view, "м")
    cell = page.view.viewport().findChild(CellEditor)
    button = cell.findChild(QToolButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    picker = picker_of(cell.help)
    press(calendar(picker.stack.currentWidget()), KEY.Key_Escape)
    page.commit_pending()
    assert periods(desk)[1] == "м"


def test_from_the_panel_it_writes_at_once(desk):
    page = page_of(desk)
    assert page.panel is not None
    field = page.panel.input("period")
    field.setFocus()
    field.actions()[-1].trigger()
    picker = picker_of(page.panel.helps["period"])
    choose(picker, Shape.REPEAT)
    press(picker.stack.currentWidget().focusProxy(), KEY.Key_Space)
    press(picker.stack.currentWidget().focusProxy(), KEY.Key_Return)
    QApplication.processEvents()
    assert periods(desk)[1] == field.text() == "в течение года"
    assert desk.file.undo_name == "Правка: сроки"


def test_the_control_date_of_a_report_has_it_too(desk):
    page = desk.open("schedule")
    page.view.setCurrentIndex(page.model.index(0, page.model.column_of("control_date")))
    page.view.setFocus()
    press(page.view, KEY.Key_F2)
    cell = page.view.viewport().findChild(CellEditor)
    assert isinstance(cell.help, PeriodField)
