"""A storm of edits cut off by `kill -9`: what was acknowledged is there, what was not is there whole or not at all."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from file_tools import ROOT, everything, run_ours

from shnor_desktop.models.all import School, Section
from shnor_desktop.services.backups import list_backups, make_backup
from shnor_desktop.services.school_file import SchoolFile

KILLS = 50 if sys.platform.startswith("linux") else 8
"""Where processes cannot be forked each child begins from nothing, which takes its time."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Школа.shnor"
    with SchoolFile.create(made) as file, file.transaction("Начало") as transaction:
        transaction.add(School(id=1, full_name="Школа на горе"))
        transaction.add(Section(title="План", kind="activities"))
    return made


def storm(what: str, path: Path, kills: int) -> dict[str, int]:
    seen: dict[str, int] = json.loads(run_ours(ROOT / "tests" / "storm.py", what, path, kills))
    return seen


def test_kills_lose_nothing_and_tear_nothing(path: Path):
    seen = storm("edits", path, KILLS)
    assert seen["kills"] == KILLS
    assert (seen["lost"], seen["damaged"]) == (0, 0)
    assert seen["acknowledged"] > KILLS
    assert seen["journals"], "no kill came in the middle of a commit"
    undo_and_redo_everything(path)


def undo_and_redo_everything(path: Path) -> None:
    """The history came through as whole as the rows."""
    with SchoolFile.open(path) as file:
        end = everything(file)
        steps = 0
        while file.undo():
            steps += 1
        assert steps > KILLS
        assert not any(everything(file).values())
        for _ in range(steps):
            assert file.redo()
        assert everything(file) == end


def test_kills_among_copies_leave_the_last_good_one(path: Path):
    with SchoolFile.open(path) as file:
        before = everything(file)
        first = make_backup(file)
    seen = storm("copies", path, KILLS * 3 // 5)
    assert seen["kills"] == KILLS * 3 // 5
    assert seen["bad"] == 0
    assert seen["made"] >= seen["kills"]
    assert seen["asides"], "no kill came in the middle of a copy"
    with SchoolFile.open(path) as file:
        assert everything(file) == before
        assert first in [backup.path for backup in list_backups(path)]
