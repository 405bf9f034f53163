"""Rows of a school file as frozen dataclasses, each the one description of its database table.

A field's annotation gives the column's type, `owned_by` and `points_at` say which rows go with which. The migrations
in plain SQL make the tables; a test compares the two.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass, field
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


def owned_by(name: str) -> dict[str, Any]:
    """Metadata of a field that names the row's owner: the row goes when the owner goes."""
    return {"refers": name, "cascade": True}


def points_at(name: str) -> dict[str, Any]:
    """Metadata of a field that points at another row and becomes empty when that row goes."""
    return {"refers": name, "cascade": False}


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def entity(table_name: str) -> Callable[[type[E]], type[E]]:
    """Class decorator: makes the class a frozen dataclass and registers its table under `table_name`."""

    def decorate(cls: type[E]) -> type[E]:
        made = dataclass(frozen=True, slots=True)(cls)
        ENTITIES[table_name] = made
        return made

    return decorate


def table_name_of(cls: type[Entity]) -> str:
    """The table's name of a row class."""
    return next(name for name, known in ENTITIES.items() if known is cls)


def table_of(cls: type[Entity]) -> Table:
    """The SQLAlchemy table of a row class, made from its annotations at first use."""
    made = METADATA.tables.get(table_name_of(cls))
    return _make_table(cls) if made is None else made


def _make_table(cls: type[Entity]) -> Table:
    hints = get_type_hints(cls)
    columns = [Column("id", Integer, primary_key=True)]
    others = [item.name for item in dataclasses.fields(cls) if item.name != "id"]
    columns += [Column(name, _TYPES[_type_name(hints[name])]()) for name in others]
    return Table(table_name_of(cls), METADATA, *columns)


def references_to(cls: type[Entity]) -> tuple[tuple[type[Entity], str, bool], ...]:
    """Who points at rows of `cls`: (row class, field, whether it goes with them)."""
    return tuple(
        (other, item.name, bool(item.metadata["cascade"]))
        for other in ENTITIES.values()
        for item in dataclasses.fields(other)
        if item.metadata.get("refers") == cls.__name__
    )


def _type_name(hint: Any) -> str:
    plain = isinstance(hint, type) and not hasattr(hint, "__args__")
    return hint.__name__ if plain else str(hint)
