"""A word to wait while very many rows are written or copied: the file is written by the window's own thread."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

from ...services.wording import plural

MANY = 1500
"""Rows that are done before anybody notices a delay, on a slow computer too."""


@contextmanager
def busy(view: QAbstractItemView, rows: int) -> Iterator[None]:
    """Say in the middle of a table how many rows are being worked on, if they are many."""
    if rows < MANY:
        yield
        return
    label = QLabel(f"Подождите: {plural(rows, 'строка', 'строки', 'строк')}…", view)
    label.setStyleSheet(
        "background: palette(base); color: palette(text); border: 1px solid palette(highlight); padding: 12px 20px"
    )
    label.adjustSize()
    label.move((view.width() - label.width()) // 2, (view.height() - label.height()) // 2)
    label.show()
    label.repaint()  # now, not when the work is done
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    collects = gc.isenabled()
    gc.disable()  # nothing of ten thousand new rows is garbage: looking for it takes a quarter of the time
    try:
        yield
    finally:
        if collects:
            gc.enable()
        QApplication.restoreOverrideCursor()
        label.hide()
        label.deleteLater()
