"""The dialogs that ask for something: named controls, a round by Tab, Esc gives up, Enter does the main thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from access_tools import controls, nameless, tipless, unreached
from page_tools import PLAN, form_of, small_programme
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from shnor_desktop.models.all import Activity, DeadlineMove
from shnor_desktop.services import diary
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.dialogs.bank import INDICATORS, MEASURES, BankDialog
from shnor_desktop.ui.dialogs.deadline_moves import MovesDialog
from shnor_desktop.ui.dialogs.error_report import ErrorReport
from shnor_desktop.ui.dialogs.keys import KeysDialog
from shnor_desktop.ui.dialogs.new_programme import NewProgrammeDialog
from shnor_desktop.ui.dialogs.new_table import NewTableDialog
from shnor_desktop.ui.dialogs.people import PeopleDialog
from shnor_desktop.ui.dialogs.take_from_roadmap import TakeDialog
from shnor_desktop.ui.pages.base import PageContext

Maker = Callable[[SchoolFile], QDialog]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "школа.shnor") as made:
        yield made


def moves(file: SchoolFile) -> QDialog:
    row = next(row for row in file.rows(Activity) if row.text == PLAN[1][1])
    with file.transaction("Перенос") as transaction:
        move = transaction.add(DeadlineMove(0, row.id, "2026-10-01T10:00:00", "", "май 2026 года", "июнь 2026 года"))
    return MovesDialog(PageContext(file, form_of(file), lambda text: None), "1.1", row.text, [move])


MAKERS: dict[str, Maker] = {
    "new": lambda file: NewProgrammeDialog(),
    "measures": lambda file: BankDialog(MEASURES),
    "indicators": lambda file: BankDialog(INDICATORS),
    "people": PeopleDialog,
    "take": lambda file: TakeDialog(diary.offer(file, form_of(file))),
    "moves": moves,
    "table": lambda file: NewTableDialog(),
    "error": lambda file: ErrorReport("Отчёт", None),
    "keys": lambda file: KeysDialog(),
}


@pytest.fixture
def dialog(request: pytest.FixtureRequest, file: SchoolFile, qtbot) -> QDialog:
    made = MAKERS[request.param](file)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("dialog", MAKERS, indirect=True)
def test_every_control_has_a_name_and_is_reached(dialog: QDialog):
    assert dialog.windowTitle()
    assert len(list(controls(dialog))) >= 2
    assert nameless(dialog) + tipless(dialog) + unreached(dialog, dialog) == []
    size = dialog.minimumSizeHint()
    assert size.height() <= 470 and size.width() <= 900, "too large for 150 %"


@pytest.mark.parametrize("dialog", MAKERS, indirect=True)
def test_escape_gives_up_and_one_button_is_the_main_one(dialog: QDialog):
    focused = QApplication.focusWidget()
    assert focused is not None and dialog.isAncestorOf(focused), "the keyboard is in the dialog at once"
    main = [button for button in dialog.findChildren(QPushButton) if button.isVisible() and button.isDefault()]
    said = [button.text().replace("&", "") for button in main]
    assert len(said) == (not isinstance(dialog, PeopleDialog)), "there Enter belongs to the field it is pressed in"
    assert not {"Отмена", "Cancel"} & set(said)
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_enter_accepts_where_the_rest_is_filled_in(qtbot):
    made = NewTableDialog()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert made.result() == QDialog.DialogCode.Accepted
