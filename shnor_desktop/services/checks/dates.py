"""Dates against the programme's years, its approval and each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ...models.monitoring import Wave
from ...models.programme import ScheduleRow
from ..deadlines import Span, control_date, parse_deadline
from ..folding import fold
from ..queries import ProgrammeData
from ..years import FIRST_YEAR, LAST_YEAR
from .citations import approval_day
from .finding import Finding, at_activity, at_row, in_section, short

_DATED = re.compile(r"(20\d\d)(\s*(?:года|г)\.?)?\s*$")
"""A control date that ends with its year."""


def _years(data: ProgrammeData) -> tuple[int, int] | None:
    first, last = data.programme.year_from, data.programme.year_to or data.programme.year_from
    return (first, last) if FIRST_YEAR <= first <= last <= LAST_YEAR else None


def outside_years(data: ProgrammeData) -> Iterator[Finding]:
    """A deadline lies within the programme's years and not before its approval."""
    approved = approval_day(data)
    own = _years(data)
    years = own or ((approved.year, approved.year) if approved else None)  # a plan without years is the order's
    if years is None:
        return
    whole = Span(date(years[0], 1, 1), date(years[1], 12, 31))
    for section in data.sections:
        for entry in section.activities:
            deadline = parse_deadline(entry.row.period, years)
            if not deadline.spans:
                continue
            if own and any(span.end < whole.start or span.start > whole.end for span in deadline.spans):
                message = f"Срок «{entry.row.period}» вне лет программы ({years[0]}–{years[1]})."
                yield at_activity(section, entry, "error", "period-outside", message, "period")
            elif approved and deadline.spans[-1].end < approved:
                message = f"Срок «{entry.row.period}» раньше дня утверждения ({approved:%d.%m.%Y}): проверьте срок."
                yield at_activity(section, entry, "warning", "period-before-approval", message, "period")


def unread_periods(data: ProgrammeData) -> Iterator[Finding]:
    """A period that the program does not understand cannot remind of itself."""
    for section in data.sections:
        for entry in section.activities:
            if entry.row.level != "group" and not parse_deadline(entry.row.period, _years(data)).known:
                message = f"Срок «{short(entry.row.period, 60)}» не распознан: напоминаний о нём не будет."
                yield at_activity(section, entry, "hint", "period-unknown", message, "period")


def control_years(data: ProgrammeData) -> Iterator[Finding]:
    """Reports are planned for every year of the programme, and their dates lie within it."""
    years = _years(data)
    if years is None:
        return
    for section in data.sections:
        days = [(row, control_date(row.control_date, years)) for row in section.schedule]
        for number, (row, day) in enumerate(days, 1):
            if day is not None and not years[0] <= day.year <= years[1]:
                message = f"Контрольный срок «{row.control_date}» вне лет программы ({years[0]}–{years[1]})."
                yield at_row(
                    section,
                    "error",
                    "control-outside",
                    message,
                    "schedule_row",
                    row.id,
                    "control_date",
                    f"строка {number}",
                )
        known = {day.year for _, day in days if day is not None}
        repeated = any("ежегодн" in row.control_date.lower() for row in section.schedule)
        if len(known) == 1 and years[1] > years[0] and not repeated:
            message = f"Контрольные сроки только в {known.pop()} году, а программа – на {years[0]}–{years[1]} годы."
            yield in_section(section, "warning", "control-one-year", message)


def repeated_dates(schedule: Sequence[ScheduleRow], waves: Sequence[Wave]) -> dict[int, tuple[str, str]]:
    """Control dates of one year and the same ones said for every year, by row; the first wave is reported once."""
    once = fold(waves[0].title).split()[:1] if waves else []
    found = {}
    for row in schedule:
        text = row.control_date.strip()
        dated = _DATED.search(text)
        if dated and fold(row.kind).split()[:1] != once:
            found[row.id] = (row.control_date, f"{text[: dated.end(1)]} года, далее ежегодно")
    return found
