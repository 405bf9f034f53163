"""Answers of one monitoring taken over from the one before: what is empty is filled, what was typed stays."""

from __future__ import annotations

import dataclasses

from ...models.errors import UserError
from ...models.monitoring import CriterionValue, Wave
from ..school_file import SchoolFile
from .content import criterion_fields, put_criterion


def copy_from_before(file: SchoolFile, section_id: int, wave: Wave) -> tuple[Wave, int]:
    """Fill the empty answers of a wave from the nearest earlier one that has any, as one step.

    Gives that wave and how many answers were taken; UserError where there is none.
    """
    rows = file.rows(CriterionValue, section_id=section_id)
    before = _before(file, rows, wave)
    stored = {row.key: row for row in rows if row.wave_id == wave.id}
    free = [
        row
        for row in rows
        if row.wave_id == before.id and row.given and not (row.key in stored and stored[row.key].given)
    ]
    if free:
        with file.transaction(f"Копия: {before.title[:1].lower()}{before.title[1:]}") as transaction:
            for row in free:
                place = stored.get(row.key) or dataclasses.replace(row, id=0, wave_id=wave.id)
                put_criterion(transaction, place, criterion_fields(row))
    return before, len(free)


def _before(file: SchoolFile, rows: list[CriterionValue], wave: Wave) -> Wave:
    filled = {row.wave_id for row in rows if row.given}
    earlier = []
    for one in file.rows(Wave):
        if one.id == wave.id:
            break
        if one.id in filled:
            earlier.append(one)
    if not earlier:
        raise UserError(f"До этапа «{wave.title}» ничего не заполнено: копировать нечего.")
    return earlier[-1]
