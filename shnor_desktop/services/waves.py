"""Monitoring waves of the programme's years: the form names those of a year, the years after the first repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ..models.monitoring import YEAR_MARK, Wave
from .deadlines import control_date
from .formats import Format, SectionSpec, WaveSpec

_OF_YEAR = re.compile(r"\s+((?:19|20)\d\d)\s*(?:года?|г\.?)?\s*$", re.IGNORECASE)


def asked(spec: SectionSpec, wave: Wave) -> bool:
    """Whether a section asks for a wave, in whatever year."""
    return wave.kind in spec.waves


def year_key(kind: str, year: int) -> str:
    """The key of a form's wave in a further year; the plain key for 0, the first year."""
    return f"{kind}{YEAR_MARK}{year}" if year else kind


def year_title(title: str, year: int) -> str:
    """«Входной мониторинг 2027 года»; the plain title for 0, the first year."""
    return f"{title} {year} года" if year else title


def without_year(text: str) -> tuple[str, int]:
    """«Входной мониторинг 2027 года» → the title and the year, 0 where it names none."""
    found = _OF_YEAR.search(text)
    return (text[: found.start()], int(found[1])) if found else (text, 0)


def wave_of_year(spec: WaveSpec, year: int) -> Wave:
    """A form's wave in a further year, with the form's usual date."""
    as_of = spec.as_of.format(year_from=year)
    return Wave(key=year_key(spec.key, year), title=year_title(spec.title, year), as_of=as_of)


def title_of(form: Format, key: str) -> str:
    """What the wave of a key is called; empty where the form has no such wave."""
    wave = Wave(key=key)
    return next((year_title(spec.title, wave.year) for spec in form.wave if spec.key == wave.kind), "")


def first_year(waves: Iterable[Wave], years: tuple[int, int] | None) -> int:
    """The year of the waves that tell none: the programme's first, else that of their dates, else 0."""
    if years is not None and years[0]:
        return years[0]
    days = [control_date(wave.as_of, None) for wave in waves if not wave.year]
    return min((day.year for day in days if day is not None), default=0)


def wave_for(waves: Iterable[Wave], kind: str, day: date | None, years: tuple[int, int] | None) -> Wave | None:
    """The wave of a kind that a report of a day tells of: the last that had come by then, else the first."""
    known = list(waves)
    usual = first_year(known, years)
    found: Wave | None = None
    for wave in known:
        if wave.kind == kind and (found is None or (day is not None and _since(wave, usual, years) <= day)):
            found = wave
    return found


def _since(wave: Wave, usual: int, years: tuple[int, int] | None) -> date:
    """The day from which a wave is the one to report: its own, else the first of its year."""
    year = wave.year or usual
    day = control_date(wave.as_of, years)
    if day is not None and (not year or day.year == year):
        return day
    return date(year, 1, 1) if year else date.min
