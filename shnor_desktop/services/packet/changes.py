"""What changed in the appendices since the wave before: told before the papers go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models.monitoring import Wave
from .. import shares
from ..formats import IndicatorSpec
from ..queries import ProgrammeData, SectionData


@dataclass(frozen=True, slots=True)
class Changed:
    """An indicator with its value then and now, as they are shown."""

    section_id: int
    place: str
    text: str
    was: str
    became: str


def wave_before(data: ProgrammeData, sections: Sequence[SectionData], key: str) -> Wave | None:
    """The nearest wave before the one of that key that has values in these sections."""
    filled = {value.wave_id for section in sections for value in section.values if value.given}
    before: Wave | None = None
    for wave in data.waves:
        if wave.key == key:
            return before
        before = wave if wave.id in filled else before
    return None


def changes(data: ProgrammeData, sections: Sequence[SectionData], key: str) -> list[Changed]:
    """Every indicator that is given in both waves and differs; shares follow from their counts and are not told."""
    before = wave_before(data, sections, key)
    now = next((wave for wave in data.waves if wave.key == key), None)
    if before is None or now is None:
        return []
    return [one for section in sections for one in _of(section, before, now)]


def _of(section: SectionData, before: Wave, now: Wave) -> Iterator[Changed]:
    for criterion in section.spec.criterion:
        for indicator in criterion.indicators:
            was, became = (_shown(section, wave, indicator) for wave in (before, now))
            if indicator.kind != "share" and was and became and was != became:
                place = f"criterion:{indicator.key}:{now.key}"
                text = f"{section.entry.number}: «{indicator.label}» — {criterion.title}"
                yield Changed(section.section.id, place, text, was, became)


def _shown(section: SectionData, wave: Wave, indicator: IndicatorSpec) -> str:
    value = section.value(wave.id, indicator.key)
    return shares.shown(value, indicator.kind) if value is not None and value.given else ""
