"""What is still empty for a control date: said before the papers are made, never a reason not to make them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..queries import ProgrammeData, SectionData


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a report asks for and that is not there: which section's page holds it, where, and its name."""

    section_id: int
    place: str
    text: str


def missing(data: ProgrammeData, sections: Sequence[SectionData], wave: str) -> list[Gap]:
    """Every gap of these sections: unanswered criteria of the wave, diary rows without a per cent, targets not told."""
    wave_id = next((row.id for row in data.waves if row.key == wave), 0)
    return [gap for section in sections for gap in _of(section, wave_id)]


def _of(section: SectionData, wave_id: int) -> Iterator[Gap]:
    id_, name = section.section.id, section.entry.number or section.section.title
    for criterion in section.spec.criterion:
        for indicator in criterion.indicators:
            value = section.value(wave_id, indicator.key)
            if indicator.kind != "share" and not (value is not None and value.given):
                yield Gap(id_, f"criterion:{indicator.key}", f"{name}: «{indicator.label}» — {criterion.title}")
    if section.section.kind == "activities" and any(column.field == "percent" for column in section.spec.columns):
        for entry in section.activities:
            if entry.row.level == "item" and entry.row.text.strip() and entry.row.percent is None:
                yield Gap(id_, f"activity:{entry.row.id}:percent", f"{name}: {entry.number} {entry.row.text}")
    for task in section.tasks:
        for one in task.indicators:
            if not one.row.achieved.strip():
                yield Gap(id_, f"indicator:{one.row.id}:achieved", f"{name}: {one.row.text}")
