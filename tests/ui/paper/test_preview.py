"""The preview window: pages laid out in the background, looked at, saved and printed."""

from __future__ import annotations

import gc
import re
import threading
import weakref
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QToolButton, QWidget

from shnor_desktop.services.documents.tree import Document, PageBreak, Part, Row, Table, paragraph, text_cell
from shnor_desktop.services.jobs import Progress
from shnor_desktop.ui.paper import preview
from shnor_desktop.ui.paper.page_view import ZOOMS, PageView
from shnor_desktop.ui.paper.pages import Pages
from shnor_desktop.ui.paper.preview import PreviewDialog
from shnor_desktop.ui.paper.preview_bars import TopBar
from shnor_desktop.ui.paper.sheet_bar import AS_IS, LYING, UPRIGHT

FEW = Document((Part(tuple(block for n in range(5) for block in (paragraph(f"страница {n}"), PageBreak()))),), "Проба")


def plan(count: int) -> Document:
    rows = (Row((text_cell(str(number)), text_cell(f"Мероприятие {number} " * 30))) for number in range(count))
    return Document((Part((Table(tuple(rows), (1, 9)),)),), "План")


@pytest.fixture()
def open_dialog(qtbot):
    dialogs: list[PreviewDialog] = []  # qtbot holds them weakly

    def open_it(document: Document = FEW, *, wait: bool = True, **options: str) -> PreviewDialog:
        dialog = PreviewDialog(document, **options)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        if wait:
            qtbot.waitUntil(lambda: not dialog.is_busy(), timeout=20_000)
        return dialog

    return open_it


def test_pages_appear_with_their_count(open_dialog):
    dialog = open_dialog(wait=False)
    assert not dialog.bottom_bar.print_button.isEnabled()
    assert dialog.bottom_bar.progress.isVisible()
    QTest.qWait(1)
    while dialog.is_busy():
        QApplication.processEvents()
    assert len(dialog.view.pages.pages) == 5
    assert dialog.top_bar.count_label.text() == "из 5"
    assert dialog.top_bar.page_box.maximum() == 5
    assert dialog.bottom_bar.print_button.isEnabled()
    assert not dialog.bottom_bar.progress.isVisible()
    assert dialog.windowTitle() == "Просмотр: Проба"


def test_the_pages_are_painted(open_dialog):
    dialog = open_dialog()
    image = dialog.view.viewport().grab().toImage()
    page = dialog.view.page_rect(0)
    inside = {
        image.pixelColor(x, round(page.top()) + 20).name() for x in range(round(page.left()), round(page.right()))
    }
    assert inside == {"#ffffff"}
    assert image.pixelColor(2, 40) == QColor("#8c9196")
    (item,) = dialog.view.pages.pages[0].texts
    scale = page.width() / dialog.view.pages.pages[0].size[0]
    left, baseline = round(page.left() + item.x * scale), round(page.top() + item.y * scale)
    letters = [(x, y) for x in range(left, left + round(item.width * scale)) for y in range(baseline - 12, baseline)]
    assert min(image.pixelColor(x, y).lightness() for x, y in letters) < 60


def test_only_visible_pages_are_painted(open_dialog, monkeypatch):
    dialog = open_dialog(plan(400))
    count = len(dialog.view.pages.pages)
    assert count > 20
    painted: list[int] = []
    original = type(dialog.view)._paint_page
    monkeypatch.setattr(
        type(dialog.view),
        "_paint_page",
        lambda view, painter, index, *rest: (painted.append(index), original(view, painter, index, *rest)),
    )
    dialog.view.go_to(10)
    dialog.view.viewport().repaint()
    assert 10 in painted
    assert set(painted) <= {9, 10, 11, 12}
    assert list(dialog.view.visible_pages()) == sorted(set(painted))


def test_going_from_page_to_page(open_dialog):
    dialog = open_dialog()
    bar, view = dialog.top_bar, dialog.view
    assert not bar.back_button.isEnabled()
    bar.forward_button.click()
    bar.forward_button.click()
    assert (view.current, bar.page_box.value()) == (2, 3)
    bar.back_button.click()
    assert view.current == 1
    bar.page_box.setValue(4)
    assert view.current == 3
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current == 4
    assert not bar.forward_button.isEnabled()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current == 0
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() == 2 * view.viewport().height()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == view.viewport().height()


