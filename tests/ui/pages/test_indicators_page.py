"""The strip of checkpoints, the verdict and the chart of indicators, worked with by keys and mouse."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from page_tools import Desk, press, type_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QToolButton

from shnor_desktop.models.all import Indicator, IndicatorValue, PassportRow, Task
from shnor_desktop.services.documents.tree_json import plain_blocks
from shnor_desktop.services.editing import indicator_values as editing
from shnor_desktop.services.editing.content import set_passport
from shnor_desktop.ui.colours import wear
from shnor_desktop.ui.file_dialogs import FileDialogs
from shnor_desktop.ui.pages.indicators_page import IndicatorsPage
from shnor_desktop.ui.widgets import chart_card

CHART_KEYS = (Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
STRIP_KEYS = (Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def page(desk: Desk) -> IndicatorsPage:
    """The page on its first indicator, in March 2027."""
    made = desk.open("indicators")
    assert isinstance(made, IndicatorsPage)
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.course.courses._today = lambda: date(2027, 3, 1)
    made.activateWindow()
    made.view.setFocus()
    made.view.setCurrentIndex(made.model.index(1, 1))
    QApplication.processEvents()
    return made


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def fill(text: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type into the cell that has the focus and go on."""
    type_text(focused(), text)
    press(focused(), key)


def points(desk: Desk, id_: int = 1) -> list[tuple[str, str, str]]:
    return [(value.checkpoint, value.target, value.achieved) for value in editing.checkpoints(desk.file, id_)]


def button(page: IndicatorsPage, name: str) -> QToolButton:
    """A heading of the strip, by the words on it."""
    holder = page.course.strip
    return next(one for one in holder.findChildren(QToolButton) if one.menu() and one.text().startswith(name))


def choose(page: IndicatorsPage, name: str, entry: str) -> None:
    """Choose an entry of a heading's menu, as a click on it would."""
    menu = button(page, name).menu()
    next(action for action in menu.actions() if action.text().startswith(entry)).trigger()
    QApplication.processEvents()


def signs(page: IndicatorsPage) -> list[str]:
    return [label.text() for label in page.course.strip._signs.values()]


def test_a_whole_indicator_is_entered_with_tab(desk, page):
    choose(page, "+ Точка", "Все годы")
    assert points(desk) == [("2026", "", ""), ("2027", "", ""), ("2028", "", "")]
    assert focused().accessibleName() == "2026: план"
    page.view.setFocus()
    press(page.view, *STRIP_KEYS[:1], STRIP_KEYS[1])
    assert focused().accessibleName() == "Исходное значение"
    for text in ("50", "60", "70", "80"):
        fill(text)
    press(focused(), Qt.Key.Key_Tab)  # the target is there already
    fill("63")
    page.commit_pending()
    assert points(desk) == [("2026", "60", "63"), ("2027", "70", ""), ("2028", "80", "")]
    assert desk.file.get(Indicator, 1).baseline == "50"
    assert signs(page) == ["✓ выполнено", "… впереди", "… впереди", "→ по плану"]
    assert page.course.strip.verdict.text() == "→ Идёт по плану: 2026 – 63\u00a0% при плане 60\u00a0%."
    assert page.header.hint.text().startswith("2 задачи, 4 показателя: по плану 1, без данных 3.")
    assert desk.file.undo() == "Правка: 2026, факт"
    assert signs(page)[0] == "? нет данных"


def test_enter_and_arrows_lead_through_the_cells_as_in_a_table(desk, page):
    editing.add_checkpoints(desk.file, 1, ["2026", "2027"])
    page.course.strip.go_to("baseline")
    fill("50", Qt.Key.Key_Return)
    assert focused().accessibleName() == "2026: план"
    fill("60", Qt.Key.Key_Down)
    assert focused().accessibleName() == "2026: факт"
    fill("61", Qt.Key.Key_Up)
    assert focused().accessibleName() == "2026: план"
    page.commit_pending()
    assert points(desk)[0] == ("2026", "60", "61")


def test_esc_brings_back_what_is_stored(desk, page):
    page.course.strip.go_to("baseline")
    fill("50", Qt.Key.Key_Return)
    page.course.strip.go_to("baseline")
    type_text(focused(), "7")
    assert focused().text() == "7"
    press(focused(), Qt.Key.Key_Escape)
    assert focused().text() == "50"
    page.commit_pending()
    assert desk.file.get(Indicator, 1).baseline == "50"


