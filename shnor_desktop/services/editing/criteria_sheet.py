"""Приложения 1 and 2 as a table that a block can be written into: facts are typed, everything else is the form's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...models.errors import UserError
from ...models.monitoring import CriterionValue
from ..formats import IndicatorSpec
from ..school_file import SchoolFile
from ..shares import NO_DATA, count_text, parse_value
from .content import criterion_fields, put_criterion
from .sheet import Edits, refused

_WAVE = "wave:"


@dataclass(frozen=True)
class CriteriaSheet:
    """The indicators of a section in order; a field «wave:3» is the column of a wave."""

    file: SchoolFile
    section_id: int
    indicators: Sequence[IndicatorSpec]
    fields: Sequence[str]
    stored: Mapping[tuple[int, str], CriterionValue]
    refusal: str = "Скопировано больше строк, чем показателей в форме. Выберите ячейку выше."

    @property
    def height(self) -> int:
        """Number of indicators."""
        return len(self.indicators)

    def fixed(self, field: str) -> bool:
        """All but the facts is the form's or computed."""
        return not field.startswith(_WAVE)

    def heading(self, row: int) -> bool:
        """There are none."""
        return False

    def takes(self, row: int, field: str) -> bool:
        """A share is computed from its count."""
        return not self.fixed(field) and self.indicators[row].kind != "share"

    def typed(self, row: int, field: str) -> str:
        """The fact as it would be typed."""
        value = self.stored.get((_wave(field), self.indicators[row].key)) if not self.fixed(field) else None
        return count_text(value) if value else ""

    def pause(self, part: float) -> None:
        """There are never so many that anybody would have to wait."""

    def write(self, name: str, edits: Edits, added: Sequence[Mapping[str, str]] = ()) -> None:
        """Write facts as one action."""
        if added:
            raise UserError(self.refusal)
        ready = {
            (_wave(field), self.indicators[row].key): _fields(self.indicators[row], text)
            for (row, field), text in edits.items()
        }
        with self.file.transaction(name) as transaction:
            for (wave_id, key), fields in ready.items():
                place = CriterionValue(section_id=self.section_id, wave_id=wave_id, key=key)
                put_criterion(transaction, self.stored.get((wave_id, key), place), fields)


def _wave(field: str) -> int:
    return int(field.removeprefix(_WAVE))


def _fields(spec: IndicatorSpec, text: str) -> dict[str, Any]:
    """What is stored for a text; UserError names the text that cannot be taken."""
    value = parse_value(text, spec.kind)
    if spec.kind == "choice" and value.value:
        value = CriterionValue(value=_choice(spec, value.value))
    try:
        return criterion_fields(value)
    except UserError as error:
        raise refused(text, error) from error


def _choice(spec: IndicatorSpec, text: str) -> str:
    """The form's choice that a text names."""
    found = next((choice for choice in spec.choices if choice.casefold() == text.strip().casefold()), None)
    if found is None:
        raise refused(text, UserError(f"Здесь выбирают: {', '.join((*spec.choices, NO_DATA))}."))
    return found
