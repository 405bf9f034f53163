"""A plan as a calendar for the wall: what takes place in each month of the programme's years, as plain data.

What repeats stands in every month in which it comes round. What goes on for longer than a season, and what has no date
that the program understands, stands beside the months with its period as it was typed.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..models.errors import UserError
from .deadlines import Deadline, Recurrence, Span, occurrences, parse_deadline
from .diary import DIARY, ROADMAP
from .documents.sources import source_of
from .overview import years_of
from .queries import ActivityEntry, ProgrammeData, SectionData

WALL_PLAN = "wall_plan"
"""What the plan is called where parts of a programme are named by keys."""

MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
MOST_MONTHS = 3
"""What lasts for more months stands beside the calendar: else it would stand in nearly every month."""

LONGEST = 140
"""Characters of a text on the wall; the whole of it is in the plan under its number."""

MOST_YEARS = 10
NO_PLAN = "В программе нет плана с мероприятиями: добавьте их в дорожную карту."


@dataclass(frozen=True)
class WallGroup:
    """A part of the plan; `sign` is short enough for a badge."""

    sign: str
    title: str


@dataclass(frozen=True)
class WallItem:
    """An activity where it stands; `when` says which days or, beside the months, the period as it was typed."""

    group: int  # index of its group, −1 for none
    number: str
    text: str
    when: str = ""
    who: str = ""
    source: str = ""


@dataclass(frozen=True)
class WallYear:
    """A year: twelve months, and what goes on all the time."""

    year: int
    months: tuple[tuple[WallItem, ...], ...]
    ongoing: tuple[WallItem, ...] = ()


@dataclass(frozen=True)
class WallPlan:
    """A plan for the wall; `undated` is without dates or with such as nobody but a person understands."""

    title: str
    school: str
    groups: tuple[WallGroup, ...]
    years: tuple[WallYear, ...]
    undated: tuple[WallItem, ...] = ()


@dataclass
class _Year:
    """A year in the making: items with the day by which they are sorted."""

    months: list[list[tuple[int, int, WallItem]]] = field(default_factory=lambda: [[] for _ in MONTHS])
    ongoing: list[WallItem] = field(default_factory=list)


def wall_plan(data: ProgrammeData, section_id: int = 0) -> WallPlan:
    """The plan of a section; without one, and for the diary, the roadmap. UserError where there is none."""
    section = _section(data, section_id)
    groups: list[WallGroup] = []
    undated: list[WallItem] = []
    items = list(_items(section, groups, years_of(data)))
    first, last = _reach(data, [deadline for _item, deadline in items])
    years = {year: _Year() for year in range(first, last + 1)}
    for order, (item, deadline) in enumerate(items):
        if not _put(years, order, item, deadline):
            undated.append(item)
    return WallPlan(
        section.section.title,
        data.school.short_name or data.school.full_name,
        tuple(groups),
        tuple(_year(year, made) for year, made in years.items()),
        tuple(undated),
    )


def _section(data: ProgrammeData, section_id: int) -> SectionData:
    plans = [one for one in data.sections if one.section.kind == "activities" and any(map(_is_item, one.activities))]
    chosen = [one for one in plans if one.section.id == section_id and one.section.key != DIARY]  # it looks back
    roadmaps = [one for one in plans if one.section.key == ROADMAP]
    for one in (*chosen, *roadmaps, *plans):
        return one
    raise UserError(NO_PLAN)


def _is_item(entry: ActivityEntry) -> bool:
    return entry.row.level != "group" and bool(entry.row.text.strip())


def _items(
    section: SectionData, groups: list[WallGroup], years: tuple[int, int] | None
) -> Iterable[tuple[WallItem, Deadline]]:
    """What can be put on the wall, with its deadline; the groups are noted on the way.

    A sub-item has a place of its own when it has a period of its own; an item all of whose sub-items do has none.
    """
    entries = section.activities
    for index, entry in enumerate(entries):
        row = entry.row
        if row.level == "group":
            groups.append(WallGroup(_sign(entry.number, len(groups)), row.text.strip()))
            continue
        if not _is_item(entry) or (row.level == "sub" and not row.period.strip()):
            continue
        if not row.period.strip() and _subs_have_periods(entries, index):
            continue
        item = WallItem(
            len(groups) - 1,
            entry.number.rstrip("."),
            _short(row.text),
            " ".join(row.period.split()),
            " ".join(row.responsible.split()),
            source_of(section.section.id, f"activity:{row.id}:period"),
        )
        yield item, parse_deadline(row.period, years)


def _subs_have_periods(entries: Sequence[ActivityEntry], index: int) -> bool:
    subs = []
    for entry in entries[index + 1 :]:
        if entry.row.level != "sub":
            break
        subs.append(bool(entry.row.period.strip()))
    return bool(subs) and all(subs)


def _sign(number: str, index: int) -> str:
    """A group's number where it is short («1», «II»), else its place."""
    sign = number.strip(" .").removeprefix("Раздел").strip(" .")
    return sign if 0 < len(sign) <= 3 else str(index + 1)


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip(" .;,")
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rpartition(" ")[0].rstrip(" .;,–-") + "…"


