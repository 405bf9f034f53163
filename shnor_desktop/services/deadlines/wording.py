"""Dates → Russian: a short reading of a parsed period to show beside the text, and the text of a picked one."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from shnor_desktop.services.deadlines.model import Cycle, Deadline, Recurrence, Season, Span
from shnor_desktop.services.deadlines.vocabulary import MONTH_NAMES, MONTH_NAMES_OF
from shnor_desktop.services.wording import noun_form

_HOW_OFTEN = {
    Recurrence.DAILY: "ежедневно",
    Recurrence.WEEKLY: "еженедельно",
    Recurrence.MONTHLY: "ежемесячно",
    Recurrence.BIMONTHLY: "раз в два месяца",
    Recurrence.QUARTERLY: "ежеквартально",
    Recurrence.SCHOOL_QUARTER: "раз в учебную четверть",
    Recurrence.TRIMESTER: "раз в триместр",
    Recurrence.HALF_YEARLY: "раз в полугодие",
    Recurrence.YEARLY: "ежегодно",
    Recurrence.CONSTANT: "постоянно",
}
_UNIT_NAMES = {
    Recurrence.WEEKLY: ("неделю", "недели", "недель"),
    Recurrence.YEARLY: ("год", "года", "лет"),
}
_ACCUSATIVE = {
    Recurrence.DAILY: "день", Recurrence.WEEKLY: "неделю", Recurrence.MONTHLY: "месяц",
    Recurrence.BIMONTHLY: "два месяца", Recurrence.QUARTERLY: "квартал", Recurrence.SCHOOL_QUARTER: "учебную четверть",
    Recurrence.TRIMESTER: "триместр", Recurrence.HALF_YEARLY: "полугодие", Recurrence.YEARLY: "год",
}  # fmt: skip
_MOST_SHOWN = 3


def describe(deadline: Deadline) -> str:
    """«01.09.2026 – 30.09.2026», «до 01.04.2027», «ежегодно, март», «без даты», «не распознано»."""
    if not deadline.known:
        return "не распознано"
    parts = [part for part in (_how_often(deadline), _when(deadline)) if part]
    if not parts:
        parts.append("без даты")
    if deadline.by_plan:
        parts.append("по плану")
    return ", ".join(parts)


def recognised(deadline: Deadline) -> str:
    """What stands beside a typed period: how it is understood, or that it is not and may stay."""
    if not deadline.known:
        return "дата не распознана, текст останется как есть"
    return f"распознано: {describe(deadline)}"


def _how_often(deadline: Deadline) -> str:
    recurrence, cycle = deadline.recurrence, deadline.cycle
    if recurrence is Recurrence.NONE:
        return ""
    if cycle.times > 1:
        return f"{cycle.times} {noun_form(cycle.times, 'раз', 'раза', 'раз')} в {_ACCUSATIVE[recurrence]}"
    if cycle.step > 1:
        return f"раз в {cycle.step} {noun_form(cycle.step, *_UNIT_NAMES[recurrence])}"
    return _HOW_OFTEN[recurrence]


def _when(deadline: Deadline) -> str:
    """The dates; of what repeats every year, the season."""
    recurrence, cycle = deadline.recurrence, deadline.cycle
    lead = "до " if deadline.limit else ""
    if cycle.month_days != (1, 31):
        return f"{lead}{cycle.month_days[1]} числа"
    seasons = ", ".join(lead + _season(season) for season in cycle.seasons if season != Season(1, 1, 12, 31))
    if recurrence is Recurrence.NONE:
        dates = _dates(deadline.spans, lead)
        return dates or (f"{seasons}, год не указан" if seasons else "")
    if recurrence is Recurrence.CONSTANT:
        return _onward(cycle) or _dates(deadline.spans, lead)
    if recurrence is Recurrence.YEARLY or seasons:
        return seasons or _onward(cycle)
    return _onward(cycle) or _dates(deadline.spans, lead)


def _onward(cycle: Cycle) -> str:
    """«с 01.01.2021»."""
    return f"с {cycle.since:%d.%m.%Y}" if cycle.since and cycle.onward else ""


def _dates(spans: tuple[Span, ...], lead: str) -> str:
    shown = [f"{lead}{span.end:%d.%m.%Y}" if lead else _span(span) for span in spans[:_MOST_SHOWN]]
    if len(spans) > _MOST_SHOWN:
        shown.append(f"ещё {len(spans) - _MOST_SHOWN}")
    return "; ".join(shown)


def _span(span: Span) -> str:
    if span.start == span.end:
        return f"{span.start:%d.%m.%Y}"
    return f"{span.start:%d.%m.%Y} – {span.end:%d.%m.%Y}"


def _season(season: Season) -> str:
    """«март», «август–октябрь», «15 декабря», «1 сентября – 15 октября»."""
    if season == Season(9, 1, 8, 31):
        return "учебный год"
    whole = season.start_day == 1 and season.end_day in (0, 31)
    if whole and season.start_month == season.end_month:
        return MONTH_NAMES[season.start_month]
    if whole:
        return f"{MONTH_NAMES[season.start_month]}–{MONTH_NAMES[season.end_month]}"
    start, end = _day(season.start_month, season.start_day), _day(season.end_month, season.end_day)
    return start if start == end else f"{start} – {end}"


def _day(month: int, day: int) -> str:
    return f"{day or monthrange(2001, month)[1]} {MONTH_NAMES_OF[month]}"


def write_period(start: date, end: date) -> str:
    """The natural Russian of a picked day or range: «сентябрь 2026», «1–15 сентября 2026 года», «2026–2028 годы»."""
    start, end = min(start, end), max(start, end)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _whole_months(start, end)
    if start == end:
        return f"{start.day} {MONTH_NAMES_OF[start.month]} {start.year} года"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {MONTH_NAMES_OF[end.month]} {end.year} года"
    year = f" {start.year} года" if start.year != end.year else ""
    return f"{start.day} {MONTH_NAMES_OF[start.month]}{year} – {end.day} {MONTH_NAMES_OF[end.month]} {end.year} года"


def _whole_months(start: date, end: date) -> str:
    """A period of whole months, school years or years."""
    if (start.month, end.month) == (1, 12):
        return f"{start.year} год" if start.year == end.year else f"{start.year}–{end.year} годы"
    if (start.month, end.month, end.year - start.year) == (9, 8, 1):
        return f"{start.year}–{end.year} учебный год"
    if (start.year, start.month) == (end.year, end.month):
        return f"{MONTH_NAMES[start.month]} {start.year}"
    if start.year == end.year:
        return f"{MONTH_NAMES[start.month]}–{MONTH_NAMES[end.month]} {end.year} года"
    return f"{MONTH_NAMES[start.month]} {start.year} – {MONTH_NAMES[end.month]} {end.year} года"
