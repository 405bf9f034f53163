"""What a programme cites must be there: papers that exist by the day of its approval, appendices that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..deadlines.vocabulary import MONTH_NAMES_OF
from ..queries import ProgrammeData, SectionData
from .finding import Finding, at_place
from .paragraphs import Told, paragraphs_of

_MONTHS = {name: number for number, name in enumerate(MONTH_NAMES_OF) if name}
_DATE = rf"(\d{{1,2}})(?:\.(\d{{2}})\.|\s+({'|'.join(_MONTHS)})\s+)(\d{{4}})"
_DAY = re.compile(_DATE, re.IGNORECASE)
_ACT = re.compile(rf"от\s+{_DATE}\s*(?:года|год|г\.?)?,?\s*№", re.IGNORECASE)
"""«от 28.08.2026 № 1», «от 28 августа 2026 г. № 1»: only papers have a number."""

_APPENDIX = re.compile(
    r"приложени(?:е|я|ю|и|ем|ях|ям|ями)\s*(?:№\s*)?(\d{1,2}(?:\s*(?:,|и|–|-)\s*\d{1,2})*)(?!\d)(?!\s+к\s)(?!\.\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_NUMBER_OF = re.compile(r"\s*(\d[\w/–-]{0,15})")


def later_acts(data: ProgrammeData) -> Iterator[Finding]:
    """A paper that the programme rests on is not younger than its approval."""
    approved = approval_day(data)
    if approved is None:
        return
    for section in data.sections:
        for told in paragraphs_of(section):
            for found in _ACT.finditer(told.text):
                day = _day(found)
                if day is not None and day > approved:
                    act = _act(found, day, told.text)
                    message = f"Документ {act} датирован позже дня утверждения ({approved:%d.%m.%Y}): проверьте дату."
                    yield at_place(section, "warning", "act-later", message, f"{told.place}:{found[0]}", told.spot)


def missing_appendices(data: ProgrammeData) -> Iterator[Finding]:
    """An appendix of the programme that a text names is among its appendices."""
    there = {
        int(number[0])
        for section in data.sections
        if section.section.numbering == "appendix" and (number := _NUMBER.search(section.entry.number))
    }
    for section in data.sections:
        for told in (*paragraphs_of(section), *_schedule(section)):
            for found in _APPENDIX.finditer(told.text):
                missing = sorted({int(n) for n in _NUMBER.findall(found[1])} - there)
                if missing:
                    numbers = ", ".join(str(number) for number in missing)
                    message = (
                        f"Названо приложение {numbers}, а в документе его нет: добавьте его или исправьте ссылку."
                        if len(missing) == 1
                        else f"Названы приложения {numbers}, а в документе их нет: добавьте их или исправьте ссылку."
                    )
                    place = told.place if told.place.startswith("schedule_row") else f"{told.place}:{found[0]}"
                    yield at_place(section, "warning", "appendix-missing", message, place, told.spot)


def _schedule(section: SectionData) -> Iterator[Told]:
    for number, row in enumerate(section.schedule, 1):
        for field in ("kind", "content", "form"):
            yield Told(f"строка {number}", getattr(row, field), f"schedule_row:{row.id}:{field}")


def _act(found: re.Match[str], day: date, text: str) -> str:
    """What a cited paper is called: «от 28.08.2026 № 1»."""
    number = _NUMBER_OF.match(text, found.end())
    return f"от {day:%d.%m.%Y} №\u00a0{number[1]}" if number else f"от {day:%d.%m.%Y}"


def approval_day(data: ProgrammeData) -> date | None:
    """The day of the approval, of the order where the title page has none; None while both are unknown."""
    try:
        return date.fromisoformat(data.programme.approval_date)
    except ValueError:
        orders = (section.order.day for section in data.sections if section.order)
        return next((day for text in orders if (day := _first_day(text))), None)


def _first_day(text: str) -> date | None:
    found = _DAY.search(text)
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    month = int(found[2]) if found[2] else _MONTHS[found[3].lower()]
    try:
        return date(int(found[4]), month, int(found[1]))
    except ValueError:
        return None
