"""The second half of the kills of the short drill: other moments than the first."""

from __future__ import annotations

from drill_tools import passed

from scripts.drills.kills import kills


def test_kill_9_in_the_window_at_other_moments():
    assert passed(kills(100, seed=1)).seen["правок подтверждено"] != "0"
