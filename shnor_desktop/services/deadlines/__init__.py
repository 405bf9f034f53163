"""Russian periods as they are typed («Март – ноябрь», «до 1 апреля 2027 года», «ежеквартально») ↔ dates.

Pure: no input or output, no clock, nothing but the standard library.
"""

from __future__ import annotations

from shnor_desktop.services.deadlines.model import UNKNOWN, Cycle, Deadline, Recurrence, Season, Span
from shnor_desktop.services.deadlines.parser import control_date, parse_deadline
from shnor_desktop.services.deadlines.picking import REPEATS, Pick, Shape, parts_of, pick_of, takes_yearly, write_pick
from shnor_desktop.services.deadlines.recurring import is_overdue, next_occurrence, occurrences
from shnor_desktop.services.deadlines.wording import describe, recognised, write_period

__all__ = [
    "REPEATS",
    "UNKNOWN",
    "Cycle",
    "Deadline",
    "Pick",
    "Recurrence",
    "Season",
    "Shape",
    "Span",
    "control_date",
    "describe",
    "is_overdue",
    "next_occurrence",
    "occurrences",
    "parse_deadline",
    "parts_of",
    "pick_of",
    "recognised",
    "takes_yearly",
    "write_period",
    "write_pick",
]
