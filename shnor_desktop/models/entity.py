"""Rows of a school file as frozen dataclasses, each the one description of its database table.

A field's annotation gives the column's type, `parent()` and `link()` say which rows go with which. The migrations
in plain SQL make the tables; a test compares the two.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, dataclass_transform, get_type_hints

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

METADATA = MetaData()
"""All tables of a school file."""

ENTITIES: dict[str, type[Entity]] = {}
"""Table name → row class, in order of definition (parents first)."""


class TextList(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Tuple → JSON."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """JSON → tuple; a damaged value reads as one text, never lost."""
        if not value:
            return ()
        try:
            loaded = json.loads(value)
        except ValueError:
            return (str(value),)
        return tuple(str(item) for item in loaded) if isinstance(loaded, list) else (str(value),)


_TYPES: dict[str, Callable[[], TypeEngine[Any]]] = {
    "int": Integer,
    "int | None": Integer,
    "float | None": Float,
    "str": Text,
    "bool": Boolean,
    "tuple[str, ...]": TextList,
}


@dataclass(frozen=True, slots=True)
class Entity:
    """What every row has: an integer id, 0 until it is stored."""

    id: int = 0


E = TypeVar("E", bound=Entity)


def parent(entity: type[Entity]) -> Any:
    """A field that names the row's owner: the row goes when the owner goes."""
    return field(default=0, metadata={"refers": entity.__name__, "cascade": True})


def self_parent(name: str) -> Any:
    """Like `parent`, for a tree of one class; None for a row at the top."""
    return field(default=None, metadata={"refers": name, "cascade": True})


def link(name: str) -> Any:
    """A field that points at another row and becomes empty when that row goes."""
    return field(default=None, metadata={"refers": name, "cascade": False})


@dataclass_transform(frozen_default=True, field_specifiers=(field, parent, self_parent, link))
def entity(table_name: str) -> Callable[[type[E]], type[E]]:
    """Class decorator: makes the class a frozen dataclass and registers its table under `table_name`."""

    def decorate(cls: type[E]) -> type[E]:
        made = dataclass(frozen=True, slots=True)(cls)
        ENTITIES[table_name] = made
        return made

    return decorate


@cache
def table_name_of(cls: type[Entity]) -> str:
    """The table's name of a row class."""
    return next(name for name, known in ENTITIES.items() if known is cls)


@cache
def table_of(cls: type[Entity]) -> Table:
    """The SQLAlchemy table of a row class, made from its annotations at first use."""
    hints = get_type_hints(cls)
    columns = [Column("id", Integer, primary_key=True)]
    for item in dataclasses.fields(cls):
        if item.name != "id":
            columns.append(Column(item.name, _TYPES[_type_name(hints[item.name])]()))
    return Table(table_name_of(cls), METADATA, *columns)


@cache
def references_to(cls: type[Entity]) -> tuple[tuple[type[Entity], str, bool], ...]:
    """Who points at rows of `cls`: (row class, field, whether it goes with them)."""
    found = []
    for other in ENTITIES.values():
        for item in dataclasses.fields(other):
            if item.metadata.get("refers") == cls.__name__:
                found.append((other, item.name, bool(item.metadata["cascade"])))
    return tuple(found)


def _type_name(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint).replace("builtins.", "")
