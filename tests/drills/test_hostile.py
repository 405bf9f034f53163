"""Hostile files as in the short drill, the large ones at a tenth of their full size."""

from __future__ import annotations

from drill_tools import passed

from scripts.drill import SHORT
from scripts.drills.hostile import hostile


def test_hostile_files():
    outcome = passed(hostile(200, share=SHORT))
    assert outcome.seen["прочитано"] != "0" != outcome.seen["отказано"]
