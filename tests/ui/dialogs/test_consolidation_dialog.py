"""The window where schools' workbooks are added up: state per file, names corrected, stop, result, saving."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.spreadsheets.monitoring_out import write_monitoring
from shnor_desktop.ui.dialogs.consolidation import ConsolidationDialog
from shnor_desktop.ui.itemmodels.consolidation import SCHOOL, FilesModel

NAMES = ("МБОУ «Школа № 1»", "Школа №1", "Лицей «Рост»")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three workbooks of two schools, a damaged one, and a letter."""
    folder = tmp_path_factory.mktemp("schools")
    make_demo(folder / "пример.shnor")
    with SchoolFile.open(folder / "пример.shnor") as file:
        data = read_programme(file)
    for number, name in enumerate(NAMES):
        school = dataclasses.replace(data.school, full_name="", short_name=name)
        write_monitoring(dataclasses.replace(data, school=school), folder / f"{number}.xlsx", "final", ("appendix_2",))
    (folder / "9.xlsx").write_bytes((folder / "0.xlsx").read_bytes()[:2000])
    (folder / "письмо.txt").write_text("Здравствуйте", "utf-8")
    return folder


@pytest.fixture
def dialog(qtbot, books: Path, tmp_path: Path) -> ConsolidationDialog:
    opened: list[Path] = []
    made = ConsolidationDialog(
        load_format("school-programme"), list, lambda: books, lambda: tmp_path / "свод.xlsx", opened.append
    )
    made.opened = opened  # type: ignore[attr-defined]
    QAbstractItemModelTester(made.files, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def read(qtbot, dialog: ConsolidationDialog) -> None:
    qtbot.mouseClick(dialog.folder_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=20_000)


def column(model: FilesModel, at: int) -> list[str]:
    return [line.shown()[at] for line in model.lines]


def test_a_folder_is_read_and_each_file_has_its_state(qtbot, dialog: ConsolidationDialog):
    assert not dialog.save_button.isEnabled()
    read(qtbot, dialog)
    assert column(dialog.files, 0) == ["0.xlsx", "1.xlsx", "2.xlsx", "9.xlsx"]
    assert column(dialog.files, SCHOOL) == [NAMES[0], NAMES[0], NAMES[2], ""]
    states = column(dialog.files, 4)
    assert states[:3] == ["прочитан", "⚠ похожее название", "прочитан"] and "повреждён" in states[3]
    assert dialog.state.text().startswith("2 школы, 4 книги, не прочитано: 1")
    assert "Доля" in dialog.totals.toPlainText() and "2 из 2" in dialog.totals.toPlainText()
    assert "9.xlsx" in dialog.remarks.toPlainText()


def test_a_name_is_corrected_by_keys_and_taken_back(qtbot, dialog: ConsolidationDialog):
    read(qtbot, dialog)

    def name(row: int, text: str) -> None:
        dialog.table.setFocus()
        dialog.table.setCurrentIndex(dialog.files.index(row, SCHOOL))
        qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
        found = dialog.found
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.found is not found)

    name(1, "Школа № 1, филиал")
    assert column(dialog.files, 4)[1] == "вы назвали"
    assert [one.name for one in dialog.found.schools] == ["МБОУ «Школа № 1»", "Школа № 1, филиал", NAMES[2]]
    name(2, NAMES[0])
    assert [one.name for one in dialog.found.schools] == ["МБОУ «Школа № 1»", "Школа № 1, филиал"]
    name(1, "")
    assert [one.name for one in dialog.found.schools] == ["МБОУ «Школа № 1»"]
    assert dialog.table.currentIndex().row() == 1


def test_a_name_given_while_others_are_read_is_kept(qtbot, dialog: ConsolidationDialog, books: Path):
    dialog.add([books / "0.xlsx"])
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=20_000)
    dialog.add([books / "2.xlsx"])
    dialog._rename(dialog.files.lines[0], "Школа у реки")
    qtbot.waitUntil(lambda: dialog._thread is None and dialog.found is not None, timeout=20_000)
    assert "Школа у реки" in [one.name for one in dialog.found.schools] and len(dialog.found.schools) == 2


def test_the_result_is_saved_and_opened(qtbot, dialog: ConsolidationDialog, tmp_path: Path):
    read(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.saved is not None, timeout=20_000)
    book = openpyxl.load_workbook(tmp_path / "свод.xlsx")
    assert book.sheetnames == ["Приложение 1", "Приложение 2", "Замечания", "Файлы", "Диаграммы"]
    assert [cell.value for cell in book["Приложение 2"][2]][3:] == [NAMES[0], NAMES[2], "Итого"]
    files = {row[0]: row[1] for row in book["Файлы"].iter_rows(min_row=3, values_only=True)}
    assert files["1.xlsx"] == "МБОУ «Школа № 1» (в файле: Школа №1)"
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert dialog.opened == [tmp_path / "свод.xlsx"]


def test_files_are_left_out_and_come_by_the_mouse(qtbot, dialog: ConsolidationDialog, books: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(books / name)) for name in ("0.xlsx", "2.xlsx")])
    drop = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPoint(5, 5).toPointF(), *drop))
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=20_000)
    dialog.table.selectRow(0)
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert column(dialog.files, 0) == ["2.xlsx"] and len(dialog.found.schools) == 1
    dialog.table.selectRow(0)
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert dialog.found is None and not dialog.save_button.isEnabled()


def test_stopped_reading_keeps_what_was_read(qtbot, dialog: ConsolidationDialog, books: Path, tmp_path: Path):
    many = tmp_path / "много"
    many.mkdir()
    for number in range(150):
        shutil.copy(books / "0.xlsx", many / f"{number:03}.xlsx")
    dialog.add([many])
    assert dialog.stop_button.isVisible() and column(dialog.files, 4)[0] == "ждёт"
    qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.stop_button.isVisible(), timeout=20_000)
    assert len(dialog.files.lines) < 150
    assert {line.status for line in dialog.files.lines} <= {"прочитан"}
    assert dialog.state.text().startswith(f"Остановлено: прочитано {len(dialog.files.lines)} из 150.")


def test_closing_stops_the_work(qtbot, dialog: ConsolidationDialog):
    qtbot.mouseClick(dialog.folder_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and dialog._thread is None
