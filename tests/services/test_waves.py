"""Waves of the programme's years: their keys, titles and which of them a report tells of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.monitoring import Wave
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.waves import (
    asked,
    first_year,
    title_of,
    wave_for,
    wave_of_year,
    without_year,
    year_key,
    year_title,
)

FORM = load_format("school-programme")
YEARS = (2026, 2028)
FIRST = [Wave(key=one.key, title=one.title, as_of=one.as_of.format(year_from=2026)) for one in FORM.wave]
NEXT = [wave_of_year(one, 2027) for one in FORM.wave]


def test_a_further_year_repeats_the_waves_of_the_form():
    entry = NEXT[0]
    assert (entry.key, entry.title, entry.as_of) == ("entry@2027", "Входной мониторинг 2027 года", "01.01.2027")
    assert (entry.kind, entry.year) == ("entry", 2027) and (FIRST[0].kind, FIRST[0].year) == ("entry", 0)
    assert title_of(FORM, "entry@2027") == entry.title and title_of(FORM, "entry") == "Входной мониторинг"
    assert title_of(FORM, "spring@2027") == ""
    appendix = next(section for section in FORM.section if section.key == "appendix_1")
    assert asked(appendix, entry) and not asked(appendix, Wave(key="spring@2027"))


@given(st.sampled_from([one.title for one in FORM.wave]), st.integers(1990, 2090) | st.just(0))
def test_a_title_gives_its_year_back(title: str, year: int):
    assert without_year(year_title(title, year)) == (title, year)
    wave = Wave(key=year_key("entry", year))
    assert (wave.kind, wave.year) == ("entry", year)


@pytest.mark.parametrize(
    ("waves", "kind", "day", "expected"),
    [
        (FIRST, "entry", date(2026, 4, 20), "entry"),
        (FIRST, "entry", date(2027, 4, 20), "entry"),
        ([*FIRST, *NEXT], "entry", date(2026, 4, 20), "entry"),
        ([*FIRST, *NEXT], "entry", date(2027, 4, 20), "entry@2027"),
        ([*FIRST, *NEXT], "final", date(2026, 12, 15), "final"),
        ([*FIRST, *NEXT], "final", date(2027, 1, 15), "final"),
        ([*FIRST, *NEXT], "final", date(2028, 12, 15), "final@2027"),
        ([*FIRST, *NEXT], "final", None, "final"),
    ],
)
def test_a_report_tells_of_the_last_wave_that_had_come(waves: list[Wave], kind: str, day: date | None, expected: str):
    found = wave_for(waves, kind, day, YEARS)
    assert found is not None and found.key == expected


def test_a_wave_without_a_date_counts_from_its_year():
    waves = [Wave(key="entry", as_of=""), Wave(key="entry@2027", as_of="")]
    for day, key in ((date(2026, 12, 31), "entry"), (date(2027, 1, 1), "entry@2027")):
        found = wave_for(waves, "entry", day, YEARS)
        assert found is not None and found.key == key
    assert wave_for(waves, "final", date(2027, 1, 1), YEARS) is None


def test_the_first_year_is_the_programmes_else_that_of_the_dates():
    assert first_year(FIRST, YEARS) == 2026
    assert first_year([Wave(key="entry", as_of="01.01.2024"), *NEXT], None) == 2024
    assert first_year([Wave(key="entry")], None) == 0
