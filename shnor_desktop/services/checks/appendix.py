"""Приложение 1 against the results it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from ..appendix_offers import OTHERWISE, offers, standing
from ..overview import years_of
from ..queries import ProgrammeData
from ..shares import shown
from .finding import Finding, at_place, short

_LONGEST = 60


def appendix_values(data: ProgrammeData) -> Iterator[Finding]:
    """What was typed for a row says what the results say; where it does not, the person decides."""
    if not data.results:
        return
    for section in data.sections:
        specs = {one.key: one for one in section.spec.indicators}
        for wave in data.waves:
            for key, offer in offers(section.spec, wave, years_of(data), data.results, data.methods).items():
                value = section.value(wave.id, key)
                if value is not None and standing(value, offer) == OTHERWISE:
                    typed = short(shown(value, specs[key].kind), _LONGEST)
                    said = short(offer.value, _LONGEST)
                    message = f"{specs[key].label}: вписано «{typed}», по результатам – «{said}»."
                    place = f"criterion_value:{value.id}:{key}"
                    yield at_place(section, "warning", "appendix-differs", message, place, wave.title)
