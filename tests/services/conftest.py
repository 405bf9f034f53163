"""Tests of the services keep to their own folder: copies go there and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folder, made anew for each test."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("SHNOR_DATA_DIR", str(folder))
    return folder