def test_a_text_pasted_by_mistake_does_not_push_the_page_away(desk, page):
    (value,) = editing.add_checkpoints(desk.file, 1, ["2026"])
    room = page.course.strip.sizeHint().height()
    editing.set_value(desk.file, value, "achieved", "\n".join(f"строка {number}" for number in range(500)))
    strip = page.course.strip
    assert len(strip.verdict.text()) < 200 and "\n" not in strip.verdict.text()
    assert strip.take.text() == "Достигнуто: взять строка 0 стро…"
    assert strip.sizeHint().height() < 2 * room


def test_what_lags_says_so_in_a_sign_and_words(desk, page):
    editing.add_checkpoints(desk.file, 1, ["2026"])
    page.course.strip.go_to("baseline")
    fill("50", Qt.Key.Key_Return)
    fill("60", Qt.Key.Key_Down)
    fill("55", Qt.Key.Key_Return)
    assert signs(page) == ["! отстаёт", "! отстаёт"]
    assert "не хватает 5\u00a0п.\u00a0п." in page.course.strip.verdict.text()
    assert page.course.strip.verdict.property("role") == "error"


def test_a_plan_that_is_not_typed_is_shown_as_computed_and_not_stored(desk, page):
    editing.add_checkpoints(desk.file, 1, ["2026", "2027", "2028"])
    page.course.strip.go_to("baseline")
    fill("50", Qt.Key.Key_Return)
    assert focused().placeholderText() == "≈ 60\u00a0%"
    assert points(desk)[0] == ("2026", "", "")
    choose(page, "+ Точка", "Не считать план по прямой")
    page.course.strip.go_to("baseline")
    press(focused(), Qt.Key.Key_Return)
    assert focused().placeholderText() == ""
    again = desk.open("indicators")
    assert not again.course.strip.interpolate, "the choice is remembered"


def test_checkpoints_are_named_moved_shared_and_removed(desk, page, monkeypatch):
    asked: list[str] = []

    def answer(_parent, _title, _label, text: str = "") -> tuple[str, bool]:
        asked.append(text)
        return ("I полугодие", True)

    monkeypatch.setattr(QInputDialog, "getText", answer)
    choose(page, "+ Точка", "2026")
    choose(page, "+ Точка", "Другая")
    assert [name for name, _, _ in points(desk)] == ["2026", "I полугодие"]
    choose(page, "I полугодие", "Раньше")
    assert [name for name, _, _ in points(desk)] == ["I полугодие", "2026"]
    choose(page, "2026", "Переименовать")
    assert asked == ["", "2026"]
    assert desk.told == ["Точка «I полугодие» у этого показателя уже есть."]
    choose(page, "2026", "Такие же точки")
    assert [len(points(desk, id_)) for id_ in (1, 2, 3, 4)] == [2, 2, 2, 2]
    choose(page, "I полугодие", "Удалить")
    assert [name for name, _, _ in points(desk)] == ["2026"]
    assert desk.file.undo() == "Удалено: точка «I полугодие»"
    assert button(page, "I полугодие").isVisible()


def test_what_is_typed_is_not_lost_when_the_strip_is_laid_anew(desk, page):
    editing.add_checkpoints(desk.file, 1, ["2026"])
    page.course.strip.go_to("baseline")
    type_text(focused(), "50")
    choose(page, "+ Точка", "2027")
    assert desk.file.get(Indicator, 1).baseline == "50"
    page.course.strip.go_to("baseline")
    type_text(focused(), "5")
    page.view.setCurrentIndex(page.model.index(2, 1))
    assert desk.file.get(Indicator, 1).baseline == "5", "leaving for another line writes"
    assert desk.file.get(Indicator, 2).baseline == ""


def test_a_task_has_no_strip(page):
    page.view.setCurrentIndex(page.model.index(0, 1))
    assert not page.course.strip.isVisible()
    assert not page.actions_by_name["fill_strip"].isEnabled()
    page.view.setCurrentIndex(page.model.index(1, 1))
    assert page.course.strip.isVisible()


def test_removing_the_current_indicator_or_its_task_leaves_a_quiet_page(desk, page):
    editing.add_checkpoints(desk.file, 1, ["2026"])
    page.course.strip.go_to("target")
    type_text(focused(), "9")
    with desk.file.transaction("Удалено") as transaction:
        transaction.remove(Task, 1)
    assert page.model.rowCount() == 3
    page.commit_pending()
    assert desk.file.rows(IndicatorValue) == []
    assert desk.file.undo() == "Удалено"
    assert len(points(desk)) == 1


