"""What a typed period means: the dated spans it names, how it repeats, and the last day by which it must be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Recurrence(Enum):
    """How often a period comes round. `Cycle.step` and `Cycle.times` refine it («раз в 3 года», «2 раза в год»)."""

    NONE = "none"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    BIMONTHLY = "bimonthly"
    QUARTERLY = "quarterly"
    SCHOOL_QUARTER = "school_quarter"
    TRIMESTER = "trimester"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a span ends before it starts")

    def meet(self, other: Span) -> Span | None:
        """The days both spans have, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start <= end else None


@dataclass(frozen=True, slots=True)
class Season:
    """A window of the year without a year; a day of 0 is the last one of its month. It may run over the New Year."""

    start_month: int
    start_day: int
    end_month: int
    end_day: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """The fine print of a period that repeats or that has no year.

    It repeats from `since` to `until` (None: open), every `step` units, `times` in each, within `month_days`.
    `onward`: it begins at `since` and goes on; the spans, if any, are only the beginning («Декабрь 2020 года, далее
    ежеквартально», «с января 2021 года»).
    """

    since: date | None = None
    until: date | None = None
    step: int = 1
    times: int = 1
    seasons: tuple[Season, ...] = ()
    month_days: tuple[int, int] = (1, 31)
    onward: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A period as typed, understood. The text itself stays with the activity; this is what can be computed from it.

    `known` is False only where the text was not understood; an empty cell is understood and has no date.
    `relative`: counted from something that is not in the calendar («1-2 месяца», «по мере необходимости»).
    `by_plan`: somebody's separate plan says when, perhaps within the dates given.
    `limit`: the spans are last days («до 1 апреля»), not days on which the thing takes place.
    `due`: the last day by which it must be done; None for what is constant, undated or without an end.
    """

    spans: tuple[Span, ...] = ()
    recurrence: Recurrence = Recurrence.NONE
    known: bool = True
    relative: bool = False
    by_plan: bool = False
    limit: bool = False
    due: date | None = None
    cycle: Cycle = field(default_factory=Cycle)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Dated first, by start and end; then what repeats, what is constant, the undated, the unknown."""
        first = self.spans[0].start if self.spans else self.cycle.since if self.cycle.onward else None
        if first is not None:
            last = self.due or (self.spans[-1].end if self.spans else date.max)
            return (0, first.toordinal(), last.toordinal())
        if not self.known:
            return (4, 0, 0)
        if self.recurrence is Recurrence.CONSTANT:
            return (2, 0, 0)
        return (3, 0, 0) if self.recurrence is Recurrence.NONE else (1, 0, 0)


UNKNOWN = Deadline(known=False)
"""A text that was not understood."""
