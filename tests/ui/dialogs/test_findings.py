"""The list of findings: grave ones first, each leads to its place."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shnor_desktop.ui.dialogs.findings import FindingsDialog, summary


def finding(severity: str, where: str) -> SimpleNamespace:
    return SimpleNamespace(severity=severity, code="x", where=where, message=f"в «{where}» пусто", place=f"p:{where}")


FOUND = [finding("hint", "А"), finding("error", "Б"), finding("warning", "В"), finding("error", "Г")]


@pytest.fixture
def dialog(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    went: list[str] = []
    again: list[int] = []
    made = FindingsDialog(lambda found: went.append(found.place), lambda: again.append(1), window)
    made.show_findings(FOUND)
    made.show()
    yield made, went, again


def places(dialog: FindingsDialog) -> list[str]:
    return [dialog.tree.topLevelItem(row).text(0) for row in range(dialog.tree.topLevelItemCount())]


def test_errors_come_first_and_keep_their_order(dialog):
    made, _, _ = dialog
    assert places(made) == ["Б", "Г", "В", "А"]
    assert made.summary.text() == "2 ошибки, 1 предупреждение, 1 подсказка"
    assert made.tree.topLevelItem(0).toolTip(1) == "Ошибка: в «Б» пусто"


def test_enter_and_the_button_go_to_the_place(dialog):
    made, went, _ = dialog
    made.go_button.click()
    made.tree.setCurrentItem(made.tree.topLevelItem(2))
    made.tree.setFocus()
    QTest.keyClick(made.tree, Qt.Key.Key_Return)
    assert went == ["p:Б", "p:В"]


def test_a_double_click_goes_once(dialog):
    made, went, _ = dialog
    spot = made.tree.visualItemRect(made.tree.topLevelItem(1)).center()
    QTest.mouseClick(made.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(made.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert went == ["p:Г"]


def test_the_check_can_be_repeated_and_then_be_clean(dialog):
    made, went, again = dialog
    made.again_button.click()
    assert again == [1]
    made.show_findings([])
    assert made.summary.text() == "Замечаний нет"
    assert not made.go_button.isEnabled()
    made.go()
    assert went == []


@pytest.mark.parametrize(
    ("severities", "text"),
    [
        ([], "Замечаний нет"),
        (["error"] * 5, "5 ошибок"),
        (["warning"] * 2 + ["hint"] * 21, "2 предупреждения, 21 подсказка"),
    ],
)
def test_the_summary_counts_in_russian(severities: list[str], text: str):
    assert summary([finding(severity, "А") for severity in severities]) == text
