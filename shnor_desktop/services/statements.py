"""The SQL of a table, built once: to build a statement anew costs several times what SQLite takes to run it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Delete, Insert, Select, Table, Update, bindparam, delete, func, insert, select, update
from sqlalchemy.sql import ColumnElement

ROW_ID = "row_id_"
"""The parameter of `changing` that names the row."""

IDS = "ids_"
"""The parameter of `removing`: the wanted values as a JSON list, however many they are."""


@cache
def last_id(table: Table) -> Select[Any]:
    """The highest id in use."""
    return select(func.coalesce(func.max(table.c.id), 0))


@cache
def adding(table: Table) -> Insert:
    """A new row from all its fields."""
    return insert(table)


@cache
def changing(table: Table) -> Update:
    """New values for the fields that are given along with `ROW_ID`."""
    return update(table).where(table.c.id == bindparam(ROW_ID))


@cache
def removing(table: Table) -> Delete:
    """Rows with these `IDS` go."""
    return delete(table).where(_among(table.c.id))


def _among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_(select(func.json_each(bindparam(IDS)).table_valued("value").c.value))
