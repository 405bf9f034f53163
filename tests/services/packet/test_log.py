"""The log keeps what was sent, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.reports import Report
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.packet.log import files_of, give_out, latest_first, made_on, note_report
from shnor_desktop.services.packet.making import Wish, make_packet
from shnor_desktop.services.packet.requested import requests
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

NOW = datetime(2026, 4, 18, 9, 30)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolFile]:
    """The example, open."""
    make_demo(tmp_path / "школа.shnor")
    with SchoolFile.open(tmp_path / "школа.shnor") as file:
        yield file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "отчёт").mkdir()
    return tmp_path / "отчёт"


def make(school: SchoolFile, folder: Path) -> Report:
    """Make and note the first report of the schedule."""
    data = read_programme(school)
    request, wish = requests(data)[0], Wish(to="otdel@example.ru")
    packet = make_packet(data, request, folder, date(2026, 4, 18), wish)
    return note_report(school, request, wish, folder, packet, NOW)


def test_what_was_sent_comes_back(school: SchoolFile, folder: Path, tmp_path: Path):
    report = make(school, folder)
    sent = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {one.name for one in files_of(report)} == set(sent)
    (tmp_path / "снова").mkdir()
    written = give_out(school, report, tmp_path / "снова")
    assert {path.name: path.read_bytes() for path in written} == sent
    (kept,) = read_programme(school).reports
    assert (kept.recipient, kept.wave, kept.at) == ("otdel@example.ru", "entry", "2026-04-18T09:30:00")


def test_it_says_when_a_report_was_made(school: SchoolFile, folder: Path):
    due = requests(read_programme(school))
    assert made_on((), due[0]) == ""
    make(school, folder)
    reports = read_programme(school).reports
    assert made_on(reports, due[0]) == "18.04.2026"
    assert made_on(reports, due[1]) == ""


def test_undo_takes_the_line_away_and_redo_brings_the_files_back(school: SchoolFile, folder: Path, tmp_path: Path):
    report = make(school, folder)
    school.undo()
    assert read_programme(school).reports == ()
    school.redo()
    assert read_programme(school).reports == (report,)
    assert len(give_out(school, report, tmp_path)) == 4


def test_a_file_that_is_not_kept_is_told(school: SchoolFile, folder: Path, tmp_path: Path):
    with pytest.raises(UserError, match="не сохранился"):
        give_out(school, Report(files=(f"а.xlsx|{'0' * 64}",)), tmp_path)
    with pytest.raises(UserError, match="Папки .* нет"):
        give_out(school, Report(), tmp_path / "нет")


def test_a_name_from_elsewhere_stays_in_its_folder(school: SchoolFile, folder: Path, tmp_path: Path):
    report = make(school, folder)
    sha = files_of(report)[0].sha
    (written,) = give_out(school, Report(files=(f"../../чужое.xlsx|{sha}",)), folder)
    assert written == folder / "чужое.xlsx"


def test_the_newest_stands_on_top():
    rows = [Report(id=1, at="2026-04-18"), Report(id=2, at="2026-12-01"), Report(id=3, at="2026-12-01")]
    assert [row.id for row in latest_first(rows)] == [3, 2, 1]
