"""A person's visit to a file: how far she knows it, and whether there is anything to tell her (see `news`)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

_LAST = "SELECT id, at FROM history_step WHERE NOT undone ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True)
class Visit:
    """Where the history stood when a file was left: its newest step and the time (ISO)."""

    step: int
    at: str


def last_step(connection: sqlite3.Connection) -> Visit | None:
    """The newest step that is done, None for a file without a history."""
    row = connection.execute(_LAST).fetchone()
    return Visit(*row) if row else None


def is_due(connection: sqlite3.Connection, visit: Visit | None, today: date) -> bool:
    """Whether there is anything to tell; costs next to nothing."""
    last = last_step(connection)
    if visit is None or last is None:
        return False
    return _is_new(last, visit) or day_of(visit.at) not in (None, today)


def day_of(at: str) -> date | None:
    """The day of a moment (ISO); None when it is none."""
    try:
        return datetime.fromisoformat(at).date()
    except ValueError:
        return None


def _is_new(last: Visit, visit: Visit) -> bool:
    return last.step > visit.step or last.at > visit.at
