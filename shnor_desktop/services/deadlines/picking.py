"""What is picked on a calendar ↔ natural Russian. Whatever is written here is recognised back to the same dates."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from shnor_desktop.services.deadlines.model import Deadline, Recurrence, Span
from shnor_desktop.services.deadlines.parser import parse_deadline
from shnor_desktop.services.deadlines.vocabulary import MONTH_NAMES, MONTH_NAMES_OF
from shnor_desktop.services.deadlines.wording import write_period


class Shape(Enum):
    """What is picked."""

    DAY = "day"
    UNTIL = "until"
    DAYS = "days"
    RANGE = "range"
    MONTHS = "months"
    PART = "part"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice: its spans, or the `words` of what repeats; `yearly`: and every year after that."""

    shape: Shape
    spans: tuple[Span, ...] = ()
    words: str = ""
    yearly: bool = False


REPEATS: tuple[str, ...] = (
    "в течение года",
    "ежемесячно",
    "ежеквартально",
    "раз в четверть",
    "раз в полугодие",
    "ежегодно",
    "постоянно",
    "весь период",
)
"""What repeats or has no dates of its own."""

_PARTS: tuple[tuple[str, tuple[int, int, int]], ...] = (
    ("I квартал {0} года", (1, 0, 3)),
    ("II квартал {0} года", (4, 0, 6)),
    ("III квартал {0} года", (7, 0, 9)),
    ("IV квартал {0} года", (10, 0, 12)),
    ("I полугодие {0} года", (1, 0, 6)),
    ("II полугодие {0} года", (7, 0, 12)),
    ("{0} год", (1, 0, 12)),
    ("I полугодие {0}–{1} учебного года", (9, 0, 12)),
    ("II полугодие {0}–{1} учебного года", (1, 1, 5)),
    ("{0}–{1} учебный год", (9, 1, 8)),
)
"""Text of a part of the year → first month, years between, last month; {1} is the year after {0}."""

_ONE_YEARLY = frozenset((Shape.DAY, Shape.UNTIL, Shape.RANGE, Shape.MONTHS, Shape.PART))


def months_span(year: int, first: int, years: int, last: int) -> Span:
    """Whole months."""
    end = year + years
    return Span(date(year, first, 1), date(end, last, monthrange(end, last)[1]))


def parts_of(year: int) -> tuple[tuple[str, Span], ...]:
    """The quarters, halves and the whole of a calendar year, and of the school year that begins in it."""
    found = []
    for words, (first, years, last) in _PARTS:
        begins = year + (years if "{1}" in words and first < 9 else 0)
        span = months_span(begins, first, 0 if begins > year else years, last)
        found.append((words.format(year, year + 1), span))
    return tuple(found)


def takes_yearly(pick: Pick) -> bool:
    """Whether «далее ежегодно» can follow."""
    return pick.shape in _ONE_YEARLY and len(pick.spans) == 1 and (pick.spans[0].end - pick.spans[0].start).days < 366


def write_pick(pick: Pick) -> str:
    """The text of a choice; nothing while nothing is chosen."""
    if pick.shape is Shape.REPEAT:
        return pick.words
    if not pick.spans:
        return ""
    text = _written(pick)
    if pick.yearly and takes_yearly(pick):
        text += " года, далее ежегодно" if text[-1].isdigit() else ", далее ежегодно"
    return text


def pick_of(deadline: Deadline, years: tuple[int, int] | None = None) -> Pick:
    """The choice that says what was recognised, or the nearest to it; empty where there are no dates."""
    words = next((words for words in REPEATS if parse_deadline(words, years) == deadline), "")
    if not words and deadline.recurrence not in (Recurrence.NONE, Recurrence.YEARLY):
        words = next(each for each in REPEATS if parse_deadline(each).recurrence is _nearest(deadline.recurrence))
    if words:
        return Pick(Shape.REPEAT, words=words)
    spans = deadline.spans
    if not spans:
        return Pick(Shape.DAY)
    if deadline.limit:
        pick = Pick(Shape.UNTIL, spans[:1])
    elif all(span.start == span.end for span in spans):
        pick = Pick(Shape.DAY if len(spans) == 1 else Shape.DAYS, spans)
    elif len(spans) == 1 and _part(spans[0]):
        pick = Pick(Shape.PART, spans)
    elif all(_is_whole_months(span) for span in spans):
        pick = Pick(Shape.MONTHS, tuple(runs(months_in(spans))))
    else:
        pick = Pick(Shape.RANGE, (Span(spans[0].start, spans[-1].end),))
    return replace(pick, yearly=deadline.recurrence is Recurrence.YEARLY and takes_yearly(pick))


