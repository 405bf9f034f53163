"""What goes to the municipality, asked for on the window."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.monitoring import CriterionValue
from shnor_desktop.models.programme import ScheduleRow
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.spreadsheets.difference import Difference, Target
from shnor_desktop.ui.dialogs.consolidation import ConsolidationDialog
from shnor_desktop.ui.dialogs.packet import PacketDialog
from shnor_desktop.ui.dialogs.reports import ReportsDialog
from shnor_desktop.ui.dialogs.returned import ReturnedDialog
from shnor_desktop.ui.itemmodels.differences import DifferencesModel


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Path:
    """The example school's file, made once."""
    path = tmp_path_factory.mktemp("example") / "Пример.shnor"
    make_demo(path)
    return path


@pytest.fixture
def school(shop, example: Path):
    """The example on the window."""
    path = shop.folder / "Пример.shnor"
    shutil.copy(example, path)
    shop.commands.files.open_path(path)
    return shop


def answer(qtbot, act) -> list[bool]:
    """Do something with the packet dialog as soon as it is there."""
    seen: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PacketDialog):
            QTimer.singleShot(20, look)
            return
        seen.append(True)
        act(dialog)

    QTimer.singleShot(0, look)
    return seen


def wait(qtbot, shop) -> None:
    qtbot.waitUntil(lambda: not shop.runner.busy, timeout=20_000)


def test_the_packet_of_a_control_date(qtbot, school):
    out = school.folder / "отчёты"
    out.mkdir()

    def act(dialog: PacketDialog) -> None:
        dialog.list.setFocus()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Home)
        dialog.folder.setText(str(out))
        dialog.to.setText("otdel@example.ru")
        qtbot.keyClick(dialog.to, Qt.Key.Key_Return)

    seen = answer(qtbot, act)
    school.do("packet")
    wait(qtbot, school)
    assert seen
    assert school.settings.word("packet_to") == "otdel@example.ru"
    assert not school.raised
    assert not school.messages.failures
    names = sorted(path.suffix for path in out.iterdir())
    assert names == [".docx", ".docx", ".eml", ".pdf", ".xlsx"]
    assert all("входной_2026-04-20" in path.name for path in out.iterdir())
    assert "5 файлов" in school.window.notice.text
    assert school.settings.word("packet_to") == "otdel@example.ru"


def test_nothing_is_made_when_she_thought_better_of_it(qtbot, school):
    before = set(school.folder.iterdir())
    seen = answer(qtbot, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    school.do("packet")
    assert seen
    assert not school.runner.busy
    assert set(school.folder.iterdir()) == before


def test_what_is_missing_is_named(qtbot, school):
    told: list[str] = []

    def act(dialog: PacketDialog) -> None:
        dialog.list.setCurrentRow(1)
        told.append(dialog.summary.toPlainText())
        dialog.reject()

    answer(qtbot, act)
    school.do("packet")
    assert "Промежуточный мониторинг по состоянию на 01.09.2026" in told[0]
    assert "не заполнен" in told[0]
    assert "Приложение 1: «Группа качества»" in told[0]


def test_the_due_one_is_chosen_and_a_bad_pattern_is_told(qtbot, school):
    found: list[object] = []

    def act(dialog: PacketDialog) -> None:
        day = dialog.request.day
        found.append(day is not None and QDate(day.year, day.month, day.day) >= QDate.currentDate())
        dialog.pattern.setText("{имя}")
        found.append(dialog.make_button.isEnabled())
        found.append(dialog.sample.text())
        dialog.reject()

    answer(qtbot, act)
    school.do("packet")
    assert found[:2] == [True, False]
    assert "могут стоять только" in str(found[2])


def test_a_programme_without_a_schedule(shop):
    file = shop.open()
    with file.transaction("Без графика") as change:
        for row in file.rows(ScheduleRow):
            change.remove(ScheduleRow, row.id)
    shop.do("packet")
    assert "нет графика отчётности" in shop.messages.failures[0]


def test_tables_in_excel_and_the_calendar(qtbot, school):
    book, days = school.folder / "таблицы.xlsx", school.folder / "сроки.ics"
    school.dialogs.paths = [book, days]
    school.do("export_excel")
    wait(qtbot, school)
    school.do("calendar")
    wait(qtbot, school)
    assert "Приложение 1" in openpyxl.load_workbook(book).sheetnames
    assert days.read_bytes().count(b"BEGIN:VEVENT") > 10


def test_an_empty_calendar_is_no_file(qtbot, shop):
    file = shop.open()
    with file.transaction("Без графика") as change:
        for row in file.rows(ScheduleRow):
            change.remove(ScheduleRow, row.id)
    shop.dialogs.paths = [shop.folder / "сроки.ics"]
    shop.do("calendar")
    wait(qtbot, shop)
    assert "календарь был бы пуст" in shop.messages.failures[0]
    assert not (shop.folder / "сроки.ics").exists()


def test_many_schools_without_an_open_file(qtbot, school, monkeypatch):
    folder, out = school.folder / "школы", school.folder / "свод.xlsx"
    folder.mkdir()
    school.dialogs.paths = [folder / "а.xlsx"]
    school.do("export_excel")
    wait(qtbot, school)
    (folder / "б.xlsx").write_bytes(b"PK damaged")
    school.do("close_file")
    school.dialogs.paths = [folder, out]
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ConsolidationDialog):
            QTimer.singleShot(20, look)
            return
        qtbot.mouseClick(dialog.folder_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: dialog.found is not None, timeout=20_000)
        seen.append(dialog.state.text())
        qtbot.keyClick(dialog.save_button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.saved is not None, timeout=20_000)
        seen.append(dialog.state.text())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    monkeypatch.setattr(school.dialogs, "choose_folder", lambda title, kind: school.dialogs.paths.pop(0))
    QTimer.singleShot(0, look)
    school.do("consolidate")
    assert "1 школа, 2 книги, не прочитано: 1" in seen[0]
    assert str(out) in seen[1]
    assert "Приложение 2" in openpyxl.load_workbook(out).sheetnames


