"""Dialogs are never larger than the screen; and none sets its size by itself."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

import shnor_desktop.ui.dialogs
from shnor_desktop.ui.dialogs.sizes import AROUND, open_at


def test_a_dialog_is_as_large_as_it_likes_where_the_screen_allows(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    open_at(dialog, 300, 200)
    assert (dialog.width(), dialog.height()) == (300, 200)


def test_no_dialog_is_larger_than_the_screen_of_its_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QDialog(window)
    open_at(dialog, 10_000, 10_000)
    room = window.screen().availableSize()
    assert (dialog.width(), dialog.height()) == (room.width() - AROUND, room.height() - AROUND)


def test_every_dialog_asks_for_its_size_here():
    folder = Path(shnor_desktop.ui.dialogs.__path__[0])
    own = [
        path.name
        for path in sorted(folder.glob("*.py"))
        if path.name != "sizes.py" and re.search(r"self\.resize\(", path.read_text("utf-8"))
    ]
    assert own == []
