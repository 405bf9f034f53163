"""The history kept in the file: recording steps, and finding the next one to undo or redo.

A step is a committed action; its `changes` are a JSON list of [table, id, row before or null, row after or null].
Plain SQL on the bare connection: recording stands in the way of every edit, and is over before a layer would be.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .changes import Change, from_json, squeeze, to_json
from .jobs import Progress, no_progress
from .kept_pictures import drop_unnamed

KEPT_STEPS = 1000
"""So many of the newest steps are kept at least; the data that older ones led to stays."""

MERGE_SECONDS = 20
"""Edits of one field within this time are one step."""

FOUNDING = "founding"
"""Marks the step that began the programme: before it there is nothing to go back to."""

_TRIM_EVERY = 50  # a removal with every edit would write the oldest page of the history with every edit

# `changes` may be long: it is read only where it is to be merged or replayed.
_LAST = "SELECT id, undone, at, CASE WHEN merge_key = ? THEN changes END FROM history_step ORDER BY id DESC LIMIT 1"
_ADD = "INSERT INTO history_step (name, at, author, merge_key, undone, changes) VALUES (?, ?, ?, ?, 0, ?)"
_MERGE = "UPDATE history_step SET changes = ?, at = ? WHERE id = ?"
_FORGET = "DELETE FROM history_step WHERE id = ?"
_FORGET_UNDONE = "DELETE FROM history_step WHERE undone"
_FORGET_OLD = """
DELETE FROM history_step WHERE id <= (SELECT id FROM history_step ORDER BY id DESC LIMIT 1 OFFSET ?)
"""
_MARK = "UPDATE history_step SET undone = ?, merge_key = '' WHERE id = ?"

# Undone steps are always the newest ones, so both searches begin at the end and stop at once.
_NEWEST = "SELECT id, merge_key FROM history_step WHERE NOT undone ORDER BY id DESC LIMIT 1"
_LAST_DONE = f"SELECT id FROM ({_NEWEST}) WHERE merge_key <> '{FOUNDING}'"
_NEWEST_DONE = "SELECT coalesce(max(id), 0) FROM history_step WHERE NOT undone"
_FIRST_UNDONE = f"SELECT min(id) FROM history_step WHERE id > ({_NEWEST_DONE})"
_STEP = "SELECT id, name, at, author FROM history_step"
_SHORT = 20_000  # characters: an edit by hand, and no import
_LATELY = """
SELECT id, name, at, author, changes FROM history_step
WHERE id > (SELECT max(id) FROM history_step) - 50 AND at >= ? AND NOT undone AND length(changes) < ?
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A committed action: its name, when (ISO) and by whom."""

    id: int
    name: str
    at: str
    author: str
    changes: list[Change] = field(default_factory=list)


def record(
    connection: sqlite3.Connection,
    name: str,
    author: str,
    merge_key: str,
    changes: list[Change],
    in_hand: Collection[str] = (),
    progress: Progress = no_progress,
) -> None:
    """Append a step inside the running transaction; steps undone before it can no longer be redone.

    Now and then old steps go, and with them the pictures that nothing names any more, but for those `in_hand`.
    """
    now = datetime.now()
    if any(change.table == "programme" and change.before is None for change in changes):
        merge_key = FOUNDING
    last = connection.execute(_LAST, (merge_key,)).fetchone()
    if last and last[1]:
        connection.execute(_FORGET_UNDONE)
        last = connection.execute(_LAST, (merge_key,)).fetchone()
    if merge_key and last and last[3] is not None and _is_recent(last[2], now):
        merged = squeeze(from_json(last[3]) + changes)
        if not merged:
            connection.execute(_FORGET, (last[0],))
            return
        connection.execute(_MERGE, (to_json(merged), _stamp(now), last[0]))
        return
    values = (name, _stamp(now), author, merge_key, to_json(changes, progress))
    step_id = connection.execute(_ADD, values).lastrowid or 0
    if step_id % _TRIM_EVERY == 0:
        connection.execute(_FORGET_OLD, (KEPT_STEPS,))
        drop_unnamed(connection, in_hand)


def last_done(
    connection: sqlite3.Connection, *, with_changes: bool = True, progress: Progress = no_progress
) -> Step | None:
    """The step that undo would take back."""
    return _one(connection, _LAST_DONE, with_changes, progress)


def first_undone(
    connection: sqlite3.Connection, *, with_changes: bool = True, progress: Progress = no_progress
) -> Step | None:
    """The step that redo would do again."""
    return _one(connection, _FIRST_UNDONE, with_changes, progress)


def mark(connection: sqlite3.Connection, step_id: int, *, undone: bool) -> None:
    """Note that a step was undone or done again."""
    connection.execute(_MARK, (undone, step_id))


def lately(connection: sqlite3.Connection, since: str) -> list[Step]:
    """The short steps since an ISO time that are still done, oldest first, with their changes."""
    found = connection.execute(f"{_LATELY} ORDER BY id", (since, _SHORT)).fetchall()
    return [Step(row[0], row[1], row[2], row[3], from_json(row[4])) for row in found]


def steps(connection: sqlite3.Connection, since: str = "") -> list[Step]:
    """All steps still done since an ISO time, oldest first, without their changes."""
    found = connection.execute(f"{_STEP} WHERE at >= ? AND NOT undone ORDER BY id", (since,))
    return [Step(*row) for row in found]


def _one(connection: sqlite3.Connection, which: str, with_changes: bool, progress: Progress) -> Step | None:
    row = connection.execute(f"{_STEP} WHERE id = ({which})").fetchone()
    if row is None:
        return None
    if not with_changes:
        return Step(*row)
    (changes,) = connection.execute("SELECT changes FROM history_step WHERE id = ?", (row[0],)).fetchone()
    return Step(row[0], row[1], row[2], row[3], from_json(changes, progress))


def _is_recent(at: str, now: datetime) -> bool:
    """Within seconds, also where the clock was set back meanwhile: that is no reason to merge a day into one step."""
    return abs(now - datetime.fromisoformat(at)) <= timedelta(seconds=MERGE_SECONDS)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
