"""The drills that go through all there is; the others stand in `drills/`, a file each: two processes share them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from drill_tools import passed

from scripts.drills.characters import characters
from scripts.drills.faults import faults
from scripts.drills.outcome import Outcome, table
from scripts.drills.versions import versions


@pytest.mark.skipif(os.name == "nt", reason="Windows не даёт трогать открытый файл")
def test_troubles_of_a_file_keep_what_was_typed():
    passed(faults(every=False))


def test_all_characters_come_back():
    passed(characters(step=16))


def test_files_of_all_versions():
    passed(versions())


def test_the_table(tmp_path: Path):
    outcome = Outcome("учение", 1500, {"потеряно": "0"}, seconds=2.4)
    assert table([outcome]).splitlines()[-1] == "| учение | 1\u00a0500 | потеряно 0 | выдержано | 2 |"
    outcome.must(False, "беда")
    assert "ОШИБОК 1" in table([outcome])
