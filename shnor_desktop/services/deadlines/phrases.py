"""The grammar of periods without a date: how often, by whose plan, after what event, how long."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shnor_desktop.services.deadlines.cores import UnclearError
from shnor_desktop.services.deadlines.cursor import Cursor
from shnor_desktop.services.deadlines.model import Recurrence
from shnor_desktop.services.deadlines.tokens import Kind
from shnor_desktop.services.deadlines.vocabulary import (
    AT_LEAST,
    CARDINALS,
    CONSTANT_PHRASES,
    END_LEADS,
    EVENT_LEADS,
    EVERY,
    FREQUENCIES,
    PLAN_LEADS,
    PLAN_PHRASES,
    PLAN_STEMS,
    RELATIVE_PHRASES,
    SCHOOL,
    TERM_PHRASES,
    TIMES,
    UNITS,
    YEARLY_PHRASES,
    Unit,
    phrases,
)

_SPAN_UNITS = frozenset((Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR))
_LIMIT_WORDS = phrases("не позднее", "не позже", "до", "к")


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: see `Cycle` for `step`, `times` and `month_days`. `limit`: «до 15 числа».

    With Recurrence.NONE only a day of the month is known; «ежемесячно» must stand elsewhere in the text.
    """

    recurrence: Recurrence
    step: int = 1
    times: int = 1
    month_days: tuple[int, int] = (1, 31)
    limit: bool = False

    def joined(self, other: Frequency) -> Frequency:
        """Two in one text: the finer one stands («ежегодно, 1 раз в четверть»), two fine ones contradict each other."""
        if Recurrence.NONE in (self.recurrence, other.recurrence):
            day, whole = (self, other) if self.recurrence is Recurrence.NONE else (other, self)
            if whole != Frequency(Recurrence.MONTHLY):
                raise UnclearError("a day of which month")
            return replace(day, recurrence=Recurrence.MONTHLY)
        if self.recurrence is other.recurrence:
            return other if self == Frequency(self.recurrence) else self
        coarse = (Recurrence.CONSTANT, Recurrence.YEARLY)
        for name in coarse:
            if self.recurrence is name:
                return other
            if other.recurrence is name:
                return self
        raise UnclearError("two frequencies")


def read_frequency(cursor: Cursor) -> Frequency | None:
    """«ежегодно», «не реже 1 раза в четверть», «каждые два месяца», «по итогам учебной четверти», or None."""
    word = FREQUENCIES.get(cursor.peek().text)
    if word:
        cursor.next()
        return Frequency(word)
    for table, recurrence in (
        (CONSTANT_PHRASES, Recurrence.CONSTANT),
        (YEARLY_PHRASES, Recurrence.YEARLY),
        (TERM_PHRASES, Recurrence.SCHOOL_QUARTER),
    ):
        if cursor.take_phrase(table):
            return Frequency(recurrence)
    start = cursor.at
    for rule in (_month_day, _times_in, _each, _at_the_end_of):
        found = rule(cursor)
        if found:
            return found
        cursor.at = start
    return None


def _count(cursor: Cursor) -> int:
    """A figure or a numeral, stepping over it; 0 where there is none."""
    token = cursor.peek()
    value = token.value if token.kind is Kind.NUMBER else CARDINALS.get(token.text, 0)
    if value:
        cursor.next()
    return value


def _unit(cursor: Cursor) -> Unit | None:
    """«учебную четверть», «календарный месяц», «год»."""
    cursor.take_one(SCHOOL) or cursor.take_one(("календарный", "календарного"))
    unit = UNITS.get(cursor.peek().text)
    if unit:
        cursor.next()
    return unit


def _every(unit: Unit | None, step: int, times: int = 1) -> Frequency | None:
    """The recurrence of «times раз в step единиц»."""
    recurrence = EVERY.get((unit, step)) if unit else None
    if recurrence is None:
        return None
    return Frequency(recurrence, step if unit in (Unit.YEAR, Unit.WEEK) else 1, times)