def _reach(data: ProgrammeData, deadlines: Sequence[Deadline]) -> tuple[int, int]:
    """First and last year: the programme's, else those of the dates that are there; none gives an empty range."""
    years = years_of(data)
    if years is None:
        days = [day.year for one in deadlines for span in one.spans for day in (span.start, span.end)]
        years = (min(days), max(days)) if days else (1, 0)
    return years[0], min(years[1], years[0] + MOST_YEARS - 1)


def _put(years: dict[int, _Year], order: int, item: WallItem, deadline: Deadline) -> bool:
    """Put an item wherever it belongs; False when that is nowhere."""
    found = False
    for year, made in years.items():
        spans = occurrences(deadline, Span(date(year, 1, 1), date(year, 12, 31))) if deadline.known else ()
        if not spans:
            continue
        found = True
        long = [span for span in spans if _months_of(span) > MOST_MONTHS]
        if deadline.recurrence is Recurrence.CONSTANT or (long and not deadline.limit):
            made.ongoing.append(item)
            continue
        seen: set[int] = set()
        for span in spans:
            for month in _where(span, year, deadline):
                if month not in seen:
                    seen.add(month)
                    when = _when(span, year, month, limit=deadline.limit)
                    day = span.end.day if deadline.limit else span.start.day
                    made.months[month - 1].append((day, order, _dated(item, when)))
    return found


def _months_of(span: Span) -> int:
    return (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1


def _where(span: Span, year: int, deadline: Deadline) -> Iterable[int]:
    """The months of a year in which a span stands: for last days and what comes round that in which it ends."""
    if deadline.limit or deadline.recurrence is not Recurrence.NONE:
        return (span.end.month,) if span.end.year == year else ()
    met = span.meet(Span(date(year, 1, 1), date(year, 12, 31)))
    return range(met.start.month, met.end.month + 1) if met else ()


def _when(span: Span, year: int, month: int, *, limit: bool) -> str:
    """The days in a month, in as few letters as can be; empty for the whole of it."""
    last = monthrange(year, month)[1]
    if limit:
        return f"до {span.end.day}"
    first_here = span.start.day if (span.start.year, span.start.month) == (year, month) else 1
    last_here = span.end.day if (span.end.year, span.end.month) == (year, month) else last
    if (first_here, last_here) == (1, last):
        return ""
    if first_here == last_here:
        return str(first_here)
    if first_here == 1:
        return f"по {last_here}"
    return f"с {first_here}" if last_here == last else f"{first_here}–{last_here}"


def _dated(item: WallItem, when: str) -> WallItem:
    return WallItem(item.group, item.number, item.text, when, item.who, item.source)


def _year(year: int, made: _Year) -> WallYear:
    months = tuple(tuple(item for _day, _order, item in sorted(month, key=_day_and_order)) for month in made.months)
    return WallYear(year, months, tuple(made.ongoing))


def _day_and_order(entry: tuple[int, int, WallItem]) -> tuple[int, int]:
    return entry[:2]
