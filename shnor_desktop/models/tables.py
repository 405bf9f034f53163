"""The tables of a school file for SQLAlchemy, made from the row classes; whoever writes to the file imports this.

Importing SQLAlchemy takes longer than showing a bare window, so that nothing on the way to the first page does.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from .entity import Entity, kinds_of, read_texts, table_name_of

METADATA = MetaData()
"""All tables of a school file."""


class TextList(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Tuple → JSON."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """JSON → tuple."""
        return read_texts(value)


_TYPES: dict[str, Callable[[], TypeEngine[Any]]] = {
    "int": Integer,
    "int | None": Integer,
    "float | None": Float,
    "str": Text,
    "bool": Boolean,
    "tuple[str, ...]": TextList,
}

PICTURES = Table("picture", METADATA, Column("name", Text, primary_key=True), Column("data", LargeBinary))
"""Pictures of the school's texts: name (the content's SHA-256 with an extension) → bytes; added once, never changed."""


REPORT_FILES = Table("report_file", METADATA, Column("sha", Text, primary_key=True), Column("data", LargeBinary))
"""Files that went out with reports: SHA-256 → bytes; added once, never changed."""


def table_of(cls: type[Entity]) -> Table:
    """The table of a row class, made from its annotations at first use."""
    made = METADATA.tables.get(table_name_of(cls))
    return _make_table(cls) if made is None else made


def _make_table(cls: type[Entity]) -> Table:
    columns = [Column(name, _TYPES[kind](), primary_key=name == "id") for name, kind in kinds_of(cls).items()]
    return Table(table_name_of(cls), METADATA, *columns)
