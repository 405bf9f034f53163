"""Things on their way between two of our own processes: pickle, with frozen rows packed as the values they are made of.

What pickle does by itself with frozen dataclasses that have slots runs Python for each of them, twice: a document of
ten thousand rows took a second and a half to come over, and takes half a second so.
"""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from operator import attrgetter
from typing import Any, BinaryIO


def send(stream: BinaryIO, thing: object) -> None:
    """Put a thing on its way."""
    _Packer(stream, pickle.HIGHEST_PROTOCOL).dump(thing)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next thing that comes; EOFError when nothing more does."""
    return pickle.load(stream)


class _Packer(pickle.Pickler):
    def __init__(self, stream: BinaryIO, protocol: int) -> None:
        super().__init__(stream, protocol)
        self._values: dict[type, Callable[[Any], tuple[Any, ...]] | None] = {}

    def reducer_override(self, thing: Any) -> Any:
        """Class and values of a frozen row; anything else is packed as ever."""
        kind = type(thing)
        if kind not in self._values:
            self._values[kind] = _values_of(kind)
        values = self._values[kind]
        return NotImplemented if values is None else (kind, values(thing))


def _values_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """Takes the values of a row that can be made anew from nothing else."""
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return tuple
    if not dataclasses.is_dataclass(kind) or "__slots__" not in vars(kind):
        return None
    fields = dataclasses.fields(kind)
    if not all(field.init and not field.kw_only for field in fields):
        return None
    if len(fields) > 1:
        return attrgetter(*(field.name for field in fields))
    return lambda row: tuple(getattr(row, field.name) for field in fields)
