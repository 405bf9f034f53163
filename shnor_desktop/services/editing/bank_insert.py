"""From a bank into the programme: what was chosen becomes rows, all in one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from ...models.activities import ACTIVITY_LEVELS, Activity
from ...models.indicators import Indicator
from ...models.risks import MeasureReason
from ..banks.model import BankIndicator, Measure
from ..plan_rows import Levelled, spots
from ..school_file import SchoolFile
from .rows import checked, insert_at

NAMELESS_FIGURES = ("имеется/не имеется",)
"""Units whose example target is no figure that a school must find for itself."""


def insert_measures(
    file: SchoolFile, section_id: int, after_id: int | None, measures: Sequence[Measure], sign: str = ""
) -> list[Activity]:
    """Put measures into a plan after a row (with its sub-items; right below a group), or at the end.

    `sign` says what they answer, and is kept beside them.
    """
    if not measures:
        return []
    rows = spots(file, section_id)
    new = [
        Activity(
            section_id=section_id,
            text=checked(one.text),
            period=checked(one.period),
            responsible=checked(one.responsible),
            result=checked(one.result),
        )
        for one in measures
    ]
    with file.transaction(step_name(len(new))) as transaction:
        stored = insert_at(transaction, rows, _place(rows, after_id), new)
        if sign:
            transaction.add_all([MeasureReason(activity_id=row.id, sign=sign) for row in stored])
        return stored


def insert_indicators(
    file: SchoolFile, task_id: int, indicators: Sequence[BankIndicator], after_id: int | None = None
) -> list[Indicator]:
    """Put indicators under a task after one of its own, or at the end.

    A target in figures is the school's decision: the bank's example stays in the bank, and the row asks for one.
    """
    if not indicators:
        return []
    rows = file.rows(Indicator, task_id=task_id)
    index = next((place + 1 for place, row in enumerate(rows) if row.id == after_id), len(rows))
    new = [
        Indicator(
            task_id=task_id,
            text=checked(one.text),
            unit=checked(one.unit),
            comparison=checked(one.comparison),
            target=checked(one.target) if one.unit in NAMELESS_FIGURES else "",
            note=checked(one.counted),
        )
        for one in indicators
    ]
    with file.transaction(step_name(len(new))) as transaction:
        return insert_at(transaction, rows, index, new)


def step_name(count: int) -> str:
    """What the step is called in the history."""
    return f"Вставлено из банка: {count}"


def _place(rows: Sequence[Levelled], after_id: int | None) -> int:
    """Where an item goes so that it takes no sub-items of the one above."""
    for place, row in enumerate(rows):
        if row.id == after_id:
            place += 1
            while row.level != "group" and place < len(rows) and rows[place].level == ACTIVITY_LEVELS[-1]:
                place += 1
            return place
    return len(rows)
