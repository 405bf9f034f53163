"""Periods as people type them → a `Deadline`.

An own table-driven grammar, not a library, for what was measured on 33 spellings of real documents. dateparser 1.5
answered 8, five of them with an invented day («Февраль» and «2021» got today's, «1-2 месяца» two months ago, «в течение
года» a year ahead), at 0.26 s for import and first call. natasha's extractor saw something in 14, lost one end of every
range of months, took 31 February and read «1.9.26» as 1926, for 80 MB of wheels. Neither knows what repeats. Here a
text is understood whole or not at all.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from shnor_desktop.services.deadlines.cores import UnclearError
from shnor_desktop.services.deadlines.model import UNKNOWN, Deadline, Recurrence
from shnor_desktop.services.deadlines.reading import read
from shnor_desktop.services.deadlines.resolve import Programme, resolve
from shnor_desktop.services.years import FIRST_YEAR, LAST_YEAR


def parse_deadline(text: str, years: tuple[int, int] | None = None, context_year: int | None = None) -> Deadline:
    """What the typed period means; never raises, and answers `UNKNOWN` rather than guess.

    A period without a year belongs to `context_year` (the year a table or its heading is about), else to the first of
    the programme's `years`: a bare month is that one month and does not repeat. «в течение года» is about every year
    of the programme. Without either a month is remembered as a season, without dates. A school year runs from
    1 September to 31 August; in a list like «октябрь, февраль» the second month belongs to the next year where the
    programme reaches it. «I полугодие» without a year may be the school's or the calendar's and stays without dates.
    """
    return _understood(text, _programme(years, context_year))


def control_date(text: str, years: tuple[int, int] | None = None, context_year: int | None = None) -> date | None:
    """The first day of reckoning a reporting schedule names («20 апреля 2020», «ежегодно до 15 декабря»), if any.

    A whole month or quarter is due on its last day. Of what comes round, `next_occurrence` tells the days that follow.
    """
    found = parse_deadline(text, years, context_year)
    return found.spans[0].end if found.spans and found.recurrence is not Recurrence.CONSTANT else None


@lru_cache(maxsize=1024)
def _understood(text: str, programme: Programme) -> Deadline:
    """A plan of 10,000 rows repeats some forty texts: each is read once."""
    try:
        return resolve(read(text), programme)
    except UnclearError:
        return UNKNOWN


def _programme(years: tuple[int, int] | None, context_year: int | None) -> Programme:
    """The years to fall back on; what cannot be a year is as good as none."""
    first, last = years or (0, 0)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        first = last = 0
    context = context_year if context_year and FIRST_YEAR <= context_year <= LAST_YEAR else 0
    return Programme(first, last, context)
