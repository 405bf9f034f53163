"""Drills: everything that may happen to a school's file, made to happen; see `scripts/drill.py`."""
