"""What all drills held with the tests share."""

from __future__ import annotations

import pytest

from scripts.drills.outcome import Outcome


def passed(outcome: Outcome) -> Outcome:
    """A drill without a fault; where it cannot be held it says why."""
    if outcome.left_out:
        pytest.skip(outcome.left_out)
    assert outcome.faults == []
    assert outcome.done > 0
    return outcome
