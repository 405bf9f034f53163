"""«Методики расчёта…» with keys and mouse: marked, refused, kept as one step, and charts that follow at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel

from shnor_desktop.models.results import MethodSetting
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.results.methods import USUAL, methods_of
from shnor_desktop.services.results.statistics import METHODS
from shnor_desktop.ui.dialogs.methods import MethodsDialog
from shnor_desktop.ui.navigation import ANALYSIS
from shnor_desktop.ui.pages.analysis_page import AnalysisPage

OK = QDialogButtonBox.StandardButton.Ok
CANCEL = QDialogButtonBox.StandardButton.Cancel


@pytest.fixture
def page(shop, qtbot) -> AnalysisPage:
    path = shop.folder / "Пример.shnor"
    make_demo(path)
    shop.commands.files.open_path(path)
    shop.desk.go_to(ANALYSIS)
    found = shop.desk.page
    assert isinstance(found, AnalysisPage)
    found.exam.setCurrentIndex(found.exam.findText("ВПР 2025, математика, 5 класс"))
    qtbot.waitUntil(lambda: any(view.key == "tasks" for view in found.views))
    return found


def in_dialog(act, button=OK) -> list[BaseException]:
    """Does this in the dialog when it opens, then presses a button; what went wrong is in the list."""
    failed: list[BaseException] = []

    def work() -> None:
        shown = QApplication.activeModalWidget()
        try:
            assert isinstance(shown, MethodsDialog)
            act(shown)
        except BaseException as error:
            failed.append(error)
        assert shown is not None
        QTest.mouseClick(shown.buttons.button(button), Qt.MouseButton.LeftButton)
        if shown.isVisible():
            shown.reject()

    QTimer.singleShot(0, work)
    return failed


def typed(edit, text: str) -> None:
    edit.field.setFocus()
    edit.field.selectAll()
    QTest.keyClicks(edit.field, text)
    QTest.keyClick(edit.field, Qt.Key.Key_Tab)


def corridor_told(page: AnalysisPage) -> str:
    view = next(view for view in page.views if view.key == "tasks")
    return " ".join(view.notes)


def test_a_narrower_corridor_shows_at_once_and_goes_back_by_undo(shop, qtbot, page: AnalysisPage):
    before = corridor_told(page)
    file = shop.desk.file

    def narrow(dialog: MethodsDialog) -> None:
        edit = dialog.edits["corridor"]
        assert edit.field.text().replace("\u00a0", " ") == "10,0 п. п."
        assert not dialog.marks["corridor"].isVisible()
        typed(edit, "3,5")
        assert edit.value == 3.5
        assert dialog.marks["corridor"].isVisible() and dialog.backs["corridor"].isVisible()

    failed = in_dialog(narrow)
    QTest.mouseClick(page.methods, Qt.MouseButton.LeftButton)
    assert not failed, failed
    assert methods_of(file).corridor == 3.5
    qtbot.waitUntil(lambda: corridor_told(page) != before and "3,5" in corridor_told(page))
    shop.do("undo")
    assert methods_of(file) == METHODS
    qtbot.waitUntil(lambda: corridor_told(page) == before)


def test_what_cannot_stand_together_cannot_be_applied(shop, page: AnalysisPage):
    def wrong(dialog: MethodsDialog) -> None:
        typed(dialog.edits["sou_4"], "120")  # more than there may be: the field keeps to its bounds
        assert dialog.edits["sou_4"].value <= 100.0
        typed(dialog.edits["basic_low"], "75")
        assert not dialog.buttons.button(OK).isEnabled()
        assert "базовых" in dialog.told.text()
        QTest.mouseClick(dialog.backs["basic_low"], Qt.MouseButton.LeftButton)
        assert dialog.edits["basic_low"].value == USUAL["basic_low"]
        typed(dialog.edits["k_low"], "0.8")  # a point is a comma here
        assert dialog.values["k_low"] == 0.8
        QTest.mouseClick(dialog.usual, Qt.MouseButton.LeftButton)
        assert dialog.values == USUAL and dialog.values["k_low"] is None
        assert dialog.buttons.button(OK).isEnabled() and not dialog.usual.isEnabled()

    failed = in_dialog(wrong, CANCEL)
    shop.do("methods")
    assert not failed, failed
    assert methods_of(shop.desk.file) == METHODS


def test_the_usual_and_the_bounds_are_seen_and_a_damaged_value_is_named(shop, page: AnalysisPage):
    file = shop.desk.file
    with file.transaction("Порча") as transaction:
        transaction.add(MethodSetting(key="twos", value="много"))

    def look(dialog: MethodsDialog) -> None:
        hints = [label.text() for label in dialog.findChildren(QLabel)]
        assert "Обычно 10 п. п., можно от 0,5 до 50" in hints and "Обычно регион" in hints
        assert "можно от 0,5 до 50" in dialog.edits["corridor"].field.accessibleDescription()
        assert dialog.told.isVisible() and "доли «2»" in dialog.told.text()
        assert dialog.buttons.button(OK).isEnabled()

    failed = in_dialog(look)
    shop.do("methods")
    assert not failed, failed
    assert not file.rows(MethodSetting)


def test_the_wheel_changes_no_number(shop, page: AnalysisPage):
    def roll(dialog: MethodsDialog) -> None:
        for key in ("corridor", "corridor_level"):
            field = dialog.edits[key].field
            event = QWheelEvent(
                QPointF(5, 5),
                QPointF(field.mapToGlobal(QPoint(5, 5))),
                QPoint(),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(field, event)
        assert dialog.values == USUAL

    failed = in_dialog(roll, CANCEL)
    shop.do("methods")
    assert not failed, failed
