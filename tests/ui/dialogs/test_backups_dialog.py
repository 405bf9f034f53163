"""The list of backup copies."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from shnor_desktop.ui.dialogs.backups import BackupsDialog, size_text

OLD = SimpleNamespace(at=datetime(2024, 3, 1, 9, 5), size=640_000)
NEW = SimpleNamespace(at=datetime(2025, 3, 1, 9, 5), size=12_500_000)


def test_the_newest_copy_comes_first_and_is_chosen(qtbot):
    dialog = BackupsDialog(Path("Школа.shnor"), [OLD, NEW])
    qtbot.addWidget(dialog)
    assert dialog.chosen is NEW
    assert dialog.table.item(0, 0).text() == "1 марта 2025 г. в 09:05"
    assert dialog.table.item(0, 1).text() == "12,5 МБ"
    dialog.table.selectRow(1)
    assert dialog.chosen is OLD
    assert dialog.restore_button.isEnabled()


def test_without_copies_nothing_can_be_restored(qtbot):
    dialog = BackupsDialog(Path("Школа.shnor"), [])
    qtbot.addWidget(dialog)
    assert dialog.chosen is None
    assert not dialog.restore_button.isEnabled()


@pytest.mark.parametrize(("size", "text"), [(1, "1 КБ"), (640_400, "640 КБ"), (1_000_000, "1,0 МБ")])
def test_sizes(size: int, text: str):
    assert size_text(size) == text