def _times_in(cursor: Cursor) -> Frequency | None:
    """«1 раз в четверть», «не реже одного раза в два месяца», «дважды в год», «2-3 раза в год»."""
    cursor.take_phrase(AT_LEAST)
    times = TIMES.get(cursor.peek().text, 0)
    if times:
        cursor.next()
    else:
        times = _count(cursor) or 1
        if cursor.peek().kind is Kind.DASH and cursor.peek(1).kind is Kind.NUMBER:
            cursor.at += 2
        if not cursor.take_one(("раз", "раза", "р")):
            return None
    if not cursor.take_one(("в", "за")):
        return None
    step = _count(cursor) or 1
    return _every(_unit(cursor), step, times)


def _each(cursor: Cursor) -> Frequency | None:
    """«каждый месяц», «каждые две недели»."""
    if not cursor.take_one(("каждый", "каждую", "каждое", "каждые", "каждого", "каждой")):
        return None
    step = _count(cursor) or 1
    return _every(_unit(cursor), step)


def _at_the_end_of(cursor: Cursor) -> Frequency | None:
    """«по итогам учебной четверти», «в конце каждого месяца»; the end of a year is a date and is read elsewhere."""
    if not cursor.take_phrase(END_LEADS):
        return None
    each = cursor.take_one(("каждой", "каждого"))
    unit = _unit(cursor)
    if not cursor.at_clause_end() or unit in (None, Unit.DAY, Unit.WEEK) or (unit is Unit.YEAR and not each):
        return None
    return _every(unit, 1)


def _month_day(cursor: Cursor) -> Frequency | None:
    """«до 15 числа каждого месяца», «ежемесячно 20 числа»."""
    limit = cursor.take_phrase(_LIMIT_WORDS)
    day = cursor.peek()
    if day.kind not in (Kind.NUMBER, Kind.ORDINAL) or not 1 <= day.value <= 31:
        return None
    cursor.next()
    if not cursor.take_one(("числа", "число")):
        return None
    each = cursor.take("каждого", "месяца")
    return Frequency(Recurrence.MONTHLY if each else Recurrence.NONE, month_days=(day.value, day.value), limit=limit)


def read_plan(cursor: Cursor) -> bool:
    """Whether «по отдельному плану», «согласно графику ИМЦ», «в соответствии с приказом» begins here; steps over it.

    The words after it belong to the plan's name. A date among them must stand behind a preposition or a mark of its
    own, or «по плану кроме сентября» would be read as September.
    """
    if cursor.take_phrase(PLAN_PHRASES):
        return True
    start = cursor.at
    if not cursor.take_phrase(PLAN_LEADS):
        return False
    for _ in range(4):
        token = cursor.next()
        if token.kind is not Kind.WORD:
            break
        if token.text.startswith(PLAN_STEMS):
            if _step_over_name(cursor):
                return True
            break
    cursor.at = start
    return False


def _step_over_name(cursor: Cursor) -> bool:
    """The rest of a plan's name, up to the date that may follow it."""
    named = cursor.skip_words()
    if cursor.at_clause_end() or not named:
        return True
    if cursor.peek(-1).kind is Kind.DASH:
        return True
    if cursor.peek(-1).text not in ("на", "до", "к", "с", "в"):
        return False
    cursor.at -= 1
    return named < 2 or cursor.peek(-1).text not in ("не", "кроме", "после", "ранее")


def read_relative(cursor: Cursor) -> bool:
    """Whether «по мере необходимости», «1-2 месяца», «осенние каникулы» begins here; steps over it."""
    start = cursor.at
    if (cursor.take_phrase(RELATIVE_PHRASES) or _duration(cursor)) and cursor.at_clause_end():
        return True
    cursor.at = start
    return False


def read_event(cursor: Cursor) -> bool:
    """Whether «по итогам оценочной процедуры», «после педсовета» begins here; with a date in it it is not clear."""
    start = cursor.at
    if cursor.take_phrase(EVENT_LEADS) and cursor.skip_words() and cursor.at_clause_end():
        return True
    cursor.at = start
    return False


def _duration(cursor: Cursor) -> bool:
    """«1-2 месяца», «в течение 10 рабочих дней», «через две недели»."""
    cursor.take("в", "течение") or cursor.take_one(("через", "за"))
    if not _count(cursor):
        return False
    if cursor.peek().kind is Kind.DASH:
        cursor.next()
        if not _count(cursor):
            return False
    cursor.take_one(("рабочих", "календарных", "учебных", "рабочего", "рабочие"))
    unit = UNITS.get(cursor.peek().text)
    if unit not in _SPAN_UNITS:
        return False
    cursor.next()
    return True
