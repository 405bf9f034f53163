"""Counts so small that somebody could be recognised by them: told before the papers leave the school."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..queries import ProgrammeData, SectionData

FEWER_THAN = 5
"""Counts from 1 to below this are told. A usual threshold of statistics, not a norm of the form: a setting."""


@dataclass(frozen=True, slots=True)
class SmallNumber:
    """A count that is small: where it stands and how many people it means."""

    section_id: int
    place: str
    text: str
    count: int


def small_numbers(
    data: ProgrammeData, sections: Collection[SectionData], wave: str, fewer_than: int = FEWER_THAN
) -> list[SmallNumber]:
    """Small counts of people of these sections in one wave; a count of nobody names nobody."""
    wave_id = next((row.id for row in data.waves if row.key == wave), 0)
    return [one for section in sections for one in _of(section, wave_id, fewer_than)]


def _of(section: SectionData, wave_id: int, fewer_than: int) -> Iterator[SmallNumber]:
    for criterion in section.spec.criterion:
        for indicator in criterion.indicators:
            value = section.value(wave_id, indicator.key) if indicator.kind == "count" else None
            if value is not None and value.numerator is not None and 0 < value.numerator < fewer_than:
                text = f"{section.entry.number}: {criterion.title} — {value.numerator}"
                yield SmallNumber(section.section.id, f"criterion:{indicator.key}", text, value.numerator)
