"""A desk with the small programme on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_tools import Desk, small_programme
from PySide6.QtWidgets import QApplication

from shnor_desktop.services.user_folder import VARIABLE


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The open file and its page; closed with what the test left open."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "данные"))
    file = small_programme(tmp_path / "школа.shnor")
    made = Desk(file)
    yield made
    file.close()
    if made.page is not None:
        made.page.hide()
        made.page.deleteLater()
        qapp.processEvents()
