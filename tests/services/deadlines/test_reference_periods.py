"""Every period text of the real documents is understood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from shnor_desktop.services.deadlines import Deadline, Recurrence, control_date, parse_deadline


def period_column(rows: list[list[str]]) -> Iterator[str]:
    """The cells under «Сроки…» or «Контрольный срок»; not section rows (one text across) nor the row 1…8 of numbers."""
    column = -1
    for cells in rows:
        heads = [place for place, cell in enumerate(cells) if "срок" in cell.lower() and len(cell) < 40]
        if heads and len(set(cells)) > 3 and column in (-1, heads[0]):
            column = heads[0]
        elif 0 <= column < len(cells) and len(set(cells)) > 1 and not all(cell.isdigit() for cell in cells):
            yield cells[column]


@pytest.fixture(scope="module")
def period_texts(reference_dir: Path) -> set[str]:
    found: set[str] = set()
    for path in sorted(reference_dir.glob("*.docx")):
        for table in Document(str(path)).tables:
            found |= set(period_column([[cell.text.strip() for cell in row.cells] for row in table.rows]))
    return found


@pytest.fixture(scope="module")
def periods(period_texts: set[str]) -> dict[str, Deadline]:
    return {text: parse_deadline(text, (2020, 2022)) for text in period_texts}


def test_all_of_them_are_understood(periods: dict[str, Deadline]):
    unknown = [text for text, found in periods.items() if not found.known]
    assert unknown == []
    assert len(periods) >= 60


def test_about_half_have_dates_and_none_is_invented(periods: dict[str, Deadline]):
    dated = {text: found for text, found in periods.items() if found.spans}
    assert len(dated) >= 35
    for text, found in dated.items():
        years = {year for year in range(2019, 2025) if str(year) in text} or {2020, 2021, 2022}
        assert found.spans[0].start.year in years, text


def test_what_repeats_is_seen_to_repeat(periods: dict[str, Deadline]):
    for text, found in periods.items():
        if "ежегодно" in text.lower():
            assert found.recurrence is Recurrence.YEARLY, text
        if "раз в" in text.lower() or "раза в" in text.lower():
            assert found.recurrence is not Recurrence.NONE, text
        if "план" in text.lower():
            assert found.by_plan, text


def test_control_dates_of_the_schedule_are_days(period_texts: set[str]):
    days = [text for text in period_texts if text.endswith(" 2020") and text[0].isdigit()]
    assert len(days) == 4
    assert all(control_date(text) for text in days)