def test_a_book_comes_back(qtbot, school):
    book = school.folder / "книга.xlsx"
    school.dialogs.paths = [book]
    school.do("export_excel")
    wait(qtbot, school)
    changed = openpyxl.load_workbook(book)
    cell = next(
        cell
        for row in changed["Приложение 2"].iter_rows()
        for cell in row
        if cell.column == 4 and isinstance(cell.value, int) and cell.value == 57
    )
    cell.value = 59
    changed["Приложение 2"]["D7"] = "9"
    changed.save(book)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ReturnedDialog):
            QTimer.singleShot(20, look)
            return
        seen.append(dialog.take.text())
        dialog.table.selectRow(0)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)  # the doubtful one is ticked by hand
        seen.append(dialog.take.text())
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)

    QTimer.singleShot(0, look)
    school.dialogs.paths = [book]
    school.do("take_back")
    qtbot.waitUntil(lambda: "Из Excel" in school.window.notice.text, timeout=20_000)
    assert seen == ["Принять (1)", "Принять (2)"]
    file = school.desk.file
    assert file.undo_name == "Из Excel: 1 значение"
    assert 59 in [row.numerator for row in file.rows(CriterionValue, key="single_parent_count")]
    school.do("undo")
    assert 59 not in [row.numerator for row in file.rows(CriterionValue, key="single_parent_count")]


def test_differences_in_a_table(qtbot, school):
    section = next(one for one in school.desk.data().sections if one.section.key == "diary")
    row = section.activities[1].row
    differences = [
        Difference(1, "p", "Название", "Срок", "", "май", "Лист", "A1", Target(row, {"period": "май"}), doubt)
        for doubt in ("", "сомнительно")
    ]
    model = DifferencesModel(differences)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert model.chosen == differences[:1]
    model.tick_all(True)
    assert model.chosen == differences
    assert model.setData(model.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.chosen == differences[1:]
    assert not model.setData(model.index(0, 1), "x")
    assert model.data(model.index(1, 0)) == "⚠ Срок"
    assert "сомнительно" in model.data(model.index(1, 2), Qt.ItemDataRole.ToolTipRole)


def test_the_log_gives_the_same_files_again(qtbot, school, monkeypatch):
    out, again = school.folder / "отчёт", school.folder / "снова"
    out.mkdir()
    again.mkdir()

    def act(dialog: PacketDialog) -> None:
        dialog.list.setCurrentRow(0)
        dialog.folder.setText(str(out))
        dialog.accept()

    answer(qtbot, act)
    school.do("packet")
    wait(qtbot, school)
    qtbot.waitUntil(lambda: school.desk.file.undo_name.startswith("Собран отчёт"), timeout=5000)
    sent = {path.name: path.read_bytes() for path in out.iterdir()}
    for path in out.iterdir():
        path.unlink()
    monkeypatch.setattr(school.dialogs, "choose_folder", lambda title, kind: again)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ReportsDialog):
            QTimer.singleShot(20, look)
            return
        seen.append(dialog.list.item(0).text())
        dialog.save_button.click()
        dialog.reject()

    QTimer.singleShot(0, look)
    school.do("reports")
    assert "20.04.2026 — Входной мониторинг" in seen[0]
    assert {path.name: path.read_bytes() for path in again.iterdir()} == sent

    told: list[str] = []

    def see(dialog: PacketDialog) -> None:
        told.append(dialog.list.item(0).text())
        dialog.reject()

    answer(qtbot, see)
    school.do("packet")
    assert "✓ собран" in told[0]
