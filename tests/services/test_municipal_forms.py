"""The municipal forms: a filled example goes out to Word and comes back equal, also through LibreOffice."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from municipal import PAPERS, write_paper
from programmes import shown

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile

each_form = pytest.mark.parametrize("key", PAPERS)


@pytest.fixture(scope="session")
def again(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, Path], Path]:
    """A Word file written again by LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice не установлен")
    profile = tmp_path_factory.mktemp("libreoffice").as_uri()

    def convert(source: Path, folder: Path) -> Path:
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
        subprocess.run([*command, "--outdir", str(folder), str(source)], capture_output=True, check=True, timeout=180)
        return folder / source.name

    return convert


def paper_of(data: ProgrammeData) -> list[Any]:
    """What the paper shows: the programme, and orders, without ids and without what stands nowhere on it."""
    whole = shown(dataclasses.replace(data, school=type(data.school)(), approvals=(), waves=()))
    orders = [dataclasses.replace(one.order, id=0, section_id=0) for one in data.sections if one.order is not None]
    return [*whole, orders]


def read_back(source: Path, key: str, target: Path) -> ProgrammeData:
    found = import_docx(source, load_format(key))
    assert found.lost == []
    with SchoolFile.create(target) as file:
        write_recognised(file, found)
        return read_programme(file)


@each_form
def test_a_paper_comes_back_equal(key: str, tmp_path: Path):
    data = write_paper(tmp_path / "документ.shnor", key)
    write_docx(compose(data), tmp_path / "документ.docx")
    assert paper_of(read_back(tmp_path / "документ.docx", key, tmp_path / "снова.shnor")) == paper_of(data)


@each_form
def test_a_paper_comes_back_equal_from_another_program(key: str, tmp_path: Path, again: Callable[[Path, Path], Path]):
    data = write_paper(tmp_path / "документ.shnor", key)
    write_docx(compose(data), tmp_path / "документ.docx")
    (tmp_path / "другая").mkdir()
    source = again(tmp_path / "документ.docx", tmp_path / "другая")
    assert paper_of(read_back(source, key, tmp_path / "снова.shnor")) == paper_of(data)
