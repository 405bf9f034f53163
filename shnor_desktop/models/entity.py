"""Rows of a school file as frozen dataclasses, each the one description of its database table.

A field's annotation gives the column's type, `owned_by` and `points_at` say which rows go with which. The migrations
in plain SQL make the tables; a test compares the two. `tables` gives them to SQLAlchemy.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform, get_type_hints

ENTITIES: dict[str, type[Entity]] = {}
"""Table name → row class, in order of definition (parents first)."""


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


def kinds_of(cls: type[Entity]) -> dict[str, str]:
    """The fields of a row class, id first, with their types as they are written in annotations."""
    hints = get_type_hints(cls)
    return {item.name: _type_name(hints[item.name]) for item in dataclasses.fields(cls)}


def read_texts(value: Any) -> tuple[str, ...]:
    """A JSON list from the file as a tuple; a damaged value reads as one text, never lost."""
    if value == "[]" or not value:
        return ()
    try:
        loaded = json.loads(value)
    except ValueError:
        return (str(value),)
    return tuple(str(item) for item in loaded) if isinstance(loaded, list) else (str(value),)


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
