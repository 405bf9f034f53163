"""Damaged school files as in the short drill."""

from __future__ import annotations

from drill_tools import passed

from scripts.drills.damage import damage


def test_damaged_files():
    passed(damage(500))