def months_in(spans: Iterable[Span]) -> list[int]:
    """The months the spans touch, each counted from the year 0."""
    return sorted({
        index
        for span in spans
        for index in range(span.start.year * 12 + span.start.month - 1, span.end.year * 12 + span.end.month)
    })  # fmt: skip


def runs(months: Iterable[int]) -> Iterator[Span]:
    """Months counted from the year 0 → spans of those that follow each other."""
    ordered = sorted(set(months))
    while ordered:
        length = next((n for n, month in enumerate(ordered) if month != ordered[0] + n), len(ordered))
        first, last = ordered[0], ordered[length - 1]
        yield months_span(first // 12, first % 12 + 1, last // 12 - first // 12, last % 12 + 1)
        ordered = ordered[length:]


def _nearest(recurrence: Recurrence) -> Recurrence:
    """The recurrence that can be picked instead of a rarer one."""
    return {
        Recurrence.DAILY: Recurrence.CONSTANT,
        Recurrence.WEEKLY: Recurrence.MONTHLY,
        Recurrence.BIMONTHLY: Recurrence.MONTHLY,
        Recurrence.TRIMESTER: Recurrence.SCHOOL_QUARTER,
    }.get(recurrence, recurrence)


def _written(pick: Pick) -> str:
    first = pick.spans[0]
    if pick.shape is Shape.UNTIL:
        return f"до {_days_of_year([first.end])}"
    if pick.shape in (Shape.DAY, Shape.DAYS):
        return _by_year(sorted({span.start for span in pick.spans}))
    if pick.shape is Shape.PART:
        return _part(first) or write_period(first.start, first.end)
    if len(pick.spans) == 1:
        return write_period(first.start, first.end)
    return _months(pick.spans)


def _part(span: Span) -> str:
    """The name of a part of a year, nothing where the span is none."""
    begins = span.start.year - (span.start.month == 1 and span.end.month == 5)
    return next((words for words, found in parts_of(begins) if found == span), "")


def _is_whole_months(span: Span) -> bool:
    return span.start.day == 1 and (span.end + timedelta(1)).day == 1


def _by_year(days: Sequence[date]) -> str:
    """«15 и 20 сентября, 3 октября 2026 года»; the year stands once behind its days."""
    years = sorted({day.year for day in days})
    return ", ".join(_days_of_year([day for day in days if day.year == year]) for year in years)


def _days_of_year(days: Sequence[date]) -> str:
    months = sorted({day.month for day in days})
    told = [_listed([str(day.day) for day in days if day.month == month]) + f" {MONTH_NAMES_OF[month]}"
            for month in months]  # fmt: skip
    return f"{', '.join(told)} {days[0].year} года"


def _listed(texts: Sequence[str]) -> str:
    """«а, б и в»."""
    return f"{', '.join(texts[:-1])} и {texts[-1]}" if len(texts) > 1 else texts[0]


def _months(spans: Sequence[Span]) -> str:
    """«март–май и сентябрь 2026 года»; a run over the New Year has both of its years."""
    told = []
    group: list[str] = []
    for n, span in enumerate(spans):
        group.append(_run(span))
        if n + 1 == len(spans) or {span.start.year, span.end.year, *_years(spans[n + 1])} != {span.end.year}:
            told.append(f"{_listed(group)} {span.end.year} года")
            group = []
    return ", ".join(told)


def _years(span: Span) -> tuple[int, int]:
    return span.start.year, span.end.year


def _run(span: Span) -> str:
    """A run of months without the year of its end."""
    first, last = MONTH_NAMES[span.start.month], MONTH_NAMES[span.end.month]
    if span.start.year != span.end.year:
        return f"{first} {span.start.year} – {last}"
    return first if first == last else f"{first}–{last}"
