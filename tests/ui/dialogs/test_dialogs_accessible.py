"""The dialogs that ask for something: named controls, a round by Tab, Esc gives up, Enter does the main thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from access_tools import controls, nameless, tipless, unreached
from page_tools import PLAN, form_of, small_programme
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from shnor_desktop.models.all import Activity, DeadlineMove, Report, Wave
from shnor_desktop.services import diary
from shnor_desktop.services.documents.tree import Document, Heading, Part, Row, Run, Table, text_cell
from shnor_desktop.services.editing.result_scores import Scored
from shnor_desktop.services.formats import catalogue
from shnor_desktop.services.import_review import ImportReview
from shnor_desktop.services.packet.names import PATTERN
from shnor_desktop.services.packet.requested import requests
from shnor_desktop.services.page_looks import PageLook
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.statistics import METHODS
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.spreadsheets.difference import Difference, Target
from shnor_desktop.services.spreadsheets.returned import Returned
from shnor_desktop.ui.dialogs.bank import INDICATORS, MEASURES, BankDialog
from shnor_desktop.ui.dialogs.choose_section import SectionDialog
from shnor_desktop.ui.dialogs.consolidation import ConsolidationDialog
from shnor_desktop.ui.dialogs.deadline_moves import MovesDialog
from shnor_desktop.ui.dialogs.error_report import ErrorReport
from shnor_desktop.ui.dialogs.import_preview import ImportPreview
from shnor_desktop.ui.dialogs.keys import KeysDialog
from shnor_desktop.ui.dialogs.methods import MethodsDialog
from shnor_desktop.ui.dialogs.new_exam import NewExamDialog
from shnor_desktop.ui.dialogs.new_programme import NewProgrammeDialog
from shnor_desktop.ui.dialogs.new_table import NewTableDialog
from shnor_desktop.ui.dialogs.packet import PacketDialog, Wish
from shnor_desktop.ui.dialogs.page_look import PageLookDialog
from shnor_desktop.ui.dialogs.people import PeopleDialog
from shnor_desktop.ui.dialogs.reports import ReportsDialog
from shnor_desktop.ui.dialogs.returned import ReturnedDialog
from shnor_desktop.ui.dialogs.scores import ScoresDialog
from shnor_desktop.ui.dialogs.switch_form import SwitchFormDialog
from shnor_desktop.ui.dialogs.take_from_roadmap import TakeDialog
from shnor_desktop.ui.pages.base import PageContext

CHEMISTRY = ExamKey("oge", 2025, "Химия", 9)
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


def preview(file: SchoolFile) -> QDialog:
    rows = (("№", "Мероприятия", "Сроки", "Ответственные"), ("1", "Собрать группу", "май 2026", "Директор"))
    table = Table(tuple(Row(tuple(text_cell(text) for text in row)) for row in rows))
    blocks = (Heading(1, (Run("6. Дорожная карта"),)), table)
    return ImportPreview(ImportReview("План.docx", Document((Part(blocks),)), form_of(file)), open_name="Школа № 5")


def packet(file: SchoolFile) -> QDialog:
    data = read_programme(file)
    wish = Wish("uo@example.org", "Управление образования", PATTERN, True)
    return PacketDialog(data, requests(data), date(2026, 10, 1), wish, file.path.parent)


def reports(file: SchoolFile) -> QDialog:
    made = Report(1, "2026-10-01T10:00:00", "zavuch", "01.10.2026 — Входной", "", "", ("Программа.docx|00",))
    return ReportsDialog([made], print)


def returned(file: SchoolFile) -> QDialog:
    cell = Difference(1, "", "Приложение 1", "Доля", "5", "7", "Приложение 1", "D7", Target(Wave(1), {}), "Похоже")
    return ReturnedDialog(Returned("Школа № 5", Wave(1, title="Входной"), (cell,), ("Строка 9 не узнана.",)))


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
    "preview": preview,
    "packet": packet,
    "reports": reports,
    "returned": returned,
    "switch": lambda file: SwitchFormDialog(file, form_of(file), catalogue()),
    "consolidation": lambda file: ConsolidationDialog(form_of(file), list, lambda: None, lambda: None, print),
    "section": lambda file: SectionDialog("Вставить график", [(3, "Анализ"), (5, "Анализ (2)")]),
    "scores": lambda file: ScoresDialog(CHEMISTRY, Scored({27.0: 3}, {27.0: 2}, 4)),
    "exam": lambda file: NewExamDialog(CHEMISTRY, None, print),
    "methods": lambda file: MethodsDialog(METHODS),
    "look": lambda file: PageLookDialog(PageLook(), lambda: None),
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
def test_every_model_of_a_dialog_keeps_its_word(dialog: QDialog):
    ours = [one for one in dialog.findChildren(QAbstractItemModel) if type(one).__module__.startswith("shnor_desktop")]
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(one, fatal) for one in ours]  # one that nobody holds is gone at once
    assert [tester.model() for tester in testers] == ours


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
