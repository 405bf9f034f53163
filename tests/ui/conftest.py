"""No test is seen by another through the clothes of the application, or through windows that outlive it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from shnor_desktop.ui.colours import wear


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """Take off what a test put on."""
    style, font, palette = qapp.style().objectName(), qapp.font(), qapp.palette()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # they would go on watching the keyboard
    if qapp.styleSheet():
        qapp.styleHints().unsetColorScheme()
        wear(qapp, dark=False)
        qapp.setStyleSheet("")
        qapp.setStyle(style)
        qapp.setFont(font)
        qapp.setPalette(palette)
