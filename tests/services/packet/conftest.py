"""The example school as data."""

from __future__ import annotations

import pytest

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.packet.requested import Request, requests
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The example school."""
    path = tmp_path_factory.mktemp("example") / "example.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


@pytest.fixture(scope="session")
def final(example: ProgrammeData) -> Request:
    """The report of 15 December of the first year."""
    return next(one for one in requests(example) if one.wave and one.wave.key == "final")
