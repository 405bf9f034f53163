"""A further year of monitoring: the form's waves once more, with their dates; a year without answers can go again."""

from __future__ import annotations

from ...models.errors import UserError
from ...models.monitoring import CriterionValue, Wave
from .. import ordering
from ..formats import Format
from ..school_file import SchoolFile
from ..waves import first_year, wave_of_year

_LAST = 2100


def next_year(file: SchoolFile, years: tuple[int, int] | None) -> int:
    """The year that comes after those the file has waves of; 0 where the first one is not known."""
    waves = file.rows(Wave)
    last = max((wave.year for wave in waves), default=0) or first_year(waves, years)
    return last + 1 if 0 < last < _LAST else 0


def add_year(file: SchoolFile, form: Format, year: int) -> None:
    """Add the form's waves of a year behind the others, as one step."""
    waves = file.rows(Wave)
    if any(wave.year == year for wave in waves):
        raise UserError(f"Мониторинг {year} года уже есть: выберите его в списке лет.")
    position = max((wave.position for wave in waves), default=0)
    with file.transaction(f"Мониторинг {year} года") as transaction:
        for number, spec in enumerate(form.wave, 1):
            made = wave_of_year(spec, year)
            place = position + number * ordering.STEP
            transaction.add(Wave(position=place, key=made.key, title=made.title, as_of=made.as_of))


def remove_year(file: SchoolFile, year: int) -> None:
    """Take a further year's waves away; UserError while any answer stands in them."""
    ids = [wave.id for wave in file.rows(Wave) if wave.year == year and year]
    values = [value for value in file.rows(CriterionValue) if value.wave_id in ids]
    if any(value.given for value in values):
        raise UserError(f"В мониторинге {year} года уже есть ответы: сначала очистите его колонки.")
    if ids:
        with file.transaction(f"Убран мониторинг {year} года") as transaction:
            transaction.remove_all(CriterionValue, [value.id for value in values])
            transaction.remove_all(Wave, ids)
