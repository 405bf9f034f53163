"""The drills in short; the whole of them is `python3 dev.py drill --full`, its table in docs/drills.md."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts.drills import disk
from scripts.drills.characters import characters
from scripts.drills.damage import damage
from scripts.drills.faults import faults
from scripts.drills.hostile import hostile
from scripts.drills.kills import kills
from scripts.drills.outcome import Outcome, table
from scripts.drills.power import power
from scripts.drills.versions import versions
from shnor_desktop.models import file as models_file


def passed(outcome: Outcome) -> Outcome:
    """A drill without a fault; where it cannot be held it says why."""
    if outcome.left_out:
        pytest.skip(outcome.left_out)
    assert outcome.faults == []
    assert outcome.done > 0
    return outcome


def test_kill_9_in_the_window():
    assert passed(kills(12)).seen["правок подтверждено"] != "0"


def test_the_power_goes_off():
    passed(power(60))


@pytest.mark.skipif(not disk.available(), reason="SQLite встроена в Python")
def test_the_drill_sees_a_program_that_flushes_too_little(monkeypatch: pytest.MonkeyPatch):
    """`synchronous=FULL` does not flush the folder: a deleted journal may come back and take an edit with it."""
    less = tuple(one.replace("EXTRA", "FULL") for one in models_file._PRAGMAS)
    monkeypatch.setattr(models_file, "_PRAGMAS", less)
    assert any("потеряно" in fault for fault in power(30).faults)


def test_damaged_files():
    passed(damage(60))


def test_hostile_files():
    passed(hostile(24))


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
