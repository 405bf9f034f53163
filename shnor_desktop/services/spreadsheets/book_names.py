"""What our workbooks are known by when they come back; apart from what writes them, for who reads needs no more."""

from __future__ import annotations

KEY_SHEET = "_shnor"
"""The hidden sheet that says whose the workbook is."""

PLACES_SHEET = "_shnor_cells"
"""The hidden sheet that says what the cells of the others mean; apart, for who only adds up does not need it."""

CHANGES = "Динамика"
"""The sheet of what changed since the last wave."""

WHOLE_LABEL = "Из скольких (для расчёта доли)"
"""Heads the column beside the form where the whole of a share is typed."""
