"""The banks that come with the program. Read once: they do not change while it runs."""

from __future__ import annotations

import functools
import tomllib
from typing import TypeVar

from ...resources import resource_path
from .model import BankIndicator, BankItem, Measure, Topic, Topics
from .reading import items_of, read_text

T = TypeVar("T", bound=BankItem)


@functools.cache
def topics() -> Topics:
    """The table of directions and deficits."""
    data = tomllib.loads(resource_path("banks", "topics.toml").read_text("utf-8"))
    return Topics(
        tuple(Topic(**entry) for entry in data["direction"]), tuple(Topic(**entry) for entry in data["deficit"])
    )


@functools.cache
def shipped_measures() -> tuple[Measure, ...]:
    """The program's own measures, by direction."""
    return _read("measures", Measure)


@functools.cache
def shipped_indicators() -> tuple[BankIndicator, ...]:
    """The program's own indicators, by direction."""
    return _read("indicators", BankIndicator)


def _read(folder: str, cls: type[T]) -> tuple[T, ...]:
    """One file a direction, in the order of the table."""
    items: list[T] = []
    for direction in topics().directions:
        path = resource_path("banks", folder, f"{direction.key}.toml")
        items.extend(items_of(cls, read_text(path), path.name, topics(), own=False))
    return tuple(items)
