"""An open file with the small programme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_tools import small_programme

from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "школа.shnor") as made:
        yield made
