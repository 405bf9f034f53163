"""«Оформление страниц…» with the mouse: the sample follows, the choice is kept and undone, a bad template is told."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from shnor_desktop.services.queries import page_look
from shnor_desktop.ui.dialogs.page_look import PageLookDialog


@pytest.fixture
def dialog(shop):
    """Runs what is given in the dialog while it is open, then presses a button."""

    def run(act, button: QDialogButtonBox.StandardButton) -> None:
        failed: list[BaseException] = []

        def work() -> None:
            shown = QApplication.activeModalWidget()
            assert isinstance(shown, PageLookDialog)
            try:
                act(shown)
            except BaseException as error:
                failed.append(error)
            box = shown.findChild(QDialogButtonBox)
            QTest.mouseClick(box.button(button), Qt.MouseButton.LeftButton)

        QTimer.singleShot(0, work)
        shop.do("page_look")
        if failed:
            raise failed[0]

    return run


def test_choices_show_on_the_sample_and_are_kept(shop, dialog):
    file = shop.open()

    def choose(shown: PageLookDialog) -> None:
        before = shown.sample.grab().toImage()
        shown.letters.setFocus()
        QTest.keyClick(shown.letters, Qt.Key.Key_End)
        QTest.keyClick(shown.kept, Qt.Key.Key_Down)
        assert (shown.look.letters, shown.look.left_margin) == (14, 30)
        assert shown.sample.grab().toImage() != before
        before = shown.sample.grab().toImage()
        QTest.keyClick(shown.captions, Qt.Key.Key_Space)
        assert shown.look.captions and shown.sample.grab().toImage() != before

    dialog(choose, QDialogButtonBox.StandardButton.Ok)
    assert (page_look(file).letters, page_look(file).left_margin, page_look(file).captions) == (14, 30, True)
    shop.do("undo")
    assert page_look(file).letters == 12 and not page_look(file).captions


def test_cancel_keeps_what_was(shop, dialog):
    file = shop.open()
    dialog(lambda shown: QTest.keyClick(shown.letters, Qt.Key.Key_End), QDialogButtonBox.StandardButton.Cancel)
    assert page_look(file).letters == 12


def test_a_template_is_chosen_and_let_go(shop, dialog, tmp_path: Path):
    file = shop.open()
    docx.Document().save(str(tmp_path / "бланк.docx"))
    shop.dialogs.paths = [tmp_path / "бланк.docx"]

    def choose(shown: PageLookDialog) -> None:
        assert not shown.drop.isEnabled()
        QTest.mouseClick(shown.choose, Qt.MouseButton.LeftButton)
        assert shown.template_name.text() == "бланк.docx"
        assert "Просмотр, печать и PDF" in shown.note.text()

    dialog(choose, QDialogButtonBox.StandardButton.Ok)
    assert page_look(file).template_name == "бланк.docx"
    dialog(lambda shown: QTest.mouseClick(shown.drop, Qt.MouseButton.LeftButton), QDialogButtonBox.StandardButton.Ok)
    assert page_look(file).template == ""


def test_a_bad_template_is_told_and_not_taken(shop, dialog, tmp_path: Path):
    shop.open()
    (tmp_path / "плохой.docx").write_text("не Word", "utf-8")
    shop.dialogs.paths = [tmp_path / "плохой.docx", None]

    def choose(shown: PageLookDialog) -> None:
        for _attempt in range(2):
            QTest.mouseClick(shown.choose, Qt.MouseButton.LeftButton)
        assert shown.template_name.text() == "не выбран"

    dialog(choose, QDialogButtonBox.StandardButton.Ok)
    assert len(shop.messages.failures) == 1
    assert "плохой.docx" in shop.messages.failures[0]
