"""Rows of a plan: groups, items and sub-items in one order; a group carries its items, an item its sub-items."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ...models.activities import ACTIVITY_LEVELS, Activity
from ...models.errors import UserError
from ..school_file import SchoolFile
from .rows import checked, insert_at, move

NAMES = {"group": "раздел", "item": "мероприятие", "sub": "подпункт"}
"""What a level is called in the name of an action."""


def block(rows: Sequence[Activity], index: int) -> list[Activity]:
    """The row at `index` with all rows that belong to it."""
    rank = ACTIVITY_LEVELS.index(rows[index].level)
    end = index + 1
    while end < len(rows) and ACTIVITY_LEVELS.index(rows[end].level) > rank:
        end += 1
    return list(rows[index:end])


def add(file: SchoolFile, section_id: int, after_id: int | None, level: str = "item", text: str = "") -> Activity:
    """Add a row after another one (with all that belongs to it when of the same or a higher level), or at the end."""
    rows = file.rows(Activity, section_id=section_id)
    index = len(rows)
    for place, row in enumerate(rows):
        if row.id == after_id:
            deeper = ACTIVITY_LEVELS.index(level) > ACTIVITY_LEVELS.index(row.level)
            index = place + (1 if deeper else len(block(rows, place)))
            if level == "group":
                while index < len(rows) and rows[index].level != "group":
                    index += 1
    with file.transaction(f"Добавлено: {NAMES[level]}") as transaction:
        new = Activity(section_id=section_id, level=level, text=checked(text))
        return insert_at(transaction, rows, index, [new])[0]


def remove(file: SchoolFile, section_id: int, ids: Sequence[int]) -> None:
    """Remove rows; what belonged to a removed group or item stays and moves under the row above."""
    name = "Удалено: строка плана" if len(ids) == 1 else f"Удалено строк плана: {len(ids)}"
    with file.transaction(name) as transaction:
        for id_ in ids:
            transaction.remove(Activity, id_)


def shift(file: SchoolFile, section_id: int, id_: int, step: int) -> None:
    """Move a row, with all that belongs to it, one place up (`step` −1) or down (+1) past its neighbour's block.

    An item at the edge of its group goes over into the neighbouring group.
    """
    rows = file.rows(Activity, section_id=section_id)
    index = next((n for n, row in enumerate(rows) if row.id == id_), None)
    if index is None:
        return
    moving = block(rows, index)
    others = [row for row in rows if row not in moving]
    rank = ACTIVITY_LEVELS.index(rows[index].level)
    target = index
    if step < 0:
        target -= 1
        while target > 0 and ACTIVITY_LEVELS.index(others[target].level) > rank:
            target -= 1
    else:
        target += 1
        while target < len(others) and ACTIVITY_LEVELS.index(others[target].level) > rank:
            target += 1
    if target == 0 and rank and others and others[0].level == "group":
        return  # above the first group there is no place for an item
    if 0 <= target <= len(others) and target != index:
        move(file, Activity, rows, [row.id for row in moving], target, f"Перемещено: {NAMES[rows[index].level]}")


def set_level(file: SchoolFile, row: Activity, level: str) -> None:
    """Make a row a group, an item or a sub-item."""
    if level not in ACTIVITY_LEVELS:
        raise ValueError(level)
    with file.transaction(f"Строка стала: {NAMES[level]}") as transaction:
        transaction.change(Activity, row.id, level=level)


def duplicate(file: SchoolFile, section_id: int, id_: int) -> Activity:
    """Copy a row with all that belongs to it and put the copy after it."""
    rows = file.rows(Activity, section_id=section_id)
    index = next(n for n, row in enumerate(rows) if row.id == id_)
    originals = block(rows, index)
    copies = [dataclasses.replace(row, id=0, number="", linked_id=None) for row in originals]
    with file.transaction("Сделана копия строки") as transaction:
        return insert_at(transaction, rows, index + len(originals), copies)[0]


def parse_percent(text: str) -> int | None:
    """A per cent as typed («60», «60 %») or None for an empty field; UserError for anything else."""
    digits = text.replace("%", "").replace("\u00a0", "").strip()
    if not digits:
        return None
    if not digits.isdigit() or int(digits) > 100:
        raise UserError("Процент выполнения — целое число от 0 до 100.")
    return int(digits)
