"""The history kept in the file: recording steps, and finding the next one to undo or redo."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from ..models.history import STEPS
from .changes import Change, from_json, squeeze, to_json

KEPT_STEPS = 1000
"""Older steps go; the data they led to stays."""

MERGE_SECONDS = 20
"""Edits of one field within this time are one step."""


@dataclass(frozen=True, slots=True)
class Step:
    """A committed action: its name, when (ISO) and by whom."""

    id: int
    name: str
    at: str
    author: str
    changes: list[Change] = field(default_factory=list)


def record(connection: Connection, name: str, author: str, merge_key: str, changes: list[Change]) -> None:
    """Append a step inside the running transaction; steps undone before it can no longer be redone."""
    now = datetime.now()
    connection.execute(delete(STEPS).where(STEPS.c.undone))
    merged = _merge(connection, merge_key, changes, now) if merge_key else False
    if not merged:
        result = connection.execute(
            insert(STEPS).values(
                name=name, at=_stamp(now), author=author, merge_key=merge_key, undone=False, changes=to_json(changes)
            )
        )
        assert result.inserted_primary_key is not None
        connection.execute(delete(STEPS).where(STEPS.c.id <= result.inserted_primary_key[0] - KEPT_STEPS))


def last_done(connection: Connection, *, with_changes: bool = True) -> Step | None:
    """The step that undo would take back."""
    return _one(connection, undone=False, with_changes=with_changes)


def first_undone(connection: Connection, *, with_changes: bool = True) -> Step | None:
    """The step that redo would do again."""
    return _one(connection, undone=True, with_changes=with_changes)


def mark(connection: Connection, step_id: int, *, undone: bool) -> None:
    """Note that a step was undone or done again."""
    connection.execute(update(STEPS).where(STEPS.c.id == step_id).values(undone=undone, merge_key=""))


def steps(connection: Connection, since: str = "") -> list[Step]:
    """All steps still done since an ISO time, oldest first, without their changes."""
    statement = select(STEPS.c.id, STEPS.c.name, STEPS.c.at, STEPS.c.author)
    statement = statement.where(STEPS.c.at >= since, STEPS.c.undone.is_(False)).order_by(STEPS.c.id)
    return [Step(row[0], row[1], row[2], row[3]) for row in connection.execute(statement)]


def _one(connection: Connection, *, undone: bool, with_changes: bool) -> Step | None:
    pick = func.min(STEPS.c.id) if undone else func.max(STEPS.c.id)
    step_id = connection.execute(select(pick).where(STEPS.c.undone.is_(undone))).scalar()
    if step_id is None:
        return None
    columns = [STEPS.c.id, STEPS.c.name, STEPS.c.at, STEPS.c.author] + ([STEPS.c.changes] if with_changes else [])
    row = connection.execute(select(*columns).where(STEPS.c.id == step_id)).one()
    return Step(row[0], row[1], row[2], row[3], from_json(row[4]) if with_changes else [])


def _merge(connection: Connection, merge_key: str, changes: list[Change], now: datetime) -> bool:
    last = connection.execute(
        select(STEPS.c.id, STEPS.c.merge_key, STEPS.c.at, STEPS.c.changes).order_by(STEPS.c.id.desc()).limit(1)
    ).one_or_none()
    if last is None or last[1] != merge_key or now - datetime.fromisoformat(last[2]) > timedelta(seconds=MERGE_SECONDS):
        return False
    both = squeeze(from_json(last[3]) + changes)
    connection.execute(update(STEPS).where(STEPS.c.id == last[0]).values(changes=to_json(both), at=_stamp(now)))
    return True


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
