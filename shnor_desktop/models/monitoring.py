"""Monitoring waves and the values of the criteria of Приложения 1 and 2."""

from __future__ import annotations

from dataclasses import field

from .entity import Entity, entity, owned_by

YEAR_MARK = "@"
"""Stands before the year in the key of a wave of a further year."""


@entity("wave")
class Wave(Entity):
    """A monitoring wave: входной, промежуточный, итоговый; `as_of` is its date as typed.

    The waves of the programme's first year have the keys of the form («entry»), those of a further year tell it
    («entry@2027»).
    """

    position: int = 0
    key: str = ""
    title: str = ""
    as_of: str = ""

    @property
    def kind(self) -> str:
        """The form's wave that this one is, in whatever year."""
        return self.key.partition(YEAR_MARK)[0]

    @property
    def year(self) -> int:
        """The further year that the wave belongs to; 0 for the programme's first."""
        year = self.key.partition(YEAR_MARK)[2]
        return int(year) if year.isdecimal() else 0


@entity("criterion_value")
class CriterionValue(Entity):
    """What a school gives for one indicator of a criterion in one wave.

    `value` is a number or text as typed; a count out of a whole stands in `numerator` and `denominator` and its
    share is computed, never stored. `no_data` is the answer «нет данных», which is neither empty nor zero.
    """

    section_id: int = field(default=0, metadata=owned_by("Section"))
    wave_id: int = field(default=0, metadata=owned_by("Wave"))
    key: str = ""
    value: str = ""
    numerator: int | None = None
    denominator: int | None = None
    no_data: bool = False

    @property
    def given(self) -> bool:
        """Whether anything was answered; a whole without its part is no answer."""
        return self.no_data or bool(self.value.strip()) or self.numerator is not None
