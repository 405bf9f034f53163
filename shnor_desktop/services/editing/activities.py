"""Rows of a plan: groups, items and sub-items in one order; a group carries its items, an item its sub-items."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, TypeVar

from ...models.activities import ACTIVITY_LEVELS, Activity
from ...models.errors import UserError
from ..plan_rows import Levelled, spots
from ..reading import read_among
from ..school_file import SchoolFile
from .moving import Carry
from .rows import checked, insert_at, move

L = TypeVar("L", bound=Levelled)

NAMES = {"group": "раздел", "item": "мероприятие", "sub": "подпункт"}
"""What a level is called in the name of an action."""


def _rank(level: str) -> int:
    return ACTIVITY_LEVELS.index(level)


def rank_of(row: Levelled) -> int:
    """What a row owns: all that follows it and has a higher rank. A group over groups owns groups."""
    return _rank(row.level) - (row.level == "group" and bool(row.upper))


def block(rows: Sequence[L], index: int) -> list[L]:
    """The row at `index` with all rows that belong to it."""
    own = rank_of(rows[index])
    end = next((place for place in range(index + 1, len(rows)) if rank_of(rows[place]) <= own), len(rows))
    return list(rows[index:end])


def end_of_block(rows: Sequence[Levelled], index: int, level: str) -> int:
    """Where the rows end that would belong to a row of `level` at `index`."""
    end = index + 1
    while end < len(rows) and _rank(rows[end].level) > _rank(level):
        end += 1
    return end


def add(file: SchoolFile, section_id: int, after_id: int | None, level: str = "item", text: str = "") -> Activity:
    """Add a row after another one, or at the end; rows that belong to others are not taken from them."""
    rows = spots(file, section_id)
    index = next((end_of_block(rows, place, level) for place, row in enumerate(rows) if row.id == after_id), len(rows))
    with file.transaction(f"Добавлено: {NAMES[level]}") as transaction:
        new = Activity(section_id=section_id, level=level, text=checked(text))
        return insert_at(transaction, rows, index, [new])[0]


def remove(file: SchoolFile, section_id: int, ids: Sequence[int]) -> None:
    """Remove rows; what belonged to a removed group or item stays and moves under the row above."""
    name = "Удалено: строка плана" if len(ids) == 1 else f"Удалено строк плана: {len(ids)}"
    with file.transaction(name) as transaction:
        transaction.remove_all(Activity, ids)


def shift(file: SchoolFile, section_id: int, ids: Sequence[int], step: int) -> None:
    """Move rows, with all that belongs to them, one place up (`step` −1) or down (+1) past their neighbour's block.

    An item at the edge of its group goes over into the neighbouring group. Nothing happens where the rows would find
    no place to belong to, or take the rows of another.
    """
    rows = spots(file, section_id)
    carry = carried(rows, ids)
    _put(file, rows, carry, carry.step(step))


def move_to(file: SchoolFile, section_id: int, ids: Sequence[int], before_id: int | None) -> None:
    """Move rows, with all that belongs to them, before another row or to the end (None).

    Where they would tear others apart they go to the nearest place where they do not.
    """
    rows = spots(file, section_id)
    carry = carried(rows, ids)
    gap = next((place for place, row in enumerate(rows) if row.id == before_id), len(rows))
    _put(file, rows, carry, carry.landing(gap))


def carried(rows: Sequence[Levelled], ids: Sequence[int]) -> Carry:
    """The rows of a plan that go when those with these ids are moved."""
    wanted = set(ids)
    return Carry([rank_of(row) for row in rows], [place for place, row in enumerate(rows) if row.id in wanted])


def _put(file: SchoolFile, rows: Sequence[Levelled], carry: Carry, target: int | None) -> None:
    if target is None or carry.leads_nowhere(target):
        return
    moving = [rows[place] for place in carry.moving]
    name = NAMES[moving[0].level] if block(moving, 0) == moving else f"строк плана: {len(moving)}"
    move(file, Activity, rows, [row.id for row in moving], target, f"Перемещено: {name}")


def change_levels(file: SchoolFile, rows: Sequence[Levelled], step: int, *, two_levels: bool = False) -> None:
    """Make rows of the level below (+1) or above (−1); those that have none stay as they are.

    In a plan of two levels a group may become one over groups, and comes down from there first.
    """
    found = {row.id: _next_level(row.level, bool(row.upper), step, two_levels) for row in rows}
    fields = {id_: values for id_, values in found.items() if values}
    if len(fields) == 1:
        ((id_, values),) = fields.items()
        name = f"Строка стала: {'уровень плана' if values.get('upper') else NAMES[values.get('level', 'group')]}"
    else:
        name = f"Другой уровень строк: {len(fields)}"
    with file.transaction(name) as transaction:
        for same in ("level", "upper"):
            transaction.change_all(Activity, {id_: values for id_, values in fields.items() if same in values})


def _next_level(level: str, upper: bool, step: int, two_levels: bool) -> dict[str, Any]:
    """The fields of a row one level on; none where there is no such level."""
    rank = _rank(level) + step
    if upper:
        return {"upper": False} if step > 0 else {}
    if rank < 0:
        return {"upper": True} if two_levels else {}
    return {"level": ACTIVITY_LEVELS[rank]} if rank < len(ACTIVITY_LEVELS) else {}


def duplicate(file: SchoolFile, section_id: int, ids: Sequence[int]) -> list[Activity]:
    """Copy rows with all that belongs to them and put the copies together after the last of them."""
    rows = spots(file, section_id)
    places = carried(rows, ids).moving
    stored = {row.id: row for row in read_among(file.raw, Activity, "id", [rows[place].id for place in places])}
    copies = [dataclasses.replace(stored[rows[place].id], id=0, number="", linked_id=None) for place in places]
    index = end_of_block(rows, places[-1], min((rows[place].level for place in places), key=_rank)) if places else 0
    name = "Сделана копия строки" if len(ids) == 1 else f"Сделаны копии строк: {len(copies)}"
    with file.transaction(name) as transaction:
        return insert_at(transaction, rows, index, copies)


def renumber(file: SchoolFile, section_id: int) -> int:
    """Take away the numbers that were typed or came from a document, so that the program gives its own; how many."""
    rows = file.rows(Activity, section_id=section_id)
    typed = {row.id: {"number": ""} for row in rows if row.number}
    if typed:
        with file.transaction("Номера по порядку") as transaction:
            transaction.change_all(Activity, typed)
    return len(typed)


def parse_percent(text: str) -> int | None:
    """A per cent as typed («60», «60 %») or None for an empty field; UserError for anything else."""
    digits = text.replace("%", "").replace("\u00a0", "").strip()
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > 3 or int(digits) > 100:
        raise UserError("Процент выполнения — целое число от 0 до 100.")
    return int(digits)
