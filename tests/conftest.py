"""Fixtures that many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def reference_dir() -> Path:
    """The folder of real reference documents; a clone without it skips the tests that read them."""
    folder = REPOSITORY.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip("нет папки с документами-образцами (../shared/reference)")
    return folder
