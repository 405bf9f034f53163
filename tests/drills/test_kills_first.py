"""The first half of the kills of the short drill: two files, so that two processes share them."""

from __future__ import annotations

from drill_tools import passed

from scripts.drills.kills import kills


def test_kill_9_in_the_window():
    assert passed(kills(100)).seen["правок подтверждено"] != "0"
