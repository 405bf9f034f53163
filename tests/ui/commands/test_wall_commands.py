"""The plan for the wall and the roadmap by itself, asked for by menu and looked at before they are printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from shnor_desktop.models.activities import Activity
from shnor_desktop.services import snapshot
from shnor_desktop.ui import patience
from shnor_desktop.ui.paper.preview import PreviewDialog
from shnor_desktop.ui.print_preview import PrintPreview
from shnor_desktop.ui.wall_preview import WallPreview

WAIT = 10_000


@pytest.fixture
def planned(shop):
    """A roadmap with an activity in May, and a staff plan with one in June."""
    file = shop.open()
    with file.transaction("План") as transaction:
        transaction.add(Activity(section_id=shop.section("roadmap"), text="Назначить координатора", period="май 2027"))
        transaction.add(Activity(section_id=shop.section("staff_measures"), text="Курсы", period="июнь 2027"))
    return shop


def look(shop, qtbot, action: str, at: Callable[[PreviewDialog], None]) -> None:
    """Ask for a paper; `at` looks at its pages in the window that opens, which is then closed."""
    seen: list[PreviewDialog] = []
    failed: list[BaseException] = []

    def soon() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PreviewDialog) or dialog.is_busy():
            QTimer.singleShot(20, soon)
            return
        seen.append(dialog)
        try:
            at(dialog)
        except BaseException as error:
            failed.append(error)
        dialog.reject()

    QTimer.singleShot(0, soon)
    shop.do(action)
    qtbot.waitUntil(lambda: bool(seen) and not shop.runner.busy, timeout=WAIT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT)
    if failed:
        raise failed[0]


def words(dialog: PreviewDialog) -> str:
    return " ".join(text.text for page in dialog.view.pages.pages for text in page.texts)


def test_the_roadmap_as_a_calendar_on_a_large_sheet(planned, qtbot):
    def at(dialog: PreviewDialog) -> None:
        assert isinstance(dialog, WallPreview)
        assert {page.paper for page in dialog.view.pages.pages} == {"A3"}
        assert "Назначить координатора" in words(dialog)
        assert "2027 год" in words(dialog)

    look(planned, qtbot, "wall_plan", at)


def test_a_large_programme_is_read_and_put_on_the_wall_beside_the_window(planned, qtbot, monkeypatch):
    monkeypatch.setattr(snapshot, "LARGE", 0)
    monkeypatch.setattr(patience, "_MANY", 0)
    threads: list[str] = []
    awaited = patience.awaited
    monkeypatch.setattr(patience, "awaited", lambda name, work: (threads.append(name), awaited(name, work))[1])
    shown: list[QWidget] = []

    def soon() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, WallPreview):
            shown.append(dialog)
            dialog.reject()
        else:
            QTimer.singleShot(5, soon)

    QTimer.singleShot(0, soon)
    planned.do("wall_plan")
    assert len(shown) == 1 and threads == ["Чтение программы", "План на стену"]


def test_the_plan_that_is_open_is_the_one_that_is_shown(planned, qtbot):
    planned.desk.go_to(planned.section("staff_measures"))

    def at(dialog: PreviewDialog) -> None:
        assert "Курсы" in words(dialog)
        assert "Назначить координатора" not in words(dialog)

    look(planned, qtbot, "wall_plan", at)


def test_another_sheet_is_laid_out_anew(planned, qtbot):
    def at(dialog: PreviewDialog) -> None:
        box = dialog.sheet_bar.paper_box
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        while dialog.is_busy():
            QApplication.processEvents()
        assert {page.paper for page in dialog.view.pages.pages} == {"A4"}
        assert "Назначить координатора" in words(dialog)
        assert not dialog.sheet_bar.turn_box.isVisible()

    look(planned, qtbot, "wall_plan", at)


def test_it_can_be_saved(planned, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "план.pdf"
    proposed: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)

    def at(dialog: PreviewDialog) -> None:
        QTest.mouseClick(dialog.bottom_bar.pdf_button, Qt.MouseButton.LeftButton)
        while dialog.is_busy():
            QApplication.processEvents()

    look(planned, qtbot, "wall_plan", at)
    assert path.read_bytes().startswith(b"%PDF")
    assert proposed[0].endswith("Школа № 7 – Дорожная карта Программы, план на стену.pdf")


def test_the_roadmap_by_itself(planned, qtbot, monkeypatch):
    monkeypatch.setattr(PrintPreview, "print_pages", lambda _dialog: None)

    def at(dialog: PreviewDialog) -> None:
        assert isinstance(dialog, PrintPreview)
        assert "Назначить координатора" in words(dialog)
        assert "Паспорт" not in words(dialog)

    look(planned, qtbot, "print_roadmap", at)


def test_without_activities_one_sentence_says_what_to_do(shop):
    shop.open()
    shop.do("wall_plan")
    assert len(shop.messages.failures) == 1
    assert "добавьте их в дорожную карту" in shop.messages.failures[0]


def test_without_a_file_there_is_nothing_to_ask_for(shop):
    assert not shop.enabled("wall_plan")
    assert not shop.enabled("print_roadmap")
