"""From the roadmap into the diary: what was chosen becomes linked rows, all in one step that can be undone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ...models.activities import Activity
from ..diary import DIARY, bare, section_of
from ..reading import read_among
from ..school_file import SchoolFile
from ..wording import plural
from .deadline_moves import copy_moves
from .following import COPIED, STATUS
from .rows import insert_at

if TYPE_CHECKING:
    from ..transaction import Transaction

Chosen = tuple[int, int]
"""A row of the roadmap and the diary's direction it goes to; 0 is the end of the diary."""


def take(file: SchoolFile, chosen: Sequence[Chosen]) -> list[Activity]:
    """Put roadmap rows at the end of their directions, linked; those that are linked already are passed over.

    A diary row of the same text that has no link (one that came from Word) is linked instead of being added twice.
    The history of moved deadlines comes along. Returns the diary's rows in the order of choice.
    """
    diary_id = section_of(file, DIARY).id
    rows = {row.id: row for row in read_among(file.raw, Activity, "id", [id_ for id_, _ in chosen])}
    there = file.rows(Activity, section_id=diary_id)
    taken = {row.linked_id for row in there}
    wanted = [(rows[id_], direction) for id_, direction in dict(chosen).items() if id_ in rows and id_ not in taken]
    if not wanted:
        return []
    with file.transaction(step_name(len(wanted))) as transaction:
        made = _link_same(transaction, there, [row for row, _ in wanted])
        for direction in dict.fromkeys(direction for _, direction in wanted):
            new = [row for row, place in wanted if place == direction and row.id not in made]
            made |= _add(file, transaction, diary_id, direction, new)
        copy_moves(file, transaction, {id_: row.id for id_, row in made.items()})
    return [made[row.id] for row, _ in wanted]


def unlink(file: SchoolFile, row: Activity) -> None:
    """Let a row of either side stand alone; nothing else of it changes."""
    with file.transaction("Убрана связь с дорожной картой") as transaction:
        for linked in [row] if row.linked_id is not None else file.rows(Activity, linked_id=row.id):
            transaction.change(Activity, linked.id, linked_id=None)


def step_name(count: int) -> str:
    """What the step is called in the history."""
    return f"В дневник: {plural(count, 'мероприятие', 'мероприятия', 'мероприятий')}"


def _link_same(transaction: Transaction, there: Iterable[Activity], wanted: Iterable[Activity]) -> dict[int, Activity]:
    """Link diary rows of the same text: roadmap id → diary row. What is said of the state on one side counts."""
    free = {bare(row.text): row for row in there if row.linked_id is None and row.level == "item" and row.text.strip()}
    made: dict[int, Activity] = {}
    for row in wanted:
        same = free.pop(bare(row.text), None)
        if same is None:
            continue
        status = _status(same) or _status(row)
        made[row.id] = dataclasses.replace(same, linked_id=row.id, **status)
        transaction.change(Activity, same.id, linked_id=row.id, **status)
        if status:
            transaction.change(Activity, row.id, **status)
    return made


def _status(row: Activity) -> dict[str, Any]:
    """The per cent and the words beside it; nothing while nobody said anything."""
    said = row.percent is not None or row.progress.strip()
    return {name: getattr(row, name) for name in STATUS} if said else {}


def _add(
    file: SchoolFile, transaction: Transaction, diary_id: int, direction: int, rows: Sequence[Activity]
) -> dict[int, Activity]:
    """Add copies of rows at the end of a direction: roadmap id → diary row."""
    siblings = file.rows(Activity, section_id=diary_id)
    copies = [
        Activity(section_id=diary_id, linked_id=row.id, **{name: getattr(row, name) for name in (*STATUS, *COPIED)})
        for row in rows
    ]
    stored = insert_at(transaction, siblings, _end_of(siblings, direction), copies)
    return {row.linked_id: row for row in stored if row.linked_id is not None}


def _end_of(rows: Sequence[Activity], direction: int) -> int:
    """Where the rows of a direction end; the end of the plan for one that is not there."""
    start = next((n for n, row in enumerate(rows) if row.id == direction), len(rows))
    return next((n for n in range(start + 1, len(rows)) if rows[n].level == "group"), len(rows))
