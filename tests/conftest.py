"""Fixtures that many tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

REPOSITORY = Path(__file__).resolve().parent.parent


if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # without a screen Qt would end the process

# A busy machine is no bug; and where nobody waits for the smallest example, none is looked for.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), phases=[Phase.explicit, Phase.reuse, Phase.generate])
settings.load_profile("ci" if os.environ.get("CI") else "desk")


LONG = frozenset(("test_benchmarks", "test_cli", "test_kill_storm", "test_newcomer", "test_pages_agree"))
"""Files of few tests that take long; so do all drills."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files begin, in whatever order: at the end one process would be at them and the others wait."""
    items.sort(key=lambda item: item.path.stem not in LONG and item.path.parent.name != "drills")


@pytest.fixture(scope="session", autouse=True)
def _day_of_the_check() -> Iterator[None]:
    """The example school is of 2026: after its years everything that is not done in it would be late."""
    from shnor_desktop.services.checks import moves

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moves, "today", lambda: date(2026, 11, 23))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: object) -> None:
    """A whole application before any test: an export without a window would make a lesser one, and there is but one."""


@pytest.fixture(scope="session")
def reference_dir() -> Path:
    """The folder of real reference documents; a clone without it skips the tests that read them."""
    folder = REPOSITORY.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip("нет папки с документами-образцами (../shared/reference)")
    return folder


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path], Path, str], list[Path]]:
    """Convert documents with LibreOffice, all in one run, into a folder; skips where there is no LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice не установлен")
    profile = tmp_path_factory.mktemp("libreoffice").as_uri()

    def convert(sources: Sequence[Path], folder: Path, ending: str) -> list[Path]:
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
        files = [str(source) for source in sources]
        subprocess.run([*command, "--outdir", str(folder), *files], capture_output=True, check=True, timeout=180)
        return [folder / f"{source.stem}.{ending}" for source in sources]

    return convert


@pytest.fixture(scope="session")
def office(offices: Callable[[Sequence[Path], Path, str], list[Path]]) -> Callable[[Path, Path], Path]:
    """Convert a document to PDF with LibreOffice into a folder; skips where there is no LibreOffice."""
    return lambda source, folder: offices([source], folder, "pdf")[0]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Empty the clipboard: without a screen Qt would destroy what a test copied after Python has gone, and crash."""
    from PySide6.QtGui import QGuiApplication

    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()
