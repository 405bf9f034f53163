"""Where in the programme changes are: their sections, and the place to which a person is led."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..models.indicators import Indicator, Task
from .changes import Change
from .school_file import SchoolFile


def sections_of(file: SchoolFile, changes: Sequence[Change]) -> dict[int, str]:
    """Section → the first place in it that changed, «activity:12»; the section alone where the row is gone.

    What belongs to no section is passed over.
    """
    found: dict[int, str] = {}
    for change in changes:
        values = change.after if change.after is not None else change.before
        section = _section(file, change, values or {})
        if section:
            found.setdefault(section, f"{change.table}:{change.id}" if change.after is not None else "")
    return found


def _section(file: SchoolFile, change: Change, values: Mapping[str, Any]) -> int:
    if change.table == "section":
        return change.id
    if "section_id" in values:
        return int(values["section_id"])
    task = values.get("task_id")
    if task is None and "indicator_id" in values:
        indicator = file.get(Indicator, int(values["indicator_id"]))
        task = indicator.task_id if indicator else None
    owner = file.get(Task, int(task)) if task is not None else None
    return owner.section_id if owner else 0
