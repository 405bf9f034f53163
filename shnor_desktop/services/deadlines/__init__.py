"""Russian periods as they are typed («Март – ноябрь», «до 1 апреля 2027 года», «ежеквартально») ↔ dates.

Pure: no input or output, no clock, nothing but the standard library.
"""

from __future__ import annotations

from shnor_desktop.services.deadlines.model import UNKNOWN, Cycle, Deadline, Recurrence, Season, Span
from shnor_desktop.services.deadlines.parser import control_date, parse_deadline
from shnor_desktop.services.deadlines.recurring import is_overdue, occurrences
from shnor_desktop.services.deadlines.wording import describe, write_period

__all__ = [
    "UNKNOWN",
    "Cycle",
    "Deadline",
    "Recurrence",
    "Season",
    "Span",
    "control_date",
    "describe",
    "is_overdue",
    "occurrences",
    "parse_deadline",
    "write_period",
]
