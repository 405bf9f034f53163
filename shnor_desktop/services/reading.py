"""The one kind of reading a school file knows: rows of a class whose fields equal given values, and pictures.

Plain SELECTs on the bare connection: the first page shows before SQLAlchemy, which writes, is imported.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from ..models.entity import ENTITIES, Entity, kinds_of, read_texts, table_name_of

E = TypeVar("E", bound=Entity)

_Readers = list[tuple[int, Callable[[Any], Any]]]

_READERS: dict[str, Callable[[Any], Any]] = {"bool": bool, "tuple[str, ...]": read_texts}
"""How a value that SQLite has no type for becomes Python's."""


def read_rows(connection: sqlite3.Connection, cls: type[E], equal: dict[str, Any]) -> list[E]:
    """All rows of a class whose fields equal the given values (None included), by position and id."""
    statement, readers = _select(table_name_of(cls), tuple(equal))
    found = connection.execute(statement, tuple(equal.values()))
    if not readers:
        return [cls(*row) for row in found]
    return [cls(*_read(row, readers)) for row in found]


def read_among(connection: sqlite3.Connection, cls: type[E], name: str, values: Sequence[int]) -> list[E]:
    """All rows of a class whose field is one of the given numbers, by id: one statement, however many they are."""
    statement, readers = _select_among(table_name_of(cls), name)
    found = connection.execute(statement, (json.dumps(values),))
    return [cls(*_read(row, readers)) for row in found] if readers else [cls(*row) for row in found]


def read_values(connection: sqlite3.Connection, table: str, name: str, values: Sequence[int]) -> list[dict[str, Any]]:
    """What `read_among` gives, as columns by name: rows that are to be written again are no objects between."""
    statement, readers = _select_among(table, name)
    names = _names(table)
    found = connection.execute(statement, (json.dumps(values),))
    return [dict(zip(names, _read(row, readers), strict=True)) for row in found]


_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What `str.strip` takes away; SQLite's own `trim` knows the plain space alone."""


def read_fields(
    connection: sqlite3.Connection, cls: type[E], names: Sequence[str], equal: dict[str, Any]
) -> list[tuple[Any, ...]]:
    """Some fields of the rows that `read_rows` would give, in its order: a tenth of the price where a table is long."""
    statement, readers = _select_fields(table_name_of(cls), tuple(names), tuple(equal))
    found = connection.execute(statement, tuple(equal.values())).fetchall()
    return [tuple(_read(row, readers)) for row in found] if readers else found


def count_filled(
    connection: sqlite3.Connection, cls: type[E], names: Sequence[str], equal: dict[str, Any]
) -> tuple[int, int]:
    """How many rows there are, and how many of their cells in these fields hold more than white space.

    The file counts itself: reading the texts of ten thousand rows for it would take a tenth of a second.
    """
    table = table_name_of(cls)
    _kinds(table, (*names, *equal))
    filled = " + ".join(f"coalesce(sum(trim(coalesce({name}, ''), ?) <> ''), 0)" for name in names) or "0"
    where = " AND ".join(f"{name} = ?" for name in equal)
    statement = f"SELECT count(*), {filled} FROM {table} WHERE {where}"
    found = connection.execute(statement, (*[_BLANK] * len(names), *equal.values())).fetchone()
    return int(found[0]), int(found[1])


def count_texts(connection: sqlite3.Connection, cls: type[Entity], name: str) -> list[tuple[str, int]]:
    """The texts of a field, each once, and in how many rows each stands; empty ones are left out."""
    table = table_name_of(cls)
    _kinds(table, (name,))
    found = connection.execute(f"SELECT {name}, count(*) FROM {table} WHERE {name} <> '' GROUP BY {name}")
    return [(str(text), int(times)) for text, times in found]


def read_report_file(connection: sqlite3.Connection, sha: str) -> bytes | None:
    """The bytes of a file that went out with a report, or None when the file has none of that sum."""
    found = connection.execute("SELECT data FROM report_file WHERE sha = ?", (sha,)).fetchone()
    return None if found is None else bytes(found[0])


def read_picture(connection: sqlite3.Connection, name: str) -> bytes | None:
    """A picture's bytes, or None when the file has none of that name."""
    found = connection.execute("SELECT data FROM picture WHERE name = ?", (name,)).fetchone()
    return bytes(found[0]) if found else None


def _read(row: Sequence[Any], readers: _Readers) -> list[Any]:
    values = list(row)
    for place, reader in readers:
        values[place] = reader(values[place])
    return values


@cache
def _select(table: str, names: tuple[str, ...]) -> tuple[str, _Readers]:
    """The statement, made of names of our own row classes alone, and the columns that have to be read."""
    return _select_fields(table, tuple(_kinds(table, names)), names)


@cache
def _select_fields(table: str, wanted: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, _Readers]:
    kinds = _kinds(table, (*wanted, *names))
    where = " AND ".join(f"{name} IS ?" for name in names) or "1"
    order = "position, id" if "position" in kinds else "id"
    statement = f"SELECT {', '.join(wanted)} FROM {table} WHERE {where} ORDER BY {order}"
    return statement, _readers({name: kinds[name] for name in wanted})


@cache
def _select_among(table: str, name: str) -> tuple[str, _Readers]:
    kinds = _kinds(table, (name,))
    where = f"{name} IN (SELECT value FROM json_each(?))"
    return f"SELECT {', '.join(kinds)} FROM {table} WHERE {where} ORDER BY id", _readers(kinds)


@cache
def _names(table: str) -> tuple[str, ...]:
    return tuple(kinds_of(ENTITIES[table]))


def _kinds(table: str, names: tuple[str, ...]) -> dict[str, str]:
    kinds = kinds_of(ENTITIES[table])
    if unknown := set(names) - set(kinds):
        raise TypeError(f"{table} has no field {unknown}")
    return kinds


def _readers(kinds: dict[str, str]) -> _Readers:
    return [(place, _READERS[kind]) for place, kind in enumerate(kinds.values()) if kind in _READERS]
