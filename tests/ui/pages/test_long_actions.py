"""Thousands of cells at once: the window lives meanwhile, «Отменить» leaves all as it was, undo takes it back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from file_tools import everything
from page_tools import Desk, big_plan, entry_of
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.all import Activity
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.jobs import Cancelled, Progress
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui import patience
from shnor_desktop.ui.dialogs.progress import ProgressDialog
from shnor_desktop.ui.pages.base import STOPPED
from shnor_desktop.ui.pages.table_page import TablePage
from shnor_desktop.ui.patience import awaited, beside

CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = 1300


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a long plan, made once: the tests copy it."""
    path = tmp_path_factory.mktemp("pattern") / "много.shnor"
    big_plan(path, ROWS).close()
    return path


@pytest.fixture
def page(tmp_path: Path, pattern: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[TablePage]:
    """A long plan on its page, on a computer so slow that everything takes long."""
    monkeypatch.setattr(patience, "SHOW_AFTER", 0.0)
    monkeypatch.setattr(patience, "_TURN", 0.0)
    shutil.copy(pattern, tmp_path / "много.shnor")
    desk = Desk(SchoolFile.open(tmp_path / "много.shnor"))
    made = desk.open("roadmap")
    assert isinstance(made, TablePage)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.view.setFocus()
    yield made
    made.hide()
    desk.file.close()
    made.deleteLater()
    QApplication.processEvents()


class Presser(QObject):
    """Presses Esc in the bar of progress when it has come so far."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after, self.seen, self.parts = after, 0, list[int]()
        self.timer = QTimer(self, interval=1)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ProgressDialog):
            self.seen += 1
            self.parts.append(dialog._bar.value())
            if self.seen == self.after:
                QTest.keyClick(dialog, Qt.Key.Key_Escape)


def key(page: TablePage, which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.view, which, modifiers)


def two_columns(page: TablePage) -> None:
    page.view.select_area(0, page.model.column_of("text"), page.model.rowCount() - 1, page.model.column_of("period"))


def paste(page: TablePage) -> None:
    QApplication.clipboard().setText("\n".join(f"Дело {n}\tмай 2027" for n in range(ROWS)))
    two_columns(page)
    key(page, Qt.Key.Key_V, CTRL)


def clear(page: TablePage) -> None:
    two_columns(page)
    key(page, Qt.Key.Key_Delete)


def remove(page: TablePage) -> None:
    key(page, Qt.Key.Key_A, CTRL)
    key(page, Qt.Key.Key_Delete)


def copies(page: TablePage) -> None:
    key(page, Qt.Key.Key_A, CTRL)
    key(page, Qt.Key.Key_D, CTRL)


def rows(page: TablePage) -> None:
    head = "№\tМероприятия\tСроки\tОтветственные\tРезультат\n"
    lines = (f"{n}.\tДело {n}\tмай 2027\tзавуч\tсправка" for n in range(ROWS))
    QApplication.clipboard().setText(head + "\n".join(lines))
    page.view.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 1))
    key(page, Qt.Key.Key_V, CTRL)


@pytest.mark.parametrize("act", (paste, clear, remove, copies, rows))
@pytest.mark.parametrize("after", (1, 6))
def test_stopped_at_any_moment_it_leaves_everything_as_it_was(page: TablePage, act: Callable, after: int):
    file = page.context.file
    told: list[str] = []
    object.__setattr__(page.context, "inform", told.append)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    before, name = everything(file), file.undo_name
    presser = Presser(after)
    act(page)
    assert presser.seen >= after, "the bar was shown, and the window lived"
    assert (everything(file), file.undo_name) == (before, name)
    assert told == [STOPPED]
    assert page.model.lines == page.model.load() and tester.model() is page.model


@pytest.mark.parametrize("act", (paste, clear, remove, copies, rows))
def test_left_alone_it_is_one_step_that_undo_takes_back(page: TablePage, act: Callable):
    file = page.context.file
    before, name = everything(file), file.undo_name
    presser = Presser(10**9)
    act(page)
    assert presser.seen > 3 and presser.parts == sorted(presser.parts)
    after = everything(file)
    assert after != before
    assert page.model.lines == page.model.load()
    assert file.undo() and everything(file) == before and file.undo_name == name
    assert page.model.lines == page.model.load()
    assert file.redo() and everything(file) == after


def test_undo_that_is_stopped_takes_nothing_back(page: TablePage):
    file = page.context.file
    clear(page)
    before, name = everything(file), file.undo_name
    presser = Presser(2)
    assert not page.context.attempt(file.undo)
    assert presser.seen >= 2
    assert (everything(file), file.undo_name) == (before, name)


def test_nothing_is_read_for_later_from_what_may_be_taken_back(page: TablePage):
    file, section_id = page.context.file, entry_of(page.context.file, "roadmap").section.id
    last = page.model.rowCount() - 1
    wanted = [row.text for row in file.rows(Activity, section_id=section_id)]
    seen: list[str] = []

    def write() -> None:
        with file.transaction("Всё иначе") as transaction:
            ids = [row.id for row in file.rows(Activity, section_id=section_id)]
            transaction.change_all(Activity, {id_: {"text": "иначе"} for id_ in ids})
            seen.append(page.model.index(last, 1).data())
            raise UserError("Нельзя.")

    page.model.reload()
    assert not page.context.attempt(write)
    assert seen == ["иначе"]
    assert [page.model.index(n, 1).data() for n in range(last + 1)] == wanted


def test_computing_beside_the_window_gives_its_result_its_error_or_nothing(qtbot: Any, monkeypatch):
    monkeypatch.setattr(patience, "SHOW_AFTER", 0.0)

    def endless(progress: Progress) -> None:
        while True:
            QTest.qSleep(1)
            progress(0.5)

    def wrong(_progress: Progress) -> None:
        raise UserError("Не таблица.")

    assert awaited("Считаю", lambda _progress: 6 * 7) == 42
    assert beside("Считаю", 1, lambda: 42) == beside("Считаю", 10**6, lambda: 42) == 42
    with pytest.raises(UserError, match="Не таблица"):
        awaited("Читаю", wrong)
    presser = Presser(3)
    with pytest.raises(Cancelled):
        awaited("Жду", endless)
    assert presser.seen >= 3