def test_a_comparison_in_the_target_is_taken_apart_by_one_click_and_never_by_itself(desk, page):
    strip = page.course.strip
    assert not strip.split.isVisible()
    strip.go_to("target")
    focused().selectAll()
    fill("не менее 85 %", Qt.Key.Key_Return)
    assert desk.file.get(Indicator, 1).target == "не менее 85 %"
    assert strip.cells.cells["target", 0].cursorPosition() == 0, "the beginning of a long text is seen"
    assert strip.split.isVisible()
    assert strip.split.text() == "Отделить «не менее»"
    assert strip.split.toolTip() == "Записать отдельно: «не менее» · «85»"
    QTest.mouseClick(strip.split, Qt.MouseButton.LeftButton)
    row = desk.file.get(Indicator, 1)
    assert (row.comparison, row.target, row.unit) == ("не менее", "85", "процент")
    assert page.panel.input("comparison").currentText() == "не менее"
    assert not strip.split.isVisible()
    assert desk.file.undo() == "Сравнение отделено от значения"
    assert strip.split.isVisible()


def test_a_comparison_is_chosen_or_typed(desk, page):
    combo = page.panel.input("comparison")
    assert [combo.itemText(n) for n in range(combo.count())][:2] == ["не менее", "не ниже"]
    combo.setFocus()
    type_text(combo.lineEdit(), "не ниже областного")
    press(combo.lineEdit(), Qt.Key.Key_Return)
    assert desk.file.get(Indicator, 1).comparison == "не ниже областного"
    assert desk.file.get(Indicator, 1).unit == "процент"


def test_the_last_fact_is_taken_into_what_is_printed(desk, page):
    (value,) = editing.add_checkpoints(desk.file, 1, ["2026"])
    editing.set_value(desk.file, value, "achieved", "81")
    take = page.course.strip.take
    assert take.text() == "Достигнуто: взять 81"
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    assert desk.file.get(Indicator, 1).achieved == "81"
    assert not take.isVisible()
    assert signs(page)[-1] == "✓ достигнуто"


def test_places_lead_to_the_strip(desk, page):
    (value,) = editing.add_checkpoints(desk.file, 3, ["2026"])
    page.show_place("indicator:4:baseline")
    assert page.view.current_line().row.id == 4
    assert focused().accessibleName() == "Исходное значение"
    page.show_place(f"indicator_value:{value.id}:achieved")
    assert page.view.current_line().row.id == 3
    assert focused().accessibleName() == "2026: факт"


# the chart


@pytest.fixture
def drawn(desk, page, qtbot) -> IndicatorsPage:
    """The page with the chart of an indicator that has numbers."""
    (value,) = editing.add_checkpoints(desk.file, 1, ["2026"])
    editing.set_value(desk.file, value, "target", "60")
    editing.set_value(desk.file, value, "achieved", "63")
    page.view.setFocus()
    press(page.view, *CHART_KEYS[:1], CHART_KEYS[1])
    qtbot.waitUntil(lambda: page.course.card.plot is not None, timeout=20_000)
    QApplication.processEvents()
    return page


def test_no_chart_before_it_is_wanted(page):
    assert page.course.card is None


def test_the_chart_opens_by_key_follows_the_line_and_is_remembered(desk, drawn, qtbot):
    card = drawn.course.card
    assert card.isVisible() and drawn.course.strip.chart.isChecked()
    assert card.plot.accessibleName() == "График показателя «Доля успешных»"
    drawn.view.setCurrentIndex(drawn.model.index(2, 1))
    assert card.plot.chart.title == "Число кружков"
    again = desk.open("indicators")
    qtbot.waitUntil(lambda: again.course.card is not None and again.course.card.isVisible())
    again.toggle_chart()
    assert not again.course.card.isVisible()
    assert desk.open("indicators").course.card is None


def test_the_keys_work_from_the_fields_below_the_table_too(drawn):
    strip = drawn.course.strip
    strip.go_to("target")
    press(focused(), *CHART_KEYS[:1], CHART_KEYS[1])
    assert not drawn.course.card.isVisible()
    press(focused(), *STRIP_KEYS[:1], STRIP_KEYS[1])
    assert focused().accessibleName() == "Исходное значение"


def test_the_chart_changes_with_the_values(drawn):
    before = drawn.course.card.plot.chart
    drawn.course.strip.go_to("baseline")
    fill("50", Qt.Key.Key_Return)
    assert drawn.course.card.plot.chart.baseline == 50
    assert before.baseline is None


def test_all_indicators_of_the_task_stand_below_each_other(drawn, qtbot):
    card = drawn.course.card
    card.choice.setFocus()
    press(card.choice, Qt.Key.Key_Down)
    assert card.choice.currentText() == chart_card.ALL
    qtbot.waitUntil(lambda: not card._queue and not card._timer.isActive(), timeout=5_000)
    plots = [plot for plot in card.findChildren(type(card.plot)) if plot is not card.plot]
    assert [plot.chart.title for plot in plots] == ["Доля успешных", "Число кружков"]
    assert not card.save.isEnabled()


