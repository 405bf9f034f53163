"""The verbs of writing, and the record of what they did.

Rows given together (`add_all`, `change_all`, `remove_all`, `apply`) are read and written in a few statements however
many they are; what is given one at a time costs two statements each.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import Connection, StaticPool, Table, create_engine, insert

from ..models.entity import ENTITIES, Entity, references_to
from ..models.tables import PICTURES, REPORT_FILES, table_of
from .changes import Change, Values
from .jobs import Progress, in_blocks, no_progress, within
from .reading import read_values
from .statements import IDS, ROW_ID, adding, changing, last_id, removing

E = TypeVar("E", bound=Entity)

_PICTURE = insert(PICTURES).prefix_with("OR IGNORE")
_REPORT_FILE = insert(REPORT_FILES).prefix_with("OR IGNORE")


def connect(raw: sqlite3.Connection) -> Connection:
    """SQLAlchemy's view of the file's one connection; who opens a transaction on it says so to SQLite himself."""
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


class Transaction:
    """What may be done to the rows of a file. Valid only inside `SchoolFile.transaction`."""

    def __init__(self, connection: Connection, raw: sqlite3.Connection, progress: Progress = no_progress) -> None:
        self._connection = connection
        self._raw = raw  # the same one bare: reading needs no more
        self.progress = progress
        self.changes: list[Change] = []
        self.pictures: list[str] = []

    def add(self, row: E) -> E:
        """Store a new row and return it with its id; a row that has an id keeps it."""
        return self.add_all([row])[0]

    def add_all(self, rows: Iterable[E]) -> list[E]:
        """Store many new rows of one class, in order."""
        given = list(rows)
        if any(type(row) is not type(given[0]) for row in given):
            raise TypeError("rows of several classes")
        stored: list[E] = []
        fresh = self._fresh_ids(given)
        for block in in_blocks(given, self.progress):
            ready = [row if row.id else dataclasses.replace(row, id=next(fresh)) for row in block]
            table, values = table_of(type(ready[0])), [_values(row) for row in ready]
            self._connection.execute(adding(table), values)
            self.changes.extend(Change(table.name, row["id"], None, row) for row in values)
            stored += ready
        return stored

    def change(self, cls: type[E], id_: int, **fields: Any) -> None:
        """Set fields of a stored row; values that are already there cost nothing and leave no trace."""
        self.change_all(cls, {id_: fields})

    def change_all(self, cls: type[E], fields_of: Mapping[int, Values]) -> None:
        """Set fields of many stored rows of one class, given by id; rows that stay as they are leave no trace."""
        for block in in_blocks(list(fields_of.items()), self.progress):
            self._change_block(table_of(cls), dict(block))

    def _change_block(self, table: Table, fields_of: Mapping[int, Values]) -> None:
        known = {row["id"]: row for row in self._stored(table, list(fields_of))}
        alike: dict[tuple[str, ...], list[Values]] = {}
        for id_, fields in fields_of.items():
            before, after = known[id_], {**known[id_], **fields}
            if after != before:
                alike.setdefault(tuple(fields), []).append({**fields, ROW_ID: id_})
                self.changes.append(Change(table.name, id_, before, after))
        for values in alike.values():
            self._connection.execute(changing(table), values)

    def remove(self, cls: type[Entity], id_: int) -> None:
        """Remove a row with all rows that belong to it; rows that only point at it let go."""
        self.remove_all(cls, [id_])

    def remove_all(self, cls: type[Entity], ids: Sequence[int]) -> None:
        """Remove many rows of one class, each with all rows that belong to it."""
        table = table_of(cls)
        rows = [row for block in in_blocks(ids, within(self.progress, 0, 0.5)) for row in self._stored(table, block)]
        for block in in_blocks(rows, within(self.progress, 0.5, 1)):
            self._remove(cls, list(block))

    def add_picture(self, name: str, data: bytes) -> None:
        """Keep a picture's bytes; one that is already there is kept once. Outside the history: bytes never change."""
        self._connection.execute(_PICTURE, {"name": name, "data": data})
        self.pictures.append(name)

    def add_report_file(self, sha: str, data: bytes) -> None:
        """Keep the bytes of a file that goes out, once for each sum. Outside the history: bytes never change."""
        self._connection.execute(_REPORT_FILE, {"sha": sha, "data": data})

    def apply(self, changes: list[Change], progress: Progress = no_progress) -> None:
        """Write each row's state after the change, as undo and redo need it.

        All touched rows of a table go before any comes back: written one after another, a row could meet the place
        that another one still holds, like the text of a section that an import put under the same ids.
        """
        self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        touched: dict[str, list[Change]] = {}
        for change in changes:
            touched.setdefault(change.table, []).append(change)
        for name, same in touched.items():
            table = table_of(ENTITIES[name])
            for block in in_blocks(same, within(progress, 0, 0.4)):
                self._connection.execute(removing(table), {IDS: json.dumps([change.id for change in block])})
            rows = [change.after for change in same if change.after is not None]
            for come in in_blocks(rows, within(progress, 0.4, 1)):
                self._connection.execute(adding(table), list(come))
        self.changes.extend(changes)

    def _fresh_ids(self, rows: Sequence[Entity]) -> Iterator[int]:
        """Ids that nobody has, neither in the file nor among these rows."""
        if all(row.id for row in rows):
            return count()
        last: int = self._connection.execute(last_id(table_of(type(rows[0])))).scalar_one()
        return count(max(last, *(row.id for row in rows)) + 1)

    def _stored(self, table: Table, ids: Sequence[int]) -> list[Values]:
        rows = self._read(table, "id", ids)
        if len(rows) < len(set(ids)):
            lost = sorted(set(ids) - {row["id"] for row in rows})
            raise LookupError(f"{table.name} {lost} not in the file")
        return rows

    def _read(self, table: Table, name: str, wanted: Sequence[int]) -> list[Values]:
        return read_values(self._raw, table.name, name, wanted)

    def _remove(self, cls: type[Entity], rows: list[Values]) -> None:
        ids = [row["id"] for row in rows]
        for other, name, cascade in references_to(cls):
            dependent = self._read(table_of(other), name, ids)
            if dependent and cascade:
                self._remove(other, dependent)
            elif dependent:
                self._let_go(table_of(other), name, dependent)
        table = table_of(cls)
        self._connection.execute(removing(table), {IDS: json.dumps(ids)})
        self.changes.extend(Change(table.name, row["id"], row, None) for row in rows)

    def _let_go(self, table: Table, name: str, rows: list[Values]) -> None:
        self._connection.execute(changing(table), [{name: None, ROW_ID: row["id"]} for row in rows])
        self.changes.extend(Change(table.name, row["id"], row, {**row, name: None}) for row in rows)


def _values(row: Entity) -> Values:
    return {item.name: getattr(row, item.name) for item in dataclasses.fields(row)}
