"""What a row of the reporting schedule asks for: the wave, the sections and the days on which it is due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ...models.monitoring import Wave
from ...models.programme import ScheduleRow
from ..deadlines import Span, occurrences, parse_deadline
from ..folding import fold
from ..overview import years_of
from ..queries import ProgrammeData, SectionData
from ..waves import first_year, wave_for

_APPENDICES = re.compile(r"приложени\w*\s*(?:№\s*)?((?:\d{1,2}\s*(?:,|и|;|\)|$|\s)\s*)+)")
_CHAPTER = re.compile(r"раздел\w*\s+(\d+(?:\.\d+)*)")
_NUMBER = re.compile(r"\d+")
_STEM = 5
"""Letters of a wave's name by which it is found in a row: «входн», «проме», «итого»."""


@dataclass(frozen=True, slots=True)
class Request:
    """One report that is due: the schedule's row, the day, the wave (None where it names none), the sections."""

    row: ScheduleRow
    day: date | None
    wave: Wave | None
    sections: tuple[SectionData, ...]

    @property
    def title(self) -> str:
        """What is due and when."""
        name = " ".join(self.row.kind.split())
        return f"{self.day:%d.%m.%Y} — {name}" if self.day else name


def requests(data: ProgrammeData) -> list[Request]:
    """Every report of the schedule, one for each of its days, in the order of the days; undated ones last."""
    found = [
        Request(row, day, wave_of(data, row, day), sections_of(data, row))
        for section in data.sections
        for row in section.schedule
        for day in days_of(data, row)
    ]
    return sorted(found, key=lambda request: request.day or date.max)


def next_request(data: ProgrammeData, today: date) -> Request | None:
    """The report that is due next, today included."""
    return next((request for request in requests(data) if request.day and request.day >= today), None)


def days_of(data: ProgrammeData, row: ScheduleRow) -> list[date | None]:
    """The control dates of a row within the programme's years; [None] where its text has none."""
    years = years_of(data)
    deadline = parse_deadline(row.control_date, years)
    if years is None:
        return [deadline.spans[0].end if deadline.spans else None]
    whole = Span(date(years[0], 1, 1), date(years[1], 12, 31) + timedelta(days=31))
    days = sorted({span.end for span in occurrences(deadline, whole)})
    return list(days) or [None]


def wave_of(data: ProgrammeData, row: ScheduleRow, day: date | None = None) -> Wave | None:
    """The wave whose name the row begins with, of the day's year: «Входной мониторинг реализации Программы»."""
    words = fold(row.kind).split()
    for wave in data.waves:
        name = fold(wave.title).split()
        if name and any(word.startswith(name[0][:_STEM]) for word in words):
            return wave_for(data.waves, wave.kind, day, years_of(data))
    return None


def year_to_add(data: ProgrammeData, request: Request) -> int:
    """The year of a report whose waves the programme does not have yet; 0 where they are there, or no year is known.

    What is due in January tells of the year before.
    """
    if request.wave is None or request.day is None or not any(one.spec.waves for one in request.sections):
        return 0
    year = request.day.year - (request.day.month == 1)
    own = request.wave.year or first_year(data.waves, years_of(data))
    return year if 0 < own < year else 0


def sections_of(data: ProgrammeData, row: ScheduleRow) -> tuple[SectionData, ...]:
    """The sections that the row names: «приложение 1, 2», «Приложение 3», «раздел 7»; in the outline's order."""
    text = fold(f"{row.kind}\n{row.form}")
    numbers = {number for found in _APPENDICES.findall(text) for number in _NUMBER.findall(found)}
    chapters = set(_CHAPTER.findall(text))
    return tuple(section for section in data.sections if _named(section, numbers, chapters))


def _named(section: SectionData, appendices: set[str], chapters: set[str]) -> bool:
    number = ".".join(_NUMBER.findall(section.entry.number))
    return number in (appendices if section.section.numbering == "appendix" else chapters)
