"""Pieces of a list → windows of the year, each with its years where the text gives them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shnor_desktop.services.deadlines.cores import (
    SCHOOL_YEAR_START,
    Core,
    MonthDay,
    UnclearError,
    day_before,
    follows,
    on,
    window,
)
from shnor_desktop.services.deadlines.model import Season, Span
from shnor_desktop.services.deadlines.periods import Piece
from shnor_desktop.services.deadlines.vocabulary import Unit

MOST_SPANS = 400
"""No real period names more; a list of months times a list of years could."""


@dataclass(frozen=True, slots=True)
class Item:
    """A window of the year; `first` and `last` are the years of its two ends, 0 where the text gives none."""

    start: MonthDay
    end: MonthDay
    first: int = 0
    last: int = 0
    limit: bool = False
    since: bool = False
    each: bool = False
    of_days: bool = False

    @property
    def crosses(self) -> bool:
        """Whether it runs over the New Year."""
        return follows(self.start, self.end)

    @property
    def span(self) -> Span:
        """Its days; the years must be known."""
        start, end = on(self.first, self.start), on(self.last, self.end)
        if end < start:
            raise UnclearError("the end lies before the beginning")
        return Span(start, end)

    @property
    def season(self) -> Season:
        """Its days without the years."""
        return Season(*self.start, *self.end)

    def starting(self, year: int) -> Item:
        """The same window beginning in that year."""
        return replace(self, first=year, last=year + self.crosses)


def items_of(piece: Piece) -> list[Item]:
    """The windows of a piece: one, or one for each of several years."""
    if piece.limit:
        return [_limit(piece)]
    if piece.right is not None:
        return _range(piece.left, piece.right)
    core = piece.left
    start, end = window(core)
    item = Item(start, end, since=piece.since, each=core.each and not core.edge and not piece.since,
                of_days=core.unit in (Unit.DAY, Unit.YEAR, Unit.SCHOOL_YEAR) or bool(core.edge))  # fmt: skip
    if not core.years:
        return [item]
    if core.is_year:
        return [replace(item, first=core.years[0], last=core.years[-1])]
    return [_placed(item, core, year) for year in core.years]


def _placed(item: Item, core: Core, year: int) -> Item:
    """The window in a year; of a calendar year it may not run over the New Year: «II триместр 2027» is two halves."""
    if item.crosses and not core.school:
        raise UnclearError("a window over the New Year in one year")
    return replace(item, first=_year_of(item.start, year, core.school), last=_year_of(item.end, year, core.school))


def _year_of(at: MonthDay, year: int, school: bool) -> int:
    """The calendar year of a day; the spring of a school year lies in the year after its first."""
    return year + (school and at[0] < SCHOOL_YEAR_START)


def _limit(piece: Piece) -> Item:
    """«до …»: the last day by which it must be done. A day counts in; before a month means before it begins."""
    core = piece.left
    start, end = window(core)
    if len(core.years) > 1 or core.edge == "middle":
        raise UnclearError("a limit in several years, or no day at all")
    if core.unit is Unit.DAY or core.edge == "end" or piece.inclusive:
        at, back = end, 0
    elif core.edge == "start" or core.unit is not Unit.YEAR:
        at, back = day_before(start)
    else:
        raise UnclearError("whether the year itself belongs to «до 2030 года» is not said")
    if not core.years:
        return Item(at, at, limit=True)
    year = _year_of(end if at == end else start, core.years[0], core.school) + back
    return Item(at, at, year, year, limit=True)


def _range(left: Core, right: Core) -> list[Item]:
    """From the beginning of one to the end of the other; the year may stand at either end."""
    if left.is_year != right.is_year or (left.unit is Unit.SCHOOL_YEAR) != (right.unit is Unit.SCHOOL_YEAR):
        raise UnclearError("from a year to a month")
    item = Item(window(left)[0], window(right)[1], of_days=True)
    school = right.school or left.school
    if item.crosses and item.start[0] == item.end[0] and not (left.years and right.years):
        raise UnclearError("from a day to an earlier one")
    if left.years and right.years:
        if len(left.years) > 1 or len(right.years) > 1:
            raise UnclearError("a range between several years")
        first = _year_of(item.start, left.years[0], left.school)
        return [replace(item, first=first, last=_year_of(item.end, right.years[0], right.school))]
    if left.each or right.each:
        raise UnclearError("from a year to a year without saying which")
    if len(right.years) > 1 and item.crosses:
        raise UnclearError("a range over the New Year in several years")
    if right.years and school:
        return [_placed(item, replace(right, school=True), year) for year in right.years]
    if right.years:
        return [replace(item, first=year - item.crosses, last=year) for year in right.years]
    if left.years:
        if len(left.years) > 1 or left.school:
            raise UnclearError("a range that begins in several years")
        return [item.starting(left.years[0])]
    return [item]
