"""Results of exams into the open file: the question, the preview by keys and mouse, one step back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import results_tools as tools
from access_tools import nameless, tipless
from page_tools import press
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results.reading import result_readers
from shnor_desktop.services.workers.sharing import Readers
from shnor_desktop.ui.commands import results
from shnor_desktop.ui.dialogs.results_preview import ResultsPreview
from shnor_desktop.ui.dropping import ONE_FILE, kind_of

WAIT = 20_000
TAKEN = Qt.Key.Key_Return


def in_preview(act: Callable[[ResultsPreview], object]) -> list[str]:
    """Do something in the preview when it is there; gives what its title said, in the end."""
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ResultsPreview):
            QTimer.singleShot(10, look)
            return
        seen.append(dialog.title.text())
        act(dialog)

    QTimer.singleShot(0, look)
    return seen


def test_a_folder_is_shown_then_written_as_one_step(shop, qtbot):
    file = shop.open()
    folder = tools.write_folder(shop.folder / "ВПР")
    (folder / "план.docx").write_bytes(b"no book")
    copied: list[str] = []

    def write(dialog: ResultsPreview) -> None:
        QAbstractItemModelTester(dialog.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
        assert nameless(dialog) == [] and tipless(dialog) == []
        assert file.rows(ExamResult) == []
        QTest.mouseClick(dialog.copying, Qt.MouseButton.LeftButton)
        copied.append(QApplication.clipboard().text())
        press(dialog.table, TAKEN)

    seen = in_preview(write)
    shop.messages.chosen = [0]
    shop.dialogs.choose_folder = lambda _title, _kind: folder
    shop.do("import_results")
    qtbot.waitUntil(lambda: bool(file.rows(ExamResult)), timeout=WAIT)
    assert seen == ["Возьмём 4 файла. Пропустим: 1."]
    assert len(copied[0].splitlines()) == 5 and "план.docx: пропущен" in copied[0]
    assert file.undo_name == "Импорт результатов: 4 файла"
    assert "4 файла" in shop.window.notice.text
    shop.do("undo")
    assert file.rows(ExamResult) == []
    assert shop.window.notice.text == ""  # «Вернуть как было: Ctrl+Z» would take back something else now


@pytest.mark.parametrize("busy", [True, False])
def test_readers_end_when_nothing_is_read(shop, monkeypatch, busy):
    shop.open()
    opened: list[Readers] = []

    def ready(own: str) -> Readers:
        opened.append(result_readers(own))
        return opened[-1]

    monkeypatch.setattr(results, "result_readers", ready)
    shop.messages.chosen = [0]
    folder = tools.write_folder(shop.folder / "ВПР")
    shop.dialogs.choose_folder = lambda _title, _kind: folder if busy else None
    monkeypatch.setattr(shop.runner, "run", lambda *_work: False)
    shop.do("import_results")
    assert len(opened) == 1 and opened[0]._workers == []


def test_books_dragged_and_given_up_leave_nothing(shop, qtbot):
    file = shop.open()
    folder = tools.write_folder(shop.folder / "ВПР")
    closed: list[bool] = []

    def give_up(dialog: ResultsPreview) -> None:
        dialog.finished.connect(lambda _code: closed.append(True))
        press(dialog.table, Qt.Key.Key_Escape)

    seen = in_preview(give_up)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in sorted(folder.iterdir())])
    keys, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    QApplication.sendEvent(shop.window, QDragEnterEvent(QPoint(5, 5), copy, mime, Qt.MouseButton.LeftButton, keys))
    QApplication.sendEvent(shop.window, QDropEvent(QPointF(5, 5), copy, mime, Qt.MouseButton.LeftButton, keys))
    qtbot.waitUntil(lambda: bool(closed), timeout=WAIT)
    assert seen == ["Возьмём 4 файла."] and file.rows(ExamResult) == []


def test_known_and_foreign_files_leave_nothing_to_write(shop, qtbot):
    shop.open()
    folder = shop.folder / "пусто"
    folder.mkdir()
    (folder / "а.txt").write_text("а", "utf-8")
    enabled: list[bool] = []

    def look(dialog: ResultsPreview) -> None:
        enabled.append(dialog.write.isEnabled())
        dialog.reject()

    seen = in_preview(look)
    shop.commands.drop([folder])
    qtbot.waitUntil(lambda: bool(enabled), timeout=WAIT)
    assert (seen, enabled) == (["Новых результатов нет. Пропустим: 1."], [False])


def test_without_a_file_it_is_said(shop):
    assert not shop.enabled("import_results")
    shop.commands.drop([tools.write_folder(shop.folder / "ВПР")])
    assert shop.messages.failures == ["Сначала откройте файл школы, потом перетащите результаты."]


def test_what_is_dragged_is_told_apart(tmp_path: Path):
    assert kind_of([tmp_path]) == kind_of([Path("а.XLS"), Path("б.ods")]) == ("results", "")
    assert kind_of([Path("а.xlsx"), Path("б.docx")]) == kind_of([]) == ("", ONE_FILE)
