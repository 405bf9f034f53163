"""A desk with the small programme on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_tools import Desk, small_programme
from PySide6.QtWidgets import QApplication


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """The open file and its page; closed with what the test left open."""
    file = small_programme(tmp_path / "школа.shnor")
    made = Desk(file)
    yield made
    file.close()
    if made.page is not None:
        made.page.hide()
        made.page.deleteLater()
        qapp.processEvents()
