"""The power goes off as often as in the short drill."""

from __future__ import annotations

import pytest
from drill_tools import passed

from scripts.drills import disk
from scripts.drills.power import power
from shnor_desktop.models import file as models_file


def test_the_power_goes_off():
    passed(power(500))


@pytest.mark.skipif(not disk.available(), reason="SQLite встроена в Python")
def test_the_drill_sees_a_program_that_flushes_too_little(monkeypatch: pytest.MonkeyPatch):
    """`synchronous=FULL` does not flush the folder: a deleted journal may come back and take an edit with it."""
    less = tuple(one.replace("EXTRA", "FULL") for one in models_file._PRAGMAS)
    monkeypatch.setattr(models_file, "_PRAGMAS", less)
    assert any("потеряно" in fault for fault in power(30).faults)
