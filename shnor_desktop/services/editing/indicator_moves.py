"""Tasks with their indicators: moved, also from one task to another, and removed together."""

from __future__ import annotations

from collections.abc import Sequence

from ...models.entity import Entity
from ...models.indicators import Indicator, Task
from ..school_file import SchoolFile
from .content import KINDS, move_rows
from .moving import Carry
from .rows import room_for

Row = Task | Indicator


def shift(file: SchoolFile, section_id: int, rows: Sequence[Row], step: int) -> None:
    """Move tasks or indicators one place up (−1) or down (+1); an indicator goes over into the neighbouring task."""
    order = _in_order(file, section_id)
    carry = carried(order, rows)
    _put(file, order, carry, carry.step(step))


def move_to(file: SchoolFile, section_id: int, rows: Sequence[Row], before: Row | None) -> None:
    """Move tasks or indicators before another row, or to the end; where tasks are among them, tasks alone are moved."""
    order = _in_order(file, section_id)
    carry = carried(order, rows)
    gap = next((n for n, row in enumerate(order) if before is not None and _same(row, before)), len(order))
    _put(file, order, carry, carry.landing(gap))


def _in_order(file: SchoolFile, section_id: int) -> list[Row]:
    order: list[Row] = []
    for task in file.rows(Task, section_id=section_id):
        order += [task, *file.rows(Indicator, task_id=task.id)]
    return order


def remove(file: SchoolFile, rows: Sequence[Row]) -> None:
    """Remove tasks with all their indicators, and indicators of tasks that stay."""
    tasks = [row.id for row in rows if isinstance(row, Task)]
    alone = [row.id for row in rows if isinstance(row, Indicator) and row.task_id not in tasks]
    if not tasks:
        name = f"Удалено: {KINDS[Indicator].name}" if len(alone) == 1 else f"Удалено показателей: {len(alone)}"
    else:
        name = "Удалено: задача с показателями" if len(tasks) == 1 and not alone else f"Удалено строк: {len(rows)}"
    with file.transaction(name) as transaction:
        transaction.remove_all(Indicator, alone)
        transaction.remove_all(Task, tasks)


def carried(order: Sequence[Row], rows: Sequence[Row]) -> Carry:
    """What goes when these rows of a table of tasks and indicators are moved."""
    kind = Task if any(isinstance(row, Task) for row in rows) else Indicator
    ids = {row.id for row in rows if isinstance(row, kind)}
    chosen = [place for place, row in enumerate(order) if isinstance(row, kind) and row.id in ids]
    return Carry([int(isinstance(row, Indicator)) for row in order], chosen)


def _put(file: SchoolFile, order: Sequence[Row], carry: Carry, target: int | None) -> None:
    if target is None or carry.leads_nowhere(target):
        return
    moving = [order[place] for place in carry.moving]
    after = order[carry.others[target]] if target < len(carry.others) else None
    if isinstance(moving[0], Task):
        move_rows(file, [row for row in moving if isinstance(row, Task)], after)
        return
    above = order[carry.others[target - 1]]
    task_id = above.id if isinstance(above, Task) else above.task_id
    _move_indicators(file, [row.id for row in moving], task_id, after if isinstance(after, Indicator) else None)


def _move_indicators(file: SchoolFile, ids: Sequence[int], task_id: int, before: Indicator | None) -> None:
    siblings = [row for row in file.rows(Indicator, task_id=task_id) if row.id not in ids]
    index = next((n for n, row in enumerate(siblings) if before is not None and row.id == before.id), len(siblings))
    name = KINDS[Indicator].name if len(ids) == 1 else f"показателей: {len(ids)}"
    with file.transaction(f"Перемещено: {name}") as transaction:
        places = room_for(transaction, Indicator, siblings, index, len(ids))
        fields = ({"task_id": task_id, "position": place} for place in places)
        transaction.change_all(Indicator, dict(zip(ids, fields, strict=True)))


def _same(row: Entity, other: Entity) -> bool:
    return type(row) is type(other) and row.id == other.id
