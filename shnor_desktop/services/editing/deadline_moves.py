"""Keeping the history of moved deadlines: who moved which from when to when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ...models.activities import Activity, DeadlineMove
from .. import history
from ..changes import Change, Values
from ..deadline_moves import Years, means_days, same_period
from ..jobs import in_blocks, within
from ..queries import years_of
from ..reading import read_among
from ..school_file import SchoolFile
from .rows import checked

if TYPE_CHECKING:
    from ..transaction import Transaction

_BY_HAND = 50
"""More deadlines than that were changed by a command, and not by somebody who corrects what was typed."""

_FOUND = 0.95
"""How far a transaction is when the moves of its rows are looked up."""

CORRECTION = timedelta(minutes=5)
"""Moves of one deadline by one author within this time are one: the person is still typing what was meant."""


def record_moves(file: SchoolFile, transaction: Transaction, edits: Sequence[Change], now: datetime) -> None:
    """Note each deadline that was changed to another one, in the transaction that changes it.

    Another spelling of the same dates is no move, nor is a misprint that is put right. A deadline that is taken away
    waits for the one that is typed next: a cell is often emptied before it is written anew.
    """
    moved = [edit for edit in edits if _periods(edit)[0] != _periods(edit)[1]]
    if not moved:
        return
    latest = _latest(file, transaction, moved)
    years = years_of(file)
    slips = _slips(file, moved, now)
    fresh: list[DeadlineMove] = []
    gone: list[int] = []
    corrected: dict[int, Values] = {}
    for edit in moved:
        was, became = _periods(edit)
        last = latest.get(edit.id)
        if last is not None and _goes_on(last, was, file.author, now, years):
            if same_period(last.was, became, years):
                gone.append(last.id)
            else:
                corrected[last.id] = {"became": became, "at": _stamp(now), "author": file.author}
        elif edit.id not in slips and means_days(was, years) and not same_period(was, became, years):
            fresh.append(DeadlineMove(0, edit.id, _stamp(now), file.author, was, became))
    transaction.remove_all(DeadlineMove, gone)
    transaction.change_all(DeadlineMove, corrected)
    transaction.add_all(fresh)


def _latest(file: SchoolFile, transaction: Transaction, moved: Sequence[Change]) -> dict[int, DeadlineMove]:
    """The last move of each row that had one."""
    found: dict[int, DeadlineMove] = {}
    for block in in_blocks(moved, within(transaction.progress, _FOUND, 1.0)):
        moves = read_among(file.raw, DeadlineMove, "activity_id", [edit.id for edit in block])
        found |= {move.activity_id: move for move in moves}
    return found


def _slips(file: SchoolFile, moved: Sequence[Change], now: datetime) -> set[int]:
    """Rows that got their first deadline by the same hand just now: it was a misprint, and nothing was moved."""
    if len(moved) > _BY_HAND:
        return set()
    first: dict[int, str] = {}
    for step in history.lately(file.raw, _moment(now - CORRECTION)):
        for change in step.changes if step.author == file.author else ():
            was, became = _periods(change)
            if change.table == "activity" and change.before is not None and was != became:
                first.setdefault(change.id, was)
    return {edit.id for edit in moved if not first.get(edit.id, "-").strip()}


def set_move_reason(file: SchoolFile, move: DeadlineMove, reason: str) -> None:
    """Say why a deadline was moved; rows linked with each other and moved together get the same reason."""
    with file.transaction("Причина переноса срока", merge_key=f"move:{move.id}") as transaction:
        for twin in (move, *_twins(file, move)):
            transaction.change(DeadlineMove, twin.id, reason=checked(reason.strip()))


def copy_moves(file: SchoolFile, transaction: Transaction, pairs: dict[int, int]) -> None:
    """Give rows (value) the history of the rows (key) from which they are taken."""
    found = read_among(file.raw, DeadlineMove, "activity_id", list(pairs))
    transaction.add_all(
        DeadlineMove(0, pairs[move.activity_id], move.at, move.author, move.was, move.became, move.reason)
        for move in found
    )


def _periods(edit: Change) -> tuple[str, str]:
    return (edit.before or {}).get("period", ""), (edit.after or {}).get("period", "")


def _goes_on(last: DeadlineMove, was: str, author: str, now: datetime, years: Years) -> bool:
    """Whether an edit goes on with the last move: it left the cell empty, or was made by the same hand just now."""
    if not last.became.strip():
        return not was.strip()
    return last.author == author and _is_recent(last.at, now) and same_period(last.became, was, years)


def _is_recent(at: str, now: datetime) -> bool:
    try:
        return timedelta(0) <= now - datetime.fromisoformat(at) <= CORRECTION
    except (ValueError, TypeError):  # no time in it, or one with a zone: another program wrote it
        return False


def _twins(file: SchoolFile, move: DeadlineMove) -> list[DeadlineMove]:
    """The same move in rows linked with this one's."""
    row = file.get(Activity, move.activity_id)
    if row is None:
        return []
    root = row.linked_id or row.id
    ids = {root, *(other.id for other in file.rows(Activity, linked_id=root))} - {row.id}
    others = read_among(file.raw, DeadlineMove, "activity_id", sorted(ids))
    return [other for other in others if (other.at, other.was, other.became) == (move.at, move.was, move.became)]


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
