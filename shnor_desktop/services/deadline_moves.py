"""Deadlines that were moved: which moves a row has had, and when two periods are the same deadline."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ..models.activities import Activity, DeadlineMove
from .deadlines import Deadline, Recurrence, is_overdue, parse_deadline
from .move_wording import moved_text, overdue_text
from .school_file import SchoolFile

Years = tuple[int, int] | None

DONE = 100
"""Per cent at which nothing is to be explained any more."""


@lru_cache(maxsize=4096)
def same_period(one: str, other: str, years: Years) -> bool:
    """Whether two texts mean one deadline, however they are spelled; what is not understood is compared as text."""
    if _flat(one) == _flat(other):
        return True
    if not one.strip() or not other.strip():
        return False
    first, second = parse_deadline(one, years), parse_deadline(other, years)
    dated = bool(first.spans) or first.recurrence is not Recurrence.NONE
    return first.known and dated and _dates(first) == _dates(second)


@lru_cache(maxsize=4096)
def means_days(text: str, years: Years) -> bool:
    """Whether a text names a deadline that can be moved.

    What is not understood, or lies outside the programme's years, is a misprint that the checks name: who writes
    another one puts it right, and moves nothing.
    """
    deadline = parse_deadline(text, years)
    if not text.strip() or not deadline.known:
        return False
    return years is None or all(span.end.year >= years[0] and span.start.year <= years[1] for span in deadline.spans)


def moves_of(file: SchoolFile, activity_id: int) -> list[DeadlineMove]:
    """The moves of a row's deadline, oldest first; a deadline that was taken away and not set again is none."""
    return [move for move in file.rows(DeadlineMove, activity_id=activity_id) if move.became.strip()]


def proposed_reason(row: Activity, moves: Sequence[DeadlineMove], years: Years, today: date) -> str:
    """What could stand in «Причины невыполнения / изменения сроков»: facts only; empty when there is nothing to say.

    Moves of the deadline are told as they were made, with the reasons that were given; without any, that the last day
    has passed and how much is done.
    """
    if moves:
        return moved_text(moves, years)
    deadline = parse_deadline(row.period, years)
    if deadline.due is None or not is_overdue(deadline, today, (row.percent or 0) >= DONE):
        return ""
    return overdue_text(deadline.due, row.percent)


def _dates(deadline: Deadline) -> Deadline:
    """A deadline without what changes no date: «20 мая» and «до 20 мая» end on one day."""
    return dataclasses.replace(deadline, limit=False, by_plan=False)


def _flat(text: str) -> str:
    """A text without what is only spelling: case, spaces, kinds of dashes."""
    return "".join(text.split()).casefold().replace("–", "-").replace("—", "-")
