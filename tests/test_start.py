"""What a start loads: each module and each type of Qt takes its time. How long a start takes is never a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from shnor_desktop.models.programme import Section
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
WINDOW_MODULES, PAGE_MODULES = 26, 160
"""The program's own, a few more than there are. A module more is no crime: but first ask whether it may come later."""

WINDOW_ENUMS = 40
"""Enumerations that the first window may make above a bare one; each class of Qt that is named anywhere brings its own.

Above all: `changeEvent`, `eventFilter` and functions that return a widget of Qt's own making bring dozens of classes.
"""
NOT_BEFORE_THE_WINDOW = ("json", "sqlite3", "tomllib", "hashlib", "datetime", "platformdirs")
NOT_BEFORE_THE_PAGE = ("sqlalchemy", "lxml", "xml", "email", "concurrent", "platformdirs")
NOT_BEFORE_THE_PAGE_OURS = (
    *("services.transaction", "services.checks", "services.deadlines", "services.exporting", "services.importing"),
    *("services.documents.compose", "services.documents.docx_writer", "services.tabular", "services.search"),
    *("ui.search_panel", "ui.checks_panel", "ui.charts", "ui.clipboard", "ui.widgets.richtext", "ui.paper.pages"),
)


class Start(NamedTuple):
    """What was loaded by a moment of the start."""

    modules: set[str]
    enums: int

    @property
    def ours(self) -> set[str]:
        """The program's own modules."""
        return {name for name in self.modules if name.split(".")[0] == "shnor_desktop"}

    def below(self, *packages: str) -> set[str]:
        """What was loaded of these packages."""
        return {name for name in self.modules if any(f"{name}.".startswith(f"{package}.") for package in packages)}


def started(folder: Path, *arguments: str) -> Start:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SHNOR_DATA_DIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(ROOT / "tests" / "start_child.py"), *arguments]
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return Start(set(found["modules"]), found["enums"])


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Start:
    return started(tmp_path_factory.mktemp("окно"), "window")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Start:
    folder = tmp_path_factory.mktemp("страница")
    path = folder / "школа.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        roadmap = file.rows(Section, key="roadmap")[0].id
    settings = Settings(folder)
    settings.remember_page(path, roadmap)
    settings.flush()
    return started(folder, "page", str(path))


def test_the_first_window_loads_only_what_it_shows(window: Start):
    assert window.below(*NOT_BEFORE_THE_WINDOW) == set()
    assert len(window.ours) <= WINDOW_MODULES, sorted(window.ours)
    assert not any(name.startswith("shnor_desktop.ui.pages") for name in window.ours)


def test_the_first_window_makes_few_types_of_qt(window: Start, tmp_path: Path):
    assert 0 < window.enums - started(tmp_path, "bare").enums <= WINDOW_ENUMS


def test_a_page_loads_what_it_needs(page: Start):
    assert "shnor_desktop.ui.pages.activities_page" in page.ours
    assert page.below(*NOT_BEFORE_THE_PAGE) == set()
    assert page.below(*(f"shnor_desktop.{name}" for name in NOT_BEFORE_THE_PAGE_OURS)) == set()
    assert len(page.ours) <= PAGE_MODULES, sorted(page.ours)
