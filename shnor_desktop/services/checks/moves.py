"""Deadlines that were moved: the diary has a column that says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...models.activities import DeadlineMove
from ..deadline_moves import proposed_reason
from ..overview import years_of
from ..queries import ProgrammeData
from .finding import Finding, at_activity


def untold_moves(data: ProgrammeData) -> Iterator[Finding]:
    """Where a form asks why a deadline was moved, it is said, in its column or with the move itself."""
    moves = moves_by_row(data)
    for section in data.sections if moves else ():
        if not any(column.field == "reason" for column in section.spec.columns):
            continue
        for entry in section.activities:
            known = moves.get(entry.row.id, ())
            if known and entry.row.level == "item" and not entry.row.reason.strip() and not any(map(_told, known)):
                message = "Срок переносили, а почему – не сказано."
                yield at_activity(section, entry, "hint", "move-untold", message, "reason")


def late_untold(data: ProgrammeData) -> Iterator[Finding]:
    """Where a form asks why something was not done in time, it is said of what is late."""
    day, moved = today(), moves_by_row(data)
    for section in data.sections:
        if not any(column.field == "reason" for column in section.spec.columns):
            continue
        for entry in section.activities:
            row = entry.row
            asked = row.level == "item" and row.text.strip() and not row.reason.strip() and row.id not in moved
            if asked and proposed_reason(row, (), years_of(data), day):
                message = "Срок прошёл, выполнено не всё, а причина не указана."
                yield at_activity(section, entry, "hint", "diary-late-untold", message, "reason")


def today() -> date:
    """The day of the check."""
    return date.today()


def moves_by_row(data: ProgrammeData) -> dict[int, list[DeadlineMove]]:
    """The moves of each row's deadline, oldest first."""
    found: dict[int, list[DeadlineMove]] = {}
    for move in data.moves:
        if move.became.strip():
            found.setdefault(move.activity_id, []).append(move)
    return found


def _told(move: DeadlineMove) -> bool:
    return bool(move.reason.strip())
