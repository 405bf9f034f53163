"""What follows from an edit of a plan's row: linked rows follow, moved deadlines are noted.

This is the one gate: `SchoolFile.transaction` calls `follow` before it commits, so that it does not matter whether a
row was edited in its cell, in the panel, by pasting, filling down or renaming. What is written here belongs to the
same step of undo; undo and redo themselves bring back what stood there and ask for nothing more.

A diary row and the roadmap row it was taken from are one thing to do: the per cent and what is said beside it are the
same on both sides, whichever of them is edited. The wording is a copy that the diary may change: text, period,
responsible persons, result, reason and evidence follow the roadmap while both sides said the same (a period: the same
dates), and a field that was worded otherwise in the diary stays as it is. The diary's own wording never goes back
into the roadmap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ...models.activities import Activity
from ..changes import Change, Values, squeeze
from ..deadline_moves import Years, same_period
from ..queries import years_of
from ..reading import read_among
from ..school_file import SchoolFile
from .deadline_moves import record_moves

if TYPE_CHECKING:
    from ..transaction import Transaction

STATUS = ("percent", "progress")
"""One thing on both sides."""

COPIED = ("text", "form", "period", "responsible", "result", "coverage", "reason", "evidence")
"""What the diary takes over and may word in its own way."""

_FOUND = 0.9
"""How far a transaction is when what follows from it begins."""

_TABLE = "activity"
_WATCHED = (*STATUS, *COPIED)


def follow(file: SchoolFile, transaction: Transaction) -> None:
    """Write what follows from the edits of this transaction."""
    edits = _edits(transaction)
    if not edits:
        return
    transaction.progress(_FOUND)
    linked = _linked(file, edits)
    if linked:
        _share_status(transaction, edits, linked)
        _copy_wording(transaction, edits, linked, years_of(file))
        edits = _edits(transaction)
    transaction.progress(_FOUND)
    record_moves(file, transaction, edits, datetime.now())


def _edits(transaction: Transaction) -> list[Change]:
    """Rows that were there before and say something else now."""
    if not any(_matters(change) for change in transaction.changes):
        return []
    rows = squeeze([change for change in transaction.changes if change.table == _TABLE])
    return [change for change in rows if _matters(change)]


def _matters(change: Change) -> bool:
    before, after = change.before, change.after
    if change.table != _TABLE or before is None or after is None:
        return False
    return any(before[name] != after[name] for name in _WATCHED)


def _linked(file: SchoolFile, edits: Sequence[Change]) -> dict[int, list[Activity]]:
    """The rows that follow a roadmap row, with itself as the first one; only of those whom an edit touches."""
    ids = [edit.id for edit in edits]
    roots = {edit.after["linked_id"] for edit in edits if edit.after and edit.after["linked_id"] is not None}
    followers = read_among(file.raw, Activity, "linked_id", sorted(roots.union(ids)))
    roots.update(row.linked_id for row in followers if row.linked_id is not None)
    found = {root.id: [root] for root in read_among(file.raw, Activity, "id", sorted(roots))} if roots else {}
    for row in followers:
        found[row.linked_id or 0].append(row)
    return found


def _share_status(transaction: Transaction, edits: Iterable[Change], linked: dict[int, list[Activity]]) -> None:
    """Where both sides were edited at once, the one edited last counts."""
    wanted: dict[int, Values] = {}
    for edit in edits:
        before, after = edit.before or {}, edit.after or {}
        root = after["linked_id"] if after["linked_id"] in linked else edit.id
        new = {name: after[name] for name in STATUS if before[name] != after[name]}
        if new and root in linked:
            wanted.setdefault(root, {}).update(new)
    if wanted:
        transaction.change_all(Activity, {row.id: fields for root, fields in wanted.items() for row in linked[root]})


def _copy_wording(
    transaction: Transaction, edits: Iterable[Change], linked: dict[int, list[Activity]], years: Years
) -> None:
    followed: dict[int, Values] = {}
    for edit in edits:
        before, after = edit.before or {}, edit.after or {}
        changed = [name for name in COPIED if before[name] != after[name]]
        for row in linked.get(edit.id, ())[1:] if changed else ():
            fields = {name: after[name] for name in changed if _same(row, before, after, name, years)}
            if fields:
                followed[row.id] = fields
    if followed:
        transaction.change_all(Activity, followed)


def _same(row: Activity, before: Values, after: Values, name: str, years: Years) -> bool:
    """Whether a diary row said the same before; of a period the dates count, so that a new date never stays behind."""
    if getattr(row, name) == before[name]:
        return True
    if name != "period" or same_period(before[name], after[name], years):
        return False
    return same_period(row.period, before[name], years)
