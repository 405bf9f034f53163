"""Russian sentences about deadlines that were moved or missed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..models.activities import DeadlineMove
from .deadlines import Recurrence, Span, parse_deadline
from .deadlines.vocabulary import MONTH_NAMES, MONTH_NAMES_OF

_ROMAN = ("I", "II", "III", "IV")


class _Words(NamedTuple):
    """A deadline as it stands after «с» and after «на»."""

    since: str
    until: str


def moved_text(moves: Sequence[DeadlineMove], years: tuple[int, int] | None) -> str:
    """«Срок перенесён с 20 мая 2026 г. на 10 июня 2026 г.: <причина>; затем на июль 2026 г.».

    Where one of the deadlines is no day, month, quarter or year, all are quoted as they were typed: «Срок «март – май»
    изменён на «постоянно»: <причина>».
    """
    named = [(_named(move.was, years), _named(move.became, years)) for move in moves]
    dated = [(was, became) for was, became in named if was is not None and became is not None]
    parts: list[str] = []
    for place, move in enumerate(moves):
        goes_on = place > 0 and move.was == moves[place - 1].became
        if len(dated) == len(moves):
            was, became = dated[place]
            lead = "затем" if goes_on else f"затем с {was.since}" if place else f"Срок перенесён с {was.since}"
            said = f"{lead} на {became.until}"
        else:
            lead = "затем" if goes_on else f"{'срок' if place else 'Срок'} {_quoted(move.was)} изменён"
            said = f"{lead} на {_quoted(move.became)}"
        reason = move.reason.strip().rstrip(".;")
        parts.append(f"{said}: {reason}" if reason else said)
    return "; ".join(parts)


def overdue_text(due: date, percent: int | None) -> str:
    """«В срок (до 31 мая 2026 г.) не завершено, выполнено 60 %»."""
    lead = f"В срок (до {day_text(due)})"
    return f"{lead} не завершено, выполнено {percent}\u00a0%" if percent else f"{lead} не выполнено"


def day_text(day: date) -> str:
    """«20 мая 2026 г.»."""
    return f"{day.day} {MONTH_NAMES_OF[day.month]} {_year(day.year)}"


def _quoted(text: str) -> str:
    return f"«{' '.join(text.split())}»"


def _named(text: str, years: tuple[int, int] | None) -> _Words | None:
    """A deadline that is one day, month, quarter or year in words; None for any other."""
    deadline = parse_deadline(text, years)
    repeats = deadline.recurrence is not Recurrence.NONE
    if not deadline.known or repeats or deadline.by_plan or deadline.relative or len(deadline.spans) != 1:
        return None
    span = deadline.spans[0]
    if deadline.limit or span.start == span.end:
        return _Words(day_text(span.end), day_text(span.end))
    if not _whole_months(span):
        return None
    months = span.end.month - span.start.month + 1
    year = _year(span.start.year)
    if months == 1:
        return _Words(f"{MONTH_NAMES_OF[span.start.month]} {year}", f"{MONTH_NAMES[span.start.month]} {year}")
    if months == 12:
        return _Words(year, year)
    if months == 3 and span.start.month % 3 == 1 and "кварт" in text.lower():
        quarter = _ROMAN[span.start.month // 3]
        return _Words(f"{quarter} квартала {year}", f"{quarter} квартал {year}")
    return None


def _whole_months(span: Span) -> bool:
    """Whether a span is one or several months of one year from the first to the last day."""
    last = monthrange(span.end.year, span.end.month)[1]
    return span.start.year == span.end.year and span.start.day == 1 and span.end.day == last


def _year(year: int) -> str:
    return f"{year}\u00a0г."
