"""The dialog of a bank, worked with by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from page_tools import press, type_text
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QTextBrowser, QWidget

from shnor_desktop.services import banks
from shnor_desktop.services.banks import OWN, shipped_indicators, shipped_measures
from shnor_desktop.services.user_folder import VARIABLE
from shnor_desktop.ui.dialogs.bank import INDICATORS, MEASURES, BankDialog, Kind
from shnor_desktop.ui.dialogs.bank_list import LINES, MARK, wrapped
from shnor_desktop.ui.itemmodels.bank import ABOUT, BankModel

CTRL = Qt.KeyboardModifier.ControlModifier
CHECK = Qt.ItemDataRole.CheckStateRole
Make = Callable[..., BankDialog]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path / "banks"


@pytest.fixture
def make(qtbot, folder: Path) -> Make:
    """A shown dialog that has the focus where it should be at the beginning."""

    def made(kind: Kind = MEASURES, present: tuple[str, ...] = ()) -> BankDialog:
        dialog = BankDialog(kind, present)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def marks(dialog: BankDialog) -> list[str]:
    return [item.key for item in dialog.model.chosen]


def test_search_mark_and_insert_by_keys_alone(make: Make):
    dialog = make()
    assert focus() is dialog.search
    type_text(dialog.search, "чтение")
    expected = [item.key for item in banks.search(shipped_measures(), "чтение")]
    assert [item.key for item in dialog.model.shown] == expected
    press(dialog.search, Qt.Key.Key_Down)
    assert focus() is dialog.list
    press(dialog.list, Qt.Key.Key_Space)
    press(dialog.list, Qt.Key.Key_Down)
    press(dialog.list, Qt.Key.Key_Down)
    press(dialog.list, Qt.Key.Key_Space)
    assert set(marks(dialog)) == {expected[0], expected[2]}
    assert dialog.insert_button.text() == "Вставить выбранные (2)"
    assert f"Найдено: {len(expected)} мероприят" in dialog.found.text()
    press(dialog.list, Qt.Key.Key_Return)
    assert dialog.result() == BankDialog.DialogCode.Accepted
    assert {item.key for item in dialog.chosen} == {expected[0], expected[2]}
    assert not dialog.isVisible()


def test_enter_in_the_search_does_not_insert(make: Make):
    dialog = make()
    type_text(dialog.search, "автобус")
    press(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert focus() is dialog.list
    assert dialog.current is not None
    assert dialog.current.key == "evening-bus"


def test_without_marks_the_shown_one_goes_in(make: Make):
    dialog = make()
    assert dialog.insert_button.text() == "Вставить"
    press(dialog.search, Qt.Key.Key_Down)
    press(dialog.list, Qt.Key.Key_Down)
    assert dialog.chosen == [shipped_measures()[1]]
    assert dialog.preview.toPlainText().startswith(shipped_measures()[1].text)
    press(dialog.list, Qt.Key.Key_Return, CTRL)
    assert dialog.result() == BankDialog.DialogCode.Accepted


def test_a_letter_in_the_list_goes_on_with_the_search(make: Make):
    dialog = make()
    type_text(dialog.search, "авто")
    press(dialog.search, Qt.Key.Key_Down)
    type_text(dialog.list, "б")
    assert dialog.search.text() == "автоб"
    assert focus() is dialog.search
    press(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_F, CTRL)
    assert focus() is dialog.search
    assert dialog.search.selectedText() == "автоб"


def test_marks_stay_while_the_list_changes(make: Make):
    dialog = make()
    press(dialog.list, Qt.Key.Key_Space)
    first = marks(dialog)
    assert first == [shipped_measures()[0].key]
    dialog.direction.setFocus()
    dialog.direction.setCurrentIndex(dialog.direction.findData("partners"))
    assert marks(dialog) == first
    assert {item.direction for item in dialog.model.shown} == {"partners"}
    assert dialog.found.text().endswith("отмечено 1, из них вне списка 1")
    press(dialog.list, Qt.Key.Key_Space)
    assert dialog.insert_button.text() == "Вставить выбранные (2)"
    assert [item.direction for item in dialog.chosen] == ["management", "partners"]
    dialog.uncheck_button.click()
    assert marks(dialog) == []
    assert not dialog.uncheck_button.isVisible()
    assert dialog.model.index(0).data(CHECK) == Qt.CheckState.Unchecked


def test_filters_work_together_and_empty_is_said(make: Make):
    dialog = make()
    dialog.deficit.setCurrentIndex(dialog.deficit.findData("russian"))
    assert all("russian" in item.deficits for item in dialog.model.shown)
    dialog.direction.setCurrentIndex(dialog.direction.findData("family"))
    assert [item.key for item in dialog.model.shown] == ["interpreter-for-families"]
    type_text(dialog.search, "марсиане")
    assert dialog.model.shown == []
    assert dialog.found.text() == "Ничего не найдено"
    assert "снимите" in dialog.preview.toPlainText()
    assert not dialog.insert_button.isEnabled()
    press(dialog.search, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()


def test_the_line_stays_current_when_the_list_grows_again(make: Make):
    dialog = make()
    type_text(dialog.search, "автобус")
    dialog.search.clear()
    assert dialog.current is not None
    assert dialog.current.key == "evening-bus"


def test_the_mouse_marks_by_the_box_or_a_double_click(make: Make):
    dialog = make()
    view = dialog.list.viewport()
    top = dialog.list.visualRect(dialog.model.index(1)).topLeft()
    box, text = top + QPoint(MARK // 2, 14), top + QPoint(MARK + 60, 14)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=text)
    assert marks(dialog) == []
    assert dialog.current is shipped_measures()[1]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=box)
    assert marks(dialog) == [shipped_measures()[1].key]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=text)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=text)
    assert marks(dialog) == []
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=box)
    assert marks(dialog) == []
    assert dialog.isVisible()


def test_the_preview_of_an_indicator_says_how_it_is_counted(make: Make):
    dialog = make(INDICATORS)
    type_text(dialog.search, "регионального показателя")
    text = dialog.preview.toPlainText()
    item = next(one for one in shipped_indicators() if one == dialog.current)
    assert f"Пример цели\n{item.comparison}, например {item.target}" in text
    assert f"Как считать\n{item.counted}" in text
    assert "Помогает, когда\n" in text
    dialog.search.clear()
    type_text(dialog.search, "рейс автобуса")
    assert "Пример цели\nимеется" in dialog.preview.toPlainText()


def test_what_the_programme_has_is_marked(make: Make):
    dialog = make(present=(shipped_measures()[0].text,))
    assert dialog.model.index(0).data(ABOUT).startswith("Уже есть в программе · ")
    assert "Уже есть" not in dialog.model.index(1).data(ABOUT)


def test_ones_own_stand_first_and_have_a_filter(make: Make):
    assert make().direction.findData(OWN) < 0
    made = banks.add_measure("Открыть <кружок> & клуб", period="октябрь", deficits=("gifted",))
    dialog = make()
    assert dialog.model.shown[0] == made
    assert dialog.model.index(0).data(ABOUT) == "Мой банк · октябрь"
    assert dialog.preview.toPlainText().startswith("Открыть <кружок> & клуб")
    dialog.direction.setCurrentIndex(dialog.direction.findData(OWN))
    assert dialog.model.shown == [made]


def test_a_broken_bank_of_ones_own_is_told_and_the_rest_works(make: Make, folder: Path):
    assert not make().problem.isVisible()
    folder.mkdir()
    (folder / "measures.toml").write_text("[[measure]]\ntext = 5\n", encoding="utf-8")
    dialog = make()
    assert dialog.problem.isVisible()
    assert "строка 1" in dialog.problem.text()
    assert len(dialog.model.shown) == len(shipped_measures())
    assert make(INDICATORS).model.shown == list(shipped_indicators())


def test_every_part_has_a_name_and_tab_goes_through_them(make: Make):
    dialog = make()
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, QLineEdit | QComboBox | QListView | QTextBrowser) and widget.isVisible():
            own = widget.accessibleName() or isinstance(widget.parent(), QComboBox | QLineEdit)
            assert own, widget.objectName()
    order = [dialog.search]
    for _ in range(7):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        order.append(focus())
    expected = [dialog.search, dialog.direction, dialog.deficit, dialog.list, dialog.preview]
    assert order[:5] == expected
    assert {dialog.insert_button, dialog.close_button} <= set(order)
    assert order[-1] is dialog.search
    press(dialog.list, Qt.Key.Key_Space)
    assert dialog.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Отмечено. ")


def test_escape_and_close_choose_nothing(make: Make):
    for end in (lambda d: press(d.list, Qt.Key.Key_Escape), lambda d: d.close_button.click()):
        dialog = make()
        press(dialog.list, Qt.Key.Key_Space)
        end(dialog)
        assert not dialog.isVisible()
        assert dialog.result() == BankDialog.DialogCode.Rejected


def test_asking_gives_what_was_chosen(qtbot, folder: Path, monkeypatch: pytest.MonkeyPatch):
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer(dialog: BankDialog, accepted: bool) -> int:
        press(dialog.list, Qt.Key.Key_Space)
        return int(BankDialog.DialogCode.Accepted if accepted else BankDialog.DialogCode.Rejected)

    monkeypatch.setattr(BankDialog, "exec", lambda dialog: answer(dialog, accepted=True))
    assert BankDialog.choose_measures((), parent) == [shipped_measures()[0]]
    assert BankDialog.choose_indicators((), parent) == [shipped_indicators()[0]]
    monkeypatch.setattr(BankDialog, "exec", lambda dialog: answer(dialog, accepted=False))
    assert BankDialog.choose_measures((), parent) == []


def test_the_model_is_sound(qtbot, qtmodeltester):
    items = shipped_measures()[:6]
    model = BankModel(items, banks.topics())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_items(items[2:4])
    assert model.setData(model.index(1), Qt.CheckState.Checked, CHECK)
    assert not model.setData(model.index(1), "текст")
    assert not model.setData(model.index(9), Qt.CheckState.Checked, CHECK)
    model.show_items([])
    model.uncheck_all()
    model.show_items(items)
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(7)) is None
    qtmodeltester.check(model)
    tester.deleteLater()


@pytest.mark.parametrize("text", ["", "Слово", "Много разных слов подряд " * 9, "Ж" * 400, "строка\nещё строка"])
def test_a_text_fits_its_lines(qtbot, text: str):
    widget = QWidget()
    qtbot.addWidget(widget)
    metrics = widget.fontMetrics()
    lines = wrapped(text, metrics, 180, widget.font())
    assert len(lines) <= LINES
    assert all(metrics.horizontalAdvance(line) <= 181 for line in lines)
    assert ("".join(lines).endswith("…")) == (metrics.horizontalAdvance(text) > 400)