def test_no_numbers_no_chart(desk, drawn):
    with desk.file.transaction("Пусто") as transaction:
        transaction.change(Indicator, 4, target="имеется")
    drawn.view.setCurrentIndex(drawn.model.index(5, 1))
    card = drawn.course.card
    assert card.stack.currentWidget() is card.message
    assert "нужны числа" in card.message.text()
    assert not card.copy.isEnabled()
    drawn.view.setCurrentIndex(drawn.model.index(4, 1))
    assert card.stack.currentWidget() is card.plot


def test_the_chart_goes_to_the_clipboard_and_to_a_file(desk, drawn, tmp_path, monkeypatch):
    card = drawn.course.card
    QTest.mouseClick(card.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().width() == 1800
    asked: list[str] = []
    for kind, start in ((chart_card.PNG, b"\x89PNG"), (chart_card.SVG, b"<?xml")):
        path = tmp_path / f"график{kind.suffix}"

        def save(_self, _title, asked_kind, name, target=path) -> Path:
            asked.append(name + asked_kind.suffix)
            return target

        monkeypatch.setattr(FileDialogs, "save", save)
        card.save.menu().actions()[0 if kind is chart_card.PNG else 1].trigger()
        assert path.read_bytes().startswith(start)
    assert asked == ["Доля успешных.png", "Доля успешных.svg"]
    assert desk.told == []


def test_a_place_that_takes_no_file_is_told(desk, drawn, tmp_path, monkeypatch):
    monkeypatch.setattr(FileDialogs, "save", lambda *_: tmp_path / "нет такой папки" / "график.png")
    drawn.course.card.save.menu().actions()[0].trigger()
    assert len(desk.told) == 1 and "Папки" in desk.told[0]


def test_changing_ones_mind_saves_nothing(drawn, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: QFileDialog.DialogCode.Rejected)
    drawn.course.card.save.menu().actions()[0].trigger()
    assert list(tmp_path.glob("*.png")) == []


def test_other_colours_are_taken_over(drawn, qapp):
    card = drawn.course.card
    light = card.legend.text()
    try:
        wear(qapp, dark=True)
        palette = card.palette()
        palette.setColor(palette.ColorRole.Window, Qt.GlobalColor.black)
        card.setPalette(palette)
        QApplication.processEvents()
        QTest.qWait(10)
        assert card.legend.text() != light
    finally:
        wear(qapp, dark=False)


def test_a_program_without_its_drawing_part_says_so(desk, page, qtbot, monkeypatch):
    monkeypatch.setattr(chart_card, "MODULE", "shnor_desktop.ui.charts_that_are_not_there")
    monkeypatch.setattr(threading, "excepthook", lambda _failure: None)
    press(page.view, *CHART_KEYS)
    card = page.course.card
    qtbot.waitUntil(lambda: "установите программу заново" in card.message.text(), timeout=5_000)
    assert card.stack.currentWidget() is card.message
    assert card.legend.isHidden()


def test_a_checkpoint_still_ahead_is_waited_for(desk, page):
    page.course.courses._today = lambda: date(2026, 3, 1)
    editing.add_checkpoints(desk.file, 1, ["2026"])
    assert signs(page) == ["… впереди", "… впереди"]
    assert page.course.strip.verdict.text() == "… Данных ещё нет: первая точка – 2026."


def test_tasks_come_from_the_passport_while_there_are_none(desk, qtbot):
    page = desk.open("indicators")
    offer = next(one for one in page.header._acts if one.text() == "Задачи из паспорта")
    assert offer.isHidden()
    with desk.file.transaction("Прочь") as transaction:
        transaction.remove_all(Task, [row.id for row in desk.file.rows(Task)])
    assert offer.isHidden()
    row = next(row for row in desk.file.rows(PassportRow) if row.key == "tasks")
    set_passport(desk.file, row, plain_blocks("Задачи:\n1. Научить читать;\n2) Удержать молодых."))
    page = desk.open("indicators")
    offer = next(one for one in page.header._acts if one.text() == "Задачи из паспорта")
    assert not offer.isHidden()
    offer.click()
    assert [row.text for row in desk.file.rows(Task)] == ["Научить читать", "Удержать молодых."]
    assert offer.isHidden() and page.view.hasFocus()
    assert desk.file.undo() == "Задачи из паспорта"
    assert desk.file.rows(Task) == [] and not offer.isHidden()