def test_zoom_by_keys_buttons_list_and_wheel(open_dialog):
    dialog = open_dialog()
    view, bar = dialog.view, dialog.top_bar
    assert view.zoom is None
    bar.zoom_box.setCurrentIndex(bar.zoom_box.findData(100))
    bar.zoom_box.activated.emit(bar.zoom_box.currentIndex())
    assert view.zoom == 100
    QTest.keyClick(dialog, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == 125
    assert bar.zoom_box.currentData() == 125
    QTest.keyClick(dialog, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    bar.smaller_button.click()
    assert view.zoom == 75
    wheel(dialog, 120)
    assert view.zoom == 100
    wheel(dialog, -120)
    assert view.zoom == 75
    for _step in range(9):
        bar.larger_button.click()
    assert view.zoom == ZOOMS[-1]
    QTest.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom is None


def wheel(dialog: PreviewDialog, delta: int) -> None:
    place = QPointF(50, 50)
    keys = Qt.KeyboardModifier.ControlModifier
    buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, place, QPoint(), QPoint(0, delta), buttons, keys, phase, False)
    QApplication.sendEvent(dialog.view.viewport(), event)


def test_the_width_of_the_window_decides_until_a_zoom_is_chosen(open_dialog):
    dialog = open_dialog()
    view = dialog.view
    dialog.resize(700, 600)
    QApplication.processEvents()
    narrow = view.page_rect(0).width()
    assert narrow == pytest.approx(view.viewport().width() - 28, abs=1)
    assert view.horizontalScrollBar().maximum() == 0
    dialog.resize(900, 600)
    QApplication.processEvents()
    assert view.page_rect(0).width() > narrow
    view.set_zoom(200)
    assert view.horizontalScrollBar().maximum() > 0
    wide = view.page_rect(0).width()
    dialog.resize(700, 600)
    QApplication.processEvents()
    assert view.page_rect(0).width() == wide


def test_zooming_stays_where_one_reads(open_dialog):
    view = open_dialog(plan(200)).view
    view.go_to(6)
    for zoom in (200, 50, 100, None):
        view.set_zoom(zoom)
        assert view.current in (6, 7)


def test_everything_has_a_name_and_a_hint(open_dialog):
    dialog = open_dialog()
    controls = [*dialog.findChildren(QPushButton), *dialog.findChildren(QToolButton), dialog.top_bar.page_box]
    assert len(controls) >= 9
    for control in (*controls, dialog.top_bar.zoom_box):
        assert control.toolTip()
        assert control.accessibleName() or control.text()
    assert dialog.view.accessibleName()
    assert dialog.view.hasFocus() or dialog.focusWidget() is dialog.view


def test_saving_to_pdf(open_dialog, qtbot, tmp_path, monkeypatch):
    asked: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / "план"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog = open_dialog(file_name="Дорожная карта")
    dialog.bottom_bar.pdf_button.click()
    qtbot.waitUntil(lambda: not dialog.is_busy())
    assert asked == ["Дорожная карта.pdf"]
    assert (tmp_path / "план.pdf").read_bytes().startswith(b"%PDF-")
    assert dialog.bottom_bar.message.text() == f"Сохранено: {tmp_path / 'план.pdf'}"


def test_a_place_that_cannot_be_written_is_told_in_a_message(open_dialog, qtbot, tmp_path, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "нет" / "a.pdf"), ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: told.append(text))
    dialog = open_dialog()
    dialog.bottom_bar.pdf_button.click()
    qtbot.waitUntil(lambda: not dialog.is_busy())
    assert len(told) == 1
    assert "Папки" in told[0]
    assert dialog.bottom_bar.pdf_button.isEnabled()


