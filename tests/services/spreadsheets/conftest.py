"""The example school's workbook, and LibreOffice that calculates everything anew."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.spreadsheets.monitoring_out import write_monitoring

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""
"""LibreOffice's own setting «пересчитывать при загрузке: всегда»."""


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The example school as data."""
    path = tmp_path_factory.mktemp("example") / "example.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolFile]:
    """The example, open."""
    path = tmp_path / "школа.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        yield file


@pytest.fixture
def book(school: SchoolFile, tmp_path: Path) -> Path:
    """Its workbook of the final wave."""
    path = tmp_path / "книга.xlsx"
    write_monitoring(read_programme(school), path, "final")
    return path


@pytest.fixture(scope="session")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Path]]:
    """Open workbooks in LibreOffice Calc, in one run; calculate every formula, save as .xlsx; skips without Calc."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice не установлен")
    profile = tmp_path_factory.mktemp("calc")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, "utf-8")

    def convert(*sources: Path) -> list[Path]:
        folder = tmp_path_factory.mktemp("recalculated")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
        files = [str(source) for source in sources]
        subprocess.run([*command, "--outdir", str(folder), *files], capture_output=True, check=True, timeout=180)
        made = [folder / source.name for source in sources]
        if not all(each.exists() for each in made):
            pytest.skip("LibreOffice Calc не установлен")
        return made

    return convert
