"""Phrases → dates: whose year a month without a year belongs to, what repeats until when, what is due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from shnor_desktop.services.deadlines.cores import UnclearError, follows
from shnor_desktop.services.deadlines.inherit import settle
from shnor_desktop.services.deadlines.items import MOST_SPANS, Item, items_of
from shnor_desktop.services.deadlines.model import Cycle, Deadline, Recurrence, Span
from shnor_desktop.services.deadlines.periods import Piece
from shnor_desktop.services.deadlines.phrases import Frequency
from shnor_desktop.services.deadlines.reading import Reading
from shnor_desktop.services.deadlines.recurring import last_day
from shnor_desktop.services.deadlines.vocabulary import Unit

_ORDER_STARTS = 8
"""A list in the order of the school year begins in August at the earliest."""


@dataclass(frozen=True, slots=True)
class Programme:
    """The years to fall back on, 0 where unknown; `context` is the year the surroundings are about."""

    first: int
    last: int
    context: int

    @property
    def base(self) -> int:
        """The year of a period that has none."""
        return self.context or self.first

    @property
    def many(self) -> bool:
        """Whether a period without a year may mean several."""
        return not self.context and self.first < self.last

    @property
    def start(self) -> date | None:
        """The first day things can happen."""
        return date(self.base, 1, 1) if self.base else None

    @property
    def end(self) -> date | None:
        """The last day things repeat to."""
        return date(self.last or self.context, 12, 31) if self.base else None

    @property
    def span(self) -> tuple[Span, ...]:
        """All of it."""
        return (Span(date(self.first, 1, 1), date(self.last, 12, 31)),) if self.first else ()


def resolve(reading: Reading, programme: Programme) -> Deadline:
    """The period that was read, with its dates; raises UnclearError where it has no single meaning."""
    pieces = settle(reading.pieces)
    dated = [piece for piece in pieces if not _half_of_which_year(piece, programme)]
    items = _placed(_items(dated), programme)
    frequency = _frequency(reading, items, programme)
    if reading.frequency and programme.many:
        items = [item for item in items if not item.each]
    found = Deadline(
        recurrence=frequency.recurrence,
        by_plan=reading.by_plan,
        relative=reading.relative or len(dated) < len(pieces),
        limit=frequency.limit or (bool(items) and all(item.limit for item in items)),
    )
    explicit = any(core.years for piece in pieces for core in (piece.left, piece.right) if core)
    if any(item.since for item in items):
        found = _since(found, items, frequency, programme, explicit)
    else:
        found = _listed(found, items, frequency, programme, explicit, reading)
    return replace(found, due=last_day(found))


def _half_of_which_year(piece: Piece, programme: Programme) -> bool:
    """«I полугодие» without a year: the calendar's or the school's."""
    cores = [core for core in (piece.left, piece.right) if core]
    unsaid = not any(core.years for core in cores) and not programme.context
    return unsaid and any(core.unit is Unit.HALF and not core.school for core in cores)


def _frequency(reading: Reading, items: list[Item], programme: Programme) -> Frequency:
    """How often, where it is said or follows: «с января, далее» goes on, «в течение года» comes back every year."""
    said = reading.frequency
    if said and said.recurrence is Recurrence.NONE:
        raise UnclearError("a day of a month that is not named")
    if said:
        return said
    if reading.onward and not items:
        raise UnclearError("what goes on is not said")
    if any(item.since for item in items) or (reading.onward and not reading.by_plan and not reading.relative):
        return Frequency(Recurrence.CONSTANT)
    return Frequency(Recurrence.YEARLY if programme.many and any(item.each for item in items) else Recurrence.NONE)


def _items(pieces: list[Piece]) -> list[Item]:
    """The windows of all pieces, as far as a real text can go."""
    items: list[Item] = []
    for piece in pieces:
        items += items_of(piece)
        if len(items) > MOST_SPANS:
            raise UnclearError("too many periods")
    return items


def _placed(items: list[Item], programme: Programme) -> list[Item]:
    """Every window with its years, where the text, the list or the programme gives them."""
    if not any(item.first for item in items):
        return _in_base_year(items, programme) if programme.base else items
    placed: list[Item] = []
    for item in items:
        if placed:
            before = placed[-1]
            if not item.first:
                if not follows(item.start, before.start) or before.first != before.last:
                    raise UnclearError("a month before the one whose year is known")
                item = item.starting(before.last)
            elif item.span.start < before.span.start:
                raise UnclearError("a list whose years cannot be told from its order")
        placed.append(item)
    return placed


def _in_base_year(items: list[Item], programme: Programme) -> list[Item]:
    """The first year; the spring of a list in school order goes to the next, where the programme reaches it."""
    falls = [place for place in range(1, len(items)) if follows(items[place - 1].start, items[place].start)]
    school_order = (
        len(falls) == 1
        and programme.many
        and all(item.start[0] >= _ORDER_STARTS for item in items[: falls[0]])
        and all(item.start[0] <= _ORDER_STARTS for item in items[falls[0] :])
    )
    turn = falls[0] if school_order else len(items)
    return [item.starting(programme.base + (place >= turn)) for place, item in enumerate(items)]


def _since(found: Deadline, items: list[Item], frequency: Frequency, programme: Programme, explicit: bool) -> Deadline:
    """«с января 2021 года», «с марта 2020 года, далее ежегодно»: it begins then and goes on."""
    if len(items) > 1:
        raise UnclearError("a beginning among other periods")
    item = items[0]
    yearly = frequency.recurrence is Recurrence.YEARLY
    if not item.first or (yearly and not explicit):
        raise UnclearError("a beginning without a year")
    start, end = item.span.start, programme.end
    if end is not None and end < start:
        end = None
    cycle = Cycle(start, end, frequency.step, frequency.times, month_days=frequency.month_days, onward=True)
    spans: tuple[Span, ...] = ()
    if yearly and not item.of_days:
        spans, cycle = (item.span,), replace(cycle, seasons=(item.season,))
    elif frequency.recurrence is Recurrence.CONSTANT and end is not None:
        spans = (Span(start, end),)
    return replace(found, spans=spans, cycle=cycle)


def _listed(
    found: Deadline, items: list[Item], frequency: Frequency, programme: Programme, explicit: bool, reading: Reading
) -> Deadline:
    """Periods with both ends, once or repeated; none at all is a text like «ежегодно» or an empty cell."""
    dated = [item for item in items if item.first]
    spans = tuple(sorted({item.span for item in dated}))
    if reading.whole_period and not items and frequency.recurrence is Recurrence.NONE:
        return replace(found, spans=programme.span)
    cycle = Cycle(step=frequency.step, times=frequency.times, month_days=frequency.month_days, onward=reading.onward)
    if frequency.recurrence is Recurrence.NONE:
        seasons = () if dated else tuple(item.season for item in items)
        return replace(found, spans=spans, cycle=replace(cycle, onward=False, seasons=seasons))
    yearly = frequency.recurrence is Recurrence.YEARLY
    whole_years = yearly and any(item.last > item.first and not item.crosses for item in items)
    lasting = not yearly and (explicit or reading.onward)
    seasons = () if whole_years or lasting else tuple(dict.fromkeys(item.season for item in items))
    fixed = explicit and not reading.onward and (not yearly or whole_years or len({item.first for item in dated}) > 1)
    since = spans[0].start if spans and (explicit or yearly or reading.onward) else programme.start
    until = max((span.end for span in spans), default=None) if fixed else _end(spans, programme)
    return replace(found, spans=spans, cycle=replace(cycle, since=since, until=until, seasons=seasons))


def _end(spans: tuple[Span, ...], programme: Programme) -> date | None:
    """The programme's last day, or the end of what is named where that lies later."""
    if programme.end is None:
        return None
    return max([programme.end, *(span.end for span in spans)])
