"""Every form of a season's name means its three months."""

from __future__ import annotations

from datetime import date

import pytest

from shnor_desktop.services.deadlines import parse_deadline

SEASONS = {
    (date(2026, 3, 1), date(2026, 5, 31)): ("весна", "весны", "весной", "весну"),
    (date(2026, 6, 1), date(2026, 8, 31)): ("лето", "лета", "летом"),
    (date(2026, 9, 1), date(2026, 11, 30)): ("осень", "осени", "осенью"),
}
FORMS = [(word, days) for days, words in SEASONS.items() for word in words]


@pytest.mark.parametrize(("word", "days"), FORMS)
def test_a_season_is_its_months(word: str, days: tuple[date, date]):
    (span,) = parse_deadline(f"{word} 2026 года", None).spans
    assert (span.start, span.end) == days


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("с весны по осень 2026", date(2026, 11, 30)),
        ("до конца лета 2026", date(2026, 8, 31)),
        ("до конца осени 2026", date(2026, 11, 30)),
        ("до конца весны 2026", date(2026, 5, 31)),
    ],
)
def test_other_cases_of_the_word_too(text: str, last: date):
    assert parse_deadline(text, (2026, 2026)).due == last
