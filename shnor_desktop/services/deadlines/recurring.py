"""What repeats, on the calendar; and whether a period has run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from shnor_desktop.services.deadlines.cores import UnclearError, on
from shnor_desktop.services.deadlines.model import Deadline, Recurrence, Season, Span
from shnor_desktop.services.deadlines.vocabulary import TERMS, TRIMESTERS
from shnor_desktop.services.years import FIRST_YEAR, LAST_YEAR

_CALENDAR = Span(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
_A_MONDAY = date(1990, 1, 1)
_MONTHS_IN = {Recurrence.MONTHLY: 1, Recurrence.BIMONTHLY: 2, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6}
_PARTS = {
    table: tuple(Season(first, 1, last, 0) for first, last in months.values())
    for table, months in ((Recurrence.SCHOOL_QUARTER, TERMS), (Recurrence.TRIMESTER, TRIMESTERS))
}


def occurrences(deadline: Deadline, within: Span) -> tuple[Span, ...]:
    """When it takes place: every span that touches `within`, in order; nothing for what has no date."""
    if deadline.recurrence is Recurrence.NONE:
        return tuple(span for span in deadline.spans if span.meet(within))
    limits = Span(deadline.cycle.since or _CALENDAR.start, deadline.cycle.until or _CALENDAR.end)
    reach = limits.meet(within)
    if reach is None:
        return ()
    if deadline.recurrence is Recurrence.CONSTANT:
        spans = (limits,) if deadline.cycle.onward else deadline.spans or (limits,)
        return tuple(met for span in spans if (met := span.meet(within)))
    cells = _yearly(deadline, reach) if deadline.recurrence is Recurrence.YEARLY else _cells_in_windows(deadline, reach)
    cut = {met for cell in cells if cell.meet(within) and (met := cell.meet(limits))}
    if deadline.recurrence is Recurrence.YEARLY or deadline.cycle.onward:
        beginning = {span for span in deadline.spans if span.meet(within)}
        last = max((span.end for span in deadline.spans), default=date.min)
        cut = beginning | {cell for cell in cut if cell.start > last}
    return tuple(sorted(cut))


def next_occurrence(deadline: Deadline, today: date, until: date) -> Span | None:
    """The occurrence that ends next, today or later but not after `until`; none for what is constant or undated."""
    if deadline.recurrence is Recurrence.CONSTANT or until < today:
        return None
    found = occurrences(deadline, Span(today, until))
    return min((span for span in found if today <= span.end <= until), key=lambda span: span.end, default=None)


def last_day(deadline: Deadline) -> date | None:
    """The last day by which it must be done, or None for what goes on without an end."""
    if deadline.recurrence is Recurrence.CONSTANT:
        return None
    if deadline.recurrence is Recurrence.NONE:
        return max((span.end for span in deadline.spans), default=None)
    until = deadline.cycle.until
    if until is None or not deadline.cycle.seasons:
        return until
    late = date(max(until.year - deadline.cycle.step - 1, date.min.year), 1, 1)
    return max((span.end for span in occurrences(deadline, Span(late, until))), default=until)


def is_overdue(deadline: Deadline, today: date, done: bool) -> bool:
    """Whether the last day has passed and the work is not done; what has no last day is never late."""
    return not done and deadline.due is not None and today > deadline.due


def _yearly(deadline: Deadline, reach: Span) -> Iterator[Span]:
    """The seasons of each year; without seasons the years themselves."""
    cycle = deadline.cycle
    anchor = deadline.spans[0].start.year if deadline.spans else (cycle.since or reach.start).year
    seasons = cycle.seasons or (Season(1, 1, 12, 31),)
    for year in range(reach.start.year - 1, reach.end.year + 1):
        if (year - anchor) % cycle.step == 0:
            yield from _in_year(seasons, year)


def _in_year(seasons: tuple[Season, ...], year: int) -> Iterator[Span]:
    """The seasons that begin in a year; 29 February has none in most."""
    for season in seasons:
        start, end = (season.start_month, season.start_day), (season.end_month, season.end_day)
        crosses = (end[0], end[1] or 31) < (start[0], start[1] or 31)
        try:
            yield Span(on(year, start), on(year + crosses, end))
        except UnclearError:
            continue


def _cells_in_windows(deadline: Deadline, reach: Span) -> Iterator[Span]:
    """Weeks, months, quarters… that touch the windows the text names, or all of them where it names none."""
    cycle = deadline.cycle
    windows: list[Span] = []
    if cycle.seasons and not cycle.onward:
        for year in range(reach.start.year - 1, reach.end.year + 1):
            windows += _in_year(cycle.seasons, year)
    elif deadline.spans and not cycle.onward:
        windows = list(deadline.spans)
    for cell in _cells(deadline, reach):
        if not windows or any(cell.meet(window) for window in windows):
            yield cell


def _cells(deadline: Deadline, reach: Span) -> Iterator[Span]:
    """The cells of the calendar that cover the days in reach."""
    kind, cycle = deadline.recurrence, deadline.cycle
    if kind in _PARTS:
        for year in range(reach.start.year - 1, reach.end.year + 1):
            yield from _in_year(_PARTS[kind], year)
    elif kind in (Recurrence.DAILY, Recurrence.WEEKLY):
        days = 1 if kind is Recurrence.DAILY else 7 * cycle.step
        anchor = cycle.since - timedelta(cycle.since.weekday()) if cycle.since else _A_MONDAY
        day = anchor + timedelta((reach.start - anchor).days // days * days)
        while day <= reach.end:
            yield Span(day, day + timedelta(min(days, 7) - 1))
            day += timedelta(days)
    else:
        yield from _blocks_of_months(_MONTHS_IN[kind], cycle.month_days, reach)


def _blocks_of_months(months: int, days: tuple[int, int], reach: Span) -> Iterator[Span]:
    """Months, pairs of months, quarters, halves of the calendar year."""
    block = (reach.start.year * 12 + reach.start.month - 1) // months
    while (span := _block(block * months, months, days)).start <= reach.end:
        yield span
        block += 1


def _block(index: int, months: int, days: tuple[int, int]) -> Span:
    """The block that begins with a month counted from the year 0; a day past a short month is its last."""
    last = index + months - 1
    after = date((last + 1) // 12, (last + 1) % 12 + 1, 1)
    end = after - timedelta(1)
    if days == (1, 31):
        return Span(date(index // 12, index % 12 + 1, 1), end)
    return Span(end.replace(day=min(days[0], end.day)), end.replace(day=min(days[1], end.day)))
