"""The one open session of a school file: typed reads, and the one gate through which everything is written.

Every action is one transaction that is committed at once and recorded with its inverse in the same commit, so that
there is no unsaved state and everything can be undone by name, imports included, even after the file was closed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, StaticPool, create_engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from ..models import all as models
from ..models.entity import Entity, references_to, table_name_of, table_of
from ..models.errors import UserError
from ..models.file import OpenFile, create_file, explain, open_file
from ..models.text import PICTURES
from . import history
from .changes import Change, Values, inverse, squeeze

E = TypeVar("E", bound=Entity)
Listener = Callable[[list[Change]], None]

assert models.ALL  # the row classes must be known before any table is read


class Transaction:
    """The three verbs of writing. Valid only inside `SchoolFile.transaction`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.changes: list[Change] = []

    def add(self, row: E) -> E:
        """Store a new row and return it with its id; a row that has an id keeps it."""
        values = _values(row)
        if not row.id:
            del values["id"]
        result = self._connection.execute(insert(table_of(type(row))).values(values))
        assert result.inserted_primary_key is not None
        stored = dataclasses.replace(row, id=int(result.inserted_primary_key[0]))
        self.changes.append(Change(table_name_of(type(row)), stored.id, None, _values(stored)))
        return stored

    def add_all(self, rows: Iterable[E]) -> list[E]:
        """Store many rows of one class, in order."""
        return [self.add(row) for row in rows]

    def change(self, cls: type[E], id_: int, **fields: Any) -> None:
        """Set fields of a stored row; values that are already there cost nothing and leave no trace."""
        before = self._read(cls, id_)
        after = {**before, **fields}
        if after == before:
            return
        table = table_of(cls)
        self._connection.execute(update(table).where(table.c.id == id_).values(fields))
        self.changes.append(Change(table.name, id_, before, after))

    def remove(self, cls: type[Entity], id_: int) -> None:
        """Remove a row with all rows that belong to it; rows that only point at it let go."""
        for other, field, cascade in references_to(cls):
            table = table_of(other)
            for (child,) in self._connection.execute(select(table.c.id).where(table.c[field] == id_)).all():
                if cascade:
                    self.remove(other, child)
                else:
                    self.change(other, child, **{field: None})
        before = self._read(cls, id_)
        table = table_of(cls)
        self._connection.execute(delete(table).where(table.c.id == id_))
        self.changes.append(Change(table.name, id_, before, None))

    def add_picture(self, name: str, data: bytes) -> None:
        """Keep a picture's bytes; one that is already there is kept once. Outside the history: bytes never change."""
        statement = insert(PICTURES).prefix_with("OR IGNORE").values(name=name, data=data)
        self._connection.execute(statement)

    def apply(self, changes: list[Change]) -> None:
        """Write each row's state after the change, as undo and redo need it."""
        self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for change in changes:
            table = table_of(change.entity)
            if change.before is None and change.after is not None:
                self._connection.execute(insert(table).values(change.after))
            elif change.after is None:
                self._connection.execute(delete(table).where(table.c.id == change.id))
            else:
                self._connection.execute(update(table).where(table.c.id == change.id).values(change.after))
            self.changes.append(change)

    def _read(self, cls: type[Entity], id_: int) -> Values:
        table = table_of(cls)
        row = self._connection.execute(select(table).where(table.c.id == id_)).mappings().one_or_none()
        if row is None:
            raise LookupError(f"{cls.__name__} {id_} is not in the file")
        return dict(row)


class SchoolFile:
    """An open school file. One connection, used from the thread that opened it."""

    def __init__(self, opened: OpenFile, author: str = "") -> None:
        self._opened = opened
        self._engine = create_engine("sqlite://", creator=lambda: opened.connection, poolclass=StaticPool)
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._listeners: list[Listener] = []
        self._inside = False
        self.author = author

    @classmethod
    def create(cls, path: Path, author: str = "") -> SchoolFile:
        """Make a new empty file and open it."""
        return cls(create_file(path), author)

    @classmethod
    def open(cls, path: Path, author: str = "", *, take_over: bool = False) -> SchoolFile:
        """Open a file; see `models.file.open_file` for what is refused."""
        return cls(open_file(path, take_over=take_over), author)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._opened.path

    @property
    def raw(self) -> sqlite3.Connection:
        """The bare connection, for backups."""
        return self._opened.connection

    def close(self) -> None:
        """Seal and let go of the file."""
        self._listeners.clear()
        self._opened.close()

    def __enter__(self) -> SchoolFile:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # reading

    def rows(self, cls: type[E], **equal: Any) -> list[E]:
        """All rows of a class whose fields equal the given values, by position and id."""
        table = table_of(cls)
        statement = select(table).where(*(table.c[name] == value for name, value in equal.items()))
        statement = statement.order_by(*((table.c.position,) if "position" in table.c else ()), table.c.id)
        return [cls(*row) for row in self._connection.execute(statement)]

    def get(self, cls: type[E], id_: int) -> E | None:
        """The row with this id, or None."""
        found = self.rows(cls, id=id_)
        return found[0] if found else None

    def picture(self, name: str) -> bytes | None:
        """A picture's bytes, or None when the file has none of that name."""
        found = self._connection.execute(select(PICTURES.c.data).where(PICTURES.c.name == name)).one_or_none()
        return bytes(found[0]) if found else None

    # writing

    @contextlib.contextmanager
    def transaction(self, name: str, merge_key: str = "") -> Iterator[Transaction]:
        """One named action: committed whole when the block ends well, otherwise nothing of it happened.

        Actions with the same `merge_key` that follow each other within seconds become one step of undo. Errors of
        the disk come out as UserError; what was committed before stays.
        """
        with self._gate() as transaction:
            yield transaction
            changes = squeeze(transaction.changes)
            if changes:
                history.record(self._connection, name, self.author, merge_key, changes)
        self._tell(changes)

    def undo(self) -> str | None:
        """Take the last action back and return its name; None when there is none."""
        step = history.last_done(self._connection)
        return self._replay(step, undone=True) if step else None

    def redo(self) -> str | None:
        """Do the last undone action again and return its name; None when there is none."""
        step = history.first_undone(self._connection)
        return self._replay(step, undone=False) if step else None

    @property
    def undo_name(self) -> str | None:
        """The name of the action that `undo` would take back."""
        step = history.last_done(self._connection, with_changes=False)
        return step.name if step else None

    @property
    def redo_name(self) -> str | None:
        """The name of the action that `redo` would do again."""
        step = history.first_undone(self._connection, with_changes=False)
        return step.name if step else None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the changes after each commit; returns what ends the subscription."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _replay(self, step: history.Step, *, undone: bool) -> str:
        changes = inverse(step.changes) if undone else step.changes
        with self._gate() as transaction:
            transaction.apply(changes)
            history.mark(self._connection, step.id, undone=undone)
        self._tell(changes)
        return step.name

    @contextlib.contextmanager
    def _gate(self) -> Iterator[Transaction]:
        if self._inside:
            raise RuntimeError("a transaction inside a transaction")
        self._inside = True
        try:
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield Transaction(self._connection)
            self._connection.exec_driver_sql("COMMIT")
        except BaseException as error:
            with contextlib.suppress(sqlite3.Error):
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")
            if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.DatabaseError):
                raise UserError(f"Изменение не записано: {explain(error.orig)}") from error
            raise
        finally:
            self._inside = False

    def _tell(self, changes: list[Change]) -> None:
        if changes:
            for listener in list(self._listeners):
                listener(changes)


def _values(row: Entity) -> Values:
    return {item.name: getattr(row, item.name) for item in dataclasses.fields(row)}