def test_nothing_is_saved_when_no_file_is_chosen(open_dialog, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog = open_dialog()
    dialog.save_pdf()
    assert not dialog.is_busy()


def to_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Принтер"])


def test_without_a_printer_one_sentence_says_what_to_do(open_dialog, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    monkeypatch.setattr(QMessageBox, "information", lambda _parent, _title, text: told.append(text))
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: pytest.fail("there is nothing to choose from"))
    dialog = open_dialog()
    QTest.mouseClick(dialog.bottom_bar.print_button, Qt.MouseButton.LeftButton)
    assert told == [preview.NO_PRINTER]
    assert not dialog.is_busy()


def sheets(path: Path) -> list[tuple[int, int]]:
    """Width and height of each sheet of a PDF file, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", path.read_bytes())
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize(
    ("paper", "turn", "expected"),
    [
        ("A4", AS_IS, [(595, 842), (842, 595)]),
        ("A3", AS_IS, [(842, 1191), (1191, 842)]),
        ("A4", UPRIGHT, [(595, 842)] * 2),
        ("A3", LYING, [(1191, 842)] * 2),
    ],
)
def test_sheet_and_orientation_are_chosen_beside_the_button(
    open_dialog, qtbot, tmp_path, monkeypatch, paper, turn, expected
):
    to_file(monkeypatch, tmp_path / "printed.pdf")
    both = Document((Part((paragraph("стоит"),)), Part((paragraph("лежит"),), landscape=True)), "Проба")
    dialog = open_dialog(both)
    bar = dialog.sheet_bar
    bar.paper_box.setFocus()
    QTest.keyClick(bar.paper_box, Qt.Key.Key_Home)
    if paper == "A3":
        QTest.keyClick(bar.paper_box, Qt.Key.Key_Down)
    bar.turn_box.setFocus()
    for _ in range((AS_IS, UPRIGHT, LYING).index(turn)):
        QTest.keyClick(bar.turn_box, Qt.Key.Key_Down)
    assert (bar.paper, bar.turn) == (paper, turn)
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.bottom_bar.message.text() == "Отправлено на печать.")
    assert sheets(tmp_path / "printed.pdf") == expected


def test_printing_goes_page_by_page(open_dialog, qtbot, tmp_path, monkeypatch):
    to_file(monkeypatch, tmp_path / "printed.pdf")
    dialog = open_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.bottom_bar.message.text() == "Отправлено на печать.")
    assert not dialog.is_busy()
    assert b"/Count 5" in (tmp_path / "printed.pdf").read_bytes()


def test_printing_can_be_stopped(open_dialog, tmp_path, monkeypatch):
    to_file(monkeypatch, tmp_path / "printed.pdf")
    dialog = open_dialog()
    dialog.print_pages()
    dialog.bottom_bar.stop_button.click()
    assert not dialog.is_busy()
    assert dialog.bottom_bar.message.text() == "Остановлено."


def test_long_work_is_done_beside_the_windows_thread(open_dialog, monkeypatch):
    threads: set[int] = set()
    original = preview.layout_document

    def spy(document: Document, *, progress: Progress) -> Pages:
        threads.add(threading.get_ident())
        return original(document, progress=progress)

    monkeypatch.setattr(preview, "layout_document", spy)
    open_dialog()
    assert threads
    assert threading.get_ident() not in threads


def test_the_window_stays_alive_while_a_long_document_is_laid_out(open_dialog, qtbot):
    beats: list[bool] = []
    timer = QTimer()
    dialog = open_dialog(plan(3000), wait=False)
    timer.timeout.connect(lambda: beats.append(dialog.is_busy()))
    timer.start(0)
    qtbot.waitUntil(lambda: not dialog.is_busy(), timeout=60_000)
    timer.stop()
    assert len(dialog.view.pages.pages) > 100
    assert sum(beats) > 10  # measured: hundreds; a layout that keeps the window's thread leaves none


def test_a_layout_that_is_stopped_shows_nothing(open_dialog):
    dialog = open_dialog(plan(3000), wait=False)
    dialog.bottom_bar.stop_button.click()
    assert not dialog.is_busy()
    QApplication.processEvents()
    assert dialog.view.pages.pages == ()
    assert not dialog.bottom_bar.print_button.isEnabled()
    assert dialog.bottom_bar.message.text() == "Остановлено."


def test_escape_closes_in_the_middle_of_the_work(open_dialog):
    dialog = open_dialog(plan(3000), wait=False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not dialog.is_busy()
    QApplication.processEvents()


def delete_later(dialog: PreviewDialog) -> None:
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def delete_with_parent(dialog: PreviewDialog) -> None:
    parent = QWidget()
    dialog.setParent(parent)
    shiboken6.delete(parent)


@pytest.mark.parametrize("drop", [delete_later, delete_with_parent, shiboken6.delete])
def test_a_window_that_is_dropped_in_the_middle_does_no_harm(drop):
    dialog = PreviewDialog(plan(3000))
    assert dialog.is_busy()
    drop(dialog)
    assert not shiboken6.isValid(dialog)
    QApplication.processEvents()


def test_a_forgotten_window_does_no_harm():
    dialog = PreviewDialog(plan(3000))
    seen = weakref.ref(dialog)
    del dialog
    gc.collect()
    assert seen() is None
    QApplication.processEvents()


def test_our_own_errors_are_not_swallowed(open_dialog, qtbot, monkeypatch):
    def fail(_document: Document, *, progress: Progress) -> Pages:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(preview, "layout_document", fail)
    with qtbot.captureExceptions() as caught:
        dialog = open_dialog()
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    assert dialog.view.pages.pages == ()


def test_a_narrow_bar_does_without_its_word_and_cuts_nothing_else(qtbot):
    panel = QWidget()
    qtbot.addWidget(panel)
    view = PageView(panel)
    bar = TopBar(view)
    bar.setParent(panel)
    bar.resize(600, 40)
    panel.show()
    assert bar.word.isVisible()
    bar.resize(bar.minimumSizeHint().width(), 40)
    QApplication.processEvents()
    assert not bar.word.isVisible()
    for widget in (bar.zoom_box, bar.page_box, bar.count_label, bar.larger_button):
        assert widget.width() >= widget.minimumSizeHint().width()
    bar.resize(600, 40)
    assert bar.word.isVisible()
