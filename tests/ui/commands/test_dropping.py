"""Files dragged from a file manager onto the window, and onto a field of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QTextEdit, QWidget

from shnor_desktop.services import queries
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.exporting import compose_checked
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.dialogs.import_preview import ImportPreview
from shnor_desktop.ui.dropping import OLD_WORD, ONE_FILE

WAIT = 20_000
_COPY, _LEFT, _NO_KEYS = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drag(widget: QWidget, *paths: Path, text: str = "") -> bool:
    """Drag files over a widget and let go; gives whether the drag was taken."""
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        mime.setText(text)
    if isinstance(widget, QAbstractScrollArea):
        widget = widget.viewport()
    enter = QDragEnterEvent(QPoint(5, 5), _COPY, mime, _LEFT, _NO_KEYS)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), _COPY, mime, _LEFT, _NO_KEYS))
    QApplication.processEvents()
    return enter.isAccepted()


def test_a_school_file_opens(shop, qtbot):
    path = shop.school("Другая.shnor")
    assert drag(shop.window, path)
    qtbot.waitUntil(lambda: shop.desk.file is not None)
    assert shop.desk.file.path == path
    assert shop.messages.failures == []


def test_it_takes_the_place_of_the_one_that_is_open(shop, qtbot):
    shop.open()
    path = shop.school("ДРУГАЯ.SHNOR")
    assert drag(shop.window, path)
    qtbot.waitUntil(lambda: shop.desk.file.path == path)


def test_a_word_document_goes_to_the_preview_of_the_import(shop, qtbot, monkeypatch):
    source = shop.folder / "Программа.docx"
    with SchoolFile.open(shop.school("источник.shnor")) as file:
        write_docx(compose_checked(queries.read_programme(file)), source)
    shown: list[str] = []
    monkeypatch.setattr(ImportPreview, "ask", lambda dialog: shown.append(dialog.windowTitle()))
    assert drag(shop.window, source)
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    assert shop.desk.file is None


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("а.shnor", "б.shnor"), ONE_FILE),
        (("а.shnor", "б.docx"), ONE_FILE),
        (("картинка.png",), ONE_FILE),
        (("нет такой папки",), ONE_FILE),
        (("старый.DOC",), OLD_WORD),
    ],
)
def test_anything_else_is_told_in_one_sentence(shop, qtbot, names: tuple[str, ...], sentence: str):
    assert drag(shop.window, *(shop.folder / name for name in names))
    qtbot.waitUntil(lambda: shop.messages.failures == [sentence])
    assert shop.desk.file is None


def test_a_file_that_is_gone_is_told(shop, qtbot):
    assert drag(shop.window, shop.folder / "нет.shnor")
    qtbot.waitUntil(lambda: len(shop.messages.failures) == 1)
    assert "нет.shnor" in shop.messages.failures[0]


def test_words_are_not_taken_by_the_window(shop):
    assert not drag(shop.window, text="слова")


def test_over_a_field_the_file_is_the_windows_too(shop, qtbot):
    shop.open()
    field = shop.window.findChildren(QLineEdit)[0]
    before, path = field.text(), shop.school("Другая.shnor")
    assert drag(field, path)
    assert field.text() == before
    qtbot.waitUntil(lambda: shop.desk.file.path == path)


def test_over_a_text_the_file_is_the_windows_too(shop, qtbot):
    shop.open()
    shop.desk.go_to(shop.section("relevance"))
    text, path = shop.window.findChild(QTextEdit), shop.school("Другая.shnor")
    assert drag(text, path)
    qtbot.waitUntil(lambda: shop.desk.file.path == path)


def test_words_dragged_into_a_field_stay_there(shop):
    shop.open()
    field = shop.window.findChildren(QLineEdit)[0]
    assert drag(field, text="слова")
    assert "слова" in field.text()
