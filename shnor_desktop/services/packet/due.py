"""The report that is due soon: said once when a file is opened, with what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..queries import ProgrammeData
from ..wording import plural
from .log import made_on
from .missing import missing
from .requested import Request, next_request

DAYS_BEFORE = 14
"""How long before a control date the program begins to remind."""


@dataclass(frozen=True, slots=True)
class Due:
    """A report of the next days: how many are left and how many places of it are empty."""

    request: Request
    days: int
    gaps: int

    def sentence(self) -> str:
        """«До контрольного срока 3 дня: 15.12.2026 — Итоговый мониторинг. Не заполнено: 4 места.»."""
        left = plural(self.days, "день", "дня", "дней")
        when = f"До контрольного срока {left}" if self.days else "Сегодня контрольный срок"
        gaps = f" Не заполнено: {plural(self.gaps, 'место', 'места', 'мест')}." if self.gaps else " Всё заполнено."
        return f"{when}: {self.request.title.rstrip('.')}.{gaps}"


def due(data: ProgrammeData, today: date) -> Due | None:
    """The report of the next days; None when there is none, or when it is made already."""
    request = next_request(data, today)
    if request is None or request.day is None or (request.day - today).days > DAYS_BEFORE:
        return None
    if made_on(data.reports, request):
        return None
    wave = request.wave.key if request.wave else ""
    return Due(request, (request.day - today).days, len(missing(data, request.sections, wave)))
