"""Rows whose owner was lost get one without a name, so that they are seen again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ...models.all import Section

_KIND_OF = {"activity": "activities", "task": "indicators", "schedule_row": "schedule", "grid_row": "matrix"}
_KIND_OF |= {"criterion_value": "criteria", "passport_row": "passport", "office_order": "order"}
_STUB = "Восстановленный показатель"


def adopt(connection: sqlite3.Connection) -> int:
    """Make the owners that are missing; returns how many sections had to be made."""
    _add_waves(connection)
    _add_indicators(connection)
    _add_tasks(connection)
    made = 0
    for table, kind in _KIND_OF.items():
        made += _add_sections(connection, _missing(connection, table, "section_id", "section"), kind)
    return made + _add_sections(connection, _missing(connection, "section_text", "section_id", "section"), "text")


def _missing(connection: sqlite3.Connection, table: str, column: str, owner: str) -> list[int]:
    """Owners that rows of a table name and that are not there."""
    found = connection.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE {column} NOT IN (SELECT id FROM {owner}) ORDER BY {column}"
    )
    return [id_ for (id_,) in found]


def _add_waves(connection: sqlite3.Connection) -> None:
    for id_ in _missing(connection, "criterion_value", "wave_id", "wave"):
        values = (id_, id_ << 16, f"Восстановленный срез {id_}")
        connection.execute("INSERT INTO wave (id, position, title) VALUES (?, ?, ?)", values)


def _add_indicators(connection: sqlite3.Connection) -> None:
    """Indicators for values without one, in a task of their own."""
    lost = _missing(connection, "indicator_value", "indicator_id", "indicator")
    if not lost:
        return
    (task,) = connection.execute(
        "SELECT 1 + max(coalesce((SELECT max(id) FROM task), 0), coalesce((SELECT max(task_id) FROM indicator), 0))"
    ).fetchone()
    rows = [(id_, task, id_ << 16, f"{_STUB} {id_}") for id_ in lost]
    connection.executemany("INSERT INTO indicator (id, task_id, position, text) VALUES (?, ?, ?, ?)", rows)


def _add_tasks(connection: sqlite3.Connection) -> None:
    """Tasks for indicators without one, in the section of indicators if that is still there."""
    there = connection.execute("SELECT id FROM section WHERE kind = 'indicators' ORDER BY id LIMIT 1").fetchone()
    fresh = "SELECT coalesce(max(id), 0) + 1 FROM section"
    (section,) = there or connection.execute(fresh).fetchone()  # one that is not there is made with the others
    for id_ in _missing(connection, "indicator", "task_id", "task"):
        values = (id_, section, id_ << 16, f"Восстановленная задача {id_}")
        connection.execute("INSERT INTO task (id, section_id, position, text) VALUES (?, ?, ?, ?)", values)


def _add_sections(connection: sqlite3.Connection, ids: Iterable[int], kind: str) -> int:
    count = 0
    for id_ in ids:
        section = Section(id=id_, position=id_ << 16, kind=kind, title=f"Восстановленный раздел {id_}")
        connection.execute(
            "INSERT OR IGNORE INTO section (id, position, kind, title) VALUES (?, ?, ?, ?)",
            (section.id, section.position, section.kind, section.title),
        )
        count += 1
    return count
