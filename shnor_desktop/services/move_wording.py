"""Russian sentences about deadlines that were moved or missed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..models.activities import DeadlineMove
from .deadlines import Deadline, Recurrence, Span, parse_deadline
from .deadlines.vocabulary import MONTH_NAMES, MONTH_NAMES_OF

_ROMAN = ("I", "II", "III", "IV")


class _Words(NamedTuple):
    """A deadline after «с» and after «на»; `dated` when it is a day, a month, a quarter or a year."""

    since: str
    until: str
    dated: bool


def moved_text(moves: Sequence[DeadlineMove], years: tuple[int, int] | None) -> str:
    """«Срок перенесён с 20 мая 2026 г. на 10 июня 2026 г.: <причина>; затем на июль 2026 г.»."""
    parts: list[str] = []
    verb = "перенесён"
    before = ""
    for move in moves:
        was, became = _words(move.was, years), _words(move.became, years)
        if not (was.dated and became.dated):
            verb = "изменён"
        lead = "затем " if parts else ""
        source = "" if parts and move.was == before else f"с {was.since} "
        reason = move.reason.strip().rstrip(".;")
        parts.append(f"{lead}{source}на {became.until}" + (f": {reason}" if reason else ""))
        before = move.became
    return f"Срок {verb} {'; '.join(parts)}" if parts else ""


def overdue_text(due: date, percent: int | None) -> str:
    """«В срок (до 31 мая 2026 г.) не завершено, выполнено 60 %»."""
    lead = f"В срок (до {day_text(due)})"
    return f"{lead} не завершено, выполнено {percent}\u00a0%" if percent else f"{lead} не выполнено"


def day_text(day: date) -> str:
    """«20 мая 2026 г.»."""
    return f"{day.day} {MONTH_NAMES_OF[day.month]} {_year(day.year)}"


def _words(text: str, years: tuple[int, int] | None) -> _Words:
    """How a deadline is called; what is no single day, month, quarter or year is quoted as typed."""
    deadline = parse_deadline(text, years)
    plain = deadline.known and deadline.recurrence is Recurrence.NONE and not (deadline.by_plan or deadline.relative)
    named = _named(deadline, text) if plain and len(deadline.spans) == 1 else None
    quoted = f"«{' '.join(text.split())}»"
    return named or _Words(quoted, quoted, dated=False)


def _named(deadline: Deadline, text: str) -> _Words | None:
    span = deadline.spans[0]
    if deadline.limit or span.start == span.end:
        return _Words(day_text(span.end), day_text(span.end), dated=True)
    if not _whole_months(span):
        return None
    months = span.end.month - span.start.month + 1
    year = _year(span.start.year)
    if months == 1:
        return _Words(
            f"{MONTH_NAMES_OF[span.start.month]} {year}", f"{MONTH_NAMES[span.start.month]} {year}", dated=True
        )
    if months == 12:
        return _Words(year, year, dated=True)
    if months == 3 and span.start.month % 3 == 1 and "кварт" in text.lower():
        quarter = _ROMAN[span.start.month // 3]
        return _Words(f"{quarter} квартала {year}", f"{quarter} квартал {year}", dated=True)
    return None


def _whole_months(span: Span) -> bool:
    """Whether a span is one or several months of one year from the first to the last day."""
    last = monthrange(span.end.year, span.end.month)[1]
    return span.start.year == span.end.year and span.start.day == 1 and span.end.day == last


def _year(year: int) -> str:
    return f"{year}\u00a0г."
