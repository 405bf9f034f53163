"""The SQL of a table, each statement written once. Names are those of row classes, never words of a person."""

from __future__ import annotations

from functools import cache

from ..models.table import Table

ADD_PICTURE = "INSERT OR IGNORE INTO picture (name, data) VALUES (?, ?)"
PICTURE = "SELECT data FROM picture WHERE name = ?"


@cache
def equal(table: Table, names: tuple[str, ...]) -> str:
    """Rows whose named fields equal the parameters, by position and id."""
    where = " AND ".join(f"{name} IS ?" for name in names)
    order = ", ".join(name for name in ("position", "id") if name in table.columns)
    return f"{_select(table)}{f' WHERE {where}' if where else ''} ORDER BY {order}"


@cache
def among(table: Table, name: str) -> str:
    """Rows whose field is one of a JSON list, however long, by id."""
    return f"{_select(table)} WHERE {name} IN (SELECT value FROM json_each(?)) ORDER BY id"


@cache
def last_id(table: Table) -> str:
    """The highest id in use."""
    return f"SELECT coalesce(max(id), 0) FROM {table.name}"


@cache
def adding(table: Table) -> str:
    """A new row from all its fields."""
    return f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({', '.join('?' * len(table.columns))})"


@cache
def changing(table: Table, names: tuple[str, ...]) -> str:
    """New values for these fields of a row, then its id; a field that stays would write its index anew."""
    return f"UPDATE {table.name} SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?"


@cache
def removing(table: Table) -> str:
    """Rows whose ids are in a JSON list go."""
    return f"DELETE FROM {table.name} WHERE id IN (SELECT value FROM json_each(?))"


def _select(table: Table) -> str:
    return f"SELECT {', '.join(table.columns)} FROM {table.name}"
