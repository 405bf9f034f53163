"""A desk with the small programme on it, that remembers what was typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_tools import Desk, small_programme
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from shnor_desktop.services.suggestions import Suggestions


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """The open file and its page; closed with what the test left open."""
    file = small_programme(tmp_path / "школа.shnor")
    made = Desk(file)
    suggestions = Suggestions(file)
    made.context = dataclasses.replace(made.context, suggestions=suggestions)
    file.subscribe(suggestions.follow)
    yield made
    if made.page is not None:
        made.page.hide()
        made.page.deleteLater()
        made.page = None
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    file.close()
