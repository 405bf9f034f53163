"""No test is seen by another through the clothes of the application, or through windows that outlive it.

Nor does it depend on how busy the machine is: a slow save would let a timer fire before the dialog that it waits for.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from shnor_desktop.ui import patience
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


@pytest.fixture(autouse=True)
def short_saves_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a moment is done in one turn; how long actions share theirs has tests of its own."""
    if request.path.stem != "test_long_actions":
        monkeypatch.setattr(patience, "_TURN", 10.0)
