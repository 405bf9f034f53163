"""The word to wait over a table."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from shnor_desktop.ui.widgets.busy import MANY, busy


def labels(view: QTableView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def test_many_rows_are_said_while_they_are_worked_on_and_not_longer(qtbot: Any):
    view = QTableView()
    qtbot.addWidget(view)
    view.show()
    with busy(view, MANY - 1):
        assert labels(view) == [] and QApplication.overrideCursor() is None and gc.isenabled()
    with pytest.raises(ValueError, match="сбой"), busy(view, 10_001):
        assert labels(view) == ["Подождите: 10001 строка…"]
        assert not gc.isenabled()
        assert QApplication.overrideCursor().shape() == Qt.CursorShape.WaitCursor
        raise ValueError("сбой")
    assert labels(view) == [] and QApplication.overrideCursor() is None
