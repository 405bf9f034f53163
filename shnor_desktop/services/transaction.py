"""The verbs of writing, and the record of what they did. Many rows cost one statement, not one each."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from ..models.entity import ENTITIES, Entity, references_to, table_of
from ..models.table import Table
from .changes import Change, Values
from .statements import ADD_PICTURE, adding, among, changing, last_id, removing

E = TypeVar("E", bound=Entity)


class Transaction:
    """What may be done to the rows of a file. Valid only inside `SchoolFile.transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.changes: list[Change] = []

    def add(self, row: E) -> E:
        """Store a new row and return it with its id; a row that has an id keeps it."""
        return self.add_all([row])[0]

    def add_all(self, rows: Iterable[E]) -> list[E]:
        """Store many new rows of one class, in order."""
        stored = self._with_ids(list(rows))
        if len({type(row) for row in stored}) > 1:
            raise TypeError("rows of several classes")
        if stored:
            table = table_of(type(stored[0]))
            self._apply([Change(table.name, row.id, None, _values(row, table)) for row in stored])
        return stored

    def change(self, cls: type[E], id_: int, **fields: Any) -> None:
        """Set fields of a stored row; values that are already there cost nothing and leave no trace."""
        table = table_of(cls)
        if not fields.keys() <= set(table.columns):
            raise TypeError(f"{table.name} has no {', '.join(fields.keys() - set(table.columns))}")
        (before,) = self._stored(table, [id_])
        after = {**before, **fields}
        if after != before:
            self._apply([Change(table.name, id_, before, after)])

    def remove(self, cls: type[Entity], id_: int) -> None:
        """Remove a row with all rows that belong to it; rows that only point at it let go."""
        self.remove_all(cls, [id_])

    def remove_all(self, cls: type[Entity], ids: Sequence[int]) -> None:
        """Remove many rows of one class, each with all rows that belong to it."""
        self._remove(cls, self._stored(table_of(cls), ids))

    def add_picture(self, name: str, data: bytes) -> None:
        """Keep a picture's bytes; one that is already there is kept once. Outside the history: bytes never change."""
        self._connection.execute(ADD_PICTURE, (name, data))

    def replay(self, changes: list[Change]) -> None:
        """Write each row's state after the change, as undo and redo need it."""
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        self._apply(changes)

    def _apply(self, changes: list[Change]) -> None:
        for (name, kind, fields), group in groupby(changes, key=attrgetter("table", "kind", "fields")):
            table, same = table_of(ENTITIES[name]), list(group)
            states = [change.after for change in same if change.after is not None]
            if kind == "removed":
                self._connection.execute(removing(table), (json.dumps([change.id for change in same]),))
            elif kind == "added":
                self._connection.executemany(adding(table), table.written(states, table.columns))
            elif fields:
                self._connection.executemany(changing(table, fields), table.written(states, (*fields, "id")))
        self.changes.extend(changes)

    def _with_ids(self, rows: list[E]) -> list[E]:
        if all(row.id for row in rows):
            return rows
        (last,) = self._connection.execute(last_id(table_of(type(rows[0])))).fetchone()
        last = max(last, *(row.id for row in rows))
        stored = []
        for row in rows:
            last += not row.id
            stored.append(row if row.id else dataclasses.replace(row, id=last))
        return stored

    def _stored(self, table: Table, ids: Sequence[int]) -> list[Values]:
        rows = self._read(table, "id", ids)
        if len(rows) < len(set(ids)):
            lost = sorted(set(ids) - {row["id"] for row in rows})
            raise LookupError(f"{table.name} {lost} not in the file")
        return rows

    def _read(self, table: Table, name: str, wanted: Sequence[int]) -> list[Values]:
        found = self._connection.execute(among(table, name), (json.dumps(wanted),))
        return [dict(zip(table.columns, table.read(row), strict=True)) for row in found]

    def _remove(self, cls: type[Entity], rows: list[Values]) -> None:
        ids = [row["id"] for row in rows]
        for other, name, cascade in references_to(cls):
            table = table_of(other)
            dependent = self._read(table, name, ids)
            if dependent and cascade:
                self._remove(other, dependent)
            else:
                self._apply([Change(table.name, row["id"], row, {**row, name: None}) for row in dependent])
        self._apply([Change(table_of(cls).name, row["id"], row, None) for row in rows])


def _values(row: Entity, table: Table) -> Values:
    return {name: getattr(row, name) for name in table.columns}
