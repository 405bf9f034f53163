"""A page is built whole before it is seen: no part of it is shown as a window of its own on the way."""

from __future__ import annotations

import pytest
from page_tools import Desk
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

KEYS = ("", "relevance", "passport", "roadmap", "indicators", "schedule", "organisation", "appendix_1")


class Windows(QObject):
    """Keeps the names of the windows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("key", KEYS)
def test_only_the_page_itself_is_shown(desk: Desk, qapp: QApplication, key: str):
    windows = Windows()
    qapp.installEventFilter(windows)
    page = desk.open(key)
    qapp.removeEventFilter(windows)
    assert windows.shown == [type(page).__name__]
