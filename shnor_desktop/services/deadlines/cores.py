"""The named part of a period («сентябрь», «IV квартал», «15») and the days of the year it covers."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from shnor_desktop.services.deadlines.vocabulary import HALVES, QUARTERS, SCHOOL_HALVES, TERMS, TRIMESTERS, Unit
from shnor_desktop.services.years import FIRST_YEAR, LAST_YEAR

MonthDay = tuple[int, int]
"""A month and a day of it; day 0 is the last one."""

_PARTS = {Unit.QUARTER: QUARTERS, Unit.TERM: TERMS, Unit.TRIMESTER: TRIMESTERS, Unit.HALF: HALVES}
_THIRDS: dict[int, MonthDay] = {1: (1, 10), 2: (11, 20), 3: (21, 0)}
_MONTH_HALVES: dict[int, MonthDay] = {1: (1, 15), 2: (16, 0)}
_EDGE_THIRD = {"start": 1, "middle": 2, "end": 3}
SCHOOL_YEAR_START = 9


class UnclearError(Exception):
    """The text has no single reading: the caller answers «не распознано» rather than guess."""


@dataclass(frozen=True, slots=True)
class Core:
    """A part of a period before its year is settled.

    `unit` None: a bare figure that takes its unit from what stands to the right («15» of «15 и 20 сентября»).
    `years`: as written, several for «2026–2028 гг.»; with `school` the year in which the school year begins.
    `bare`: its years may be more years of the month before («март 2026 г., 2027 г.»), which «2027 год» may not.
    `months`: of a season of the year. `each`: «год» without saying which.
    """

    unit: Unit | None
    number: int = 0
    month: int = 0
    years: tuple[int, ...] = ()
    school: bool = False
    edge: str = ""
    bare: bool = False
    months: tuple[int, int] = (0, 0)
    each: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it names whole calendar years and nothing else."""
        return self.unit is Unit.YEAR and not self.edge


def window(core: Core) -> tuple[MonthDay, MonthDay]:
    """First and last day of the year; the end may lie before the start, over the New Year."""
    start, end = _whole(core)
    if not core.edge:
        return start, end
    if core.unit is Unit.MONTH:
        first, last = _THIRDS[_EDGE_THIRD[core.edge]]
        return (core.month, first), (core.month, last)
    if core.edge == "middle":
        raise UnclearError("the middle of a long period is no date")
    return (start, start) if core.edge == "start" else (end, end)


def _whole(core: Core) -> tuple[MonthDay, MonthDay]:
    """The window without its edge."""
    unit, number = core.unit, core.number
    if unit is Unit.DAY:
        _check_day(core.month, number)
        return (core.month, number), (core.month, number)
    if unit in (Unit.DECADE, Unit.HALF_MONTH):
        days = (_THIRDS if unit is Unit.DECADE else _MONTH_HALVES).get(number)
        if days is None or not core.month:
            raise UnclearError("no such part of a month")
        return (core.month, days[0]), (core.month, days[1])
    if unit is Unit.YEAR:
        return (1, 1), (12, 31)
    if unit is Unit.SCHOOL_YEAR:
        return (SCHOOL_YEAR_START, 1), (SCHOOL_YEAR_START - 1, 31)
    first, last = _months(core)
    return (first, 1), (last, 0)


def _months(core: Core) -> tuple[int, int]:
    """First and last month of what is made of whole months."""
    if core.unit is Unit.MONTH:
        return core.month, core.month
    if core.unit is Unit.SEASON:
        return core.months
    parts = _PARTS.get(core.unit) if core.unit else None
    if core.unit is Unit.HALF and core.school:
        parts = SCHOOL_HALVES
    if parts is None or core.number not in parts:
        raise UnclearError("no such part of a year")
    return parts[core.number]


def _check_day(month: int, day: int) -> None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        raise UnclearError("no such day")


def day_before(at: MonthDay) -> tuple[MonthDay, int]:
    """The day before, and -1 where that falls in the year before."""
    month, day = at
    if day > 1:
        return (month, day - 1), 0
    return (month - 1, 0) if month > 1 else (12, 31), 0 if month > 1 else -1


def on(year: int, at: MonthDay) -> date:
    """That day of that year."""
    month, day = at
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnclearError("the year is out of reach")
    last = monthrange(year, month)[1]
    if day > last:
        raise UnclearError("no such day in that year")
    return date(year, month, day or last)


def follows(later: MonthDay, earlier: MonthDay) -> bool:
    """Whether one day of the year stands after another; day 0 stands last in its month."""
    return (later[0], later[1] or 31) > (earlier[0], earlier[1] or 31)
