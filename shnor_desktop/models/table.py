"""The table of a row class: its columns, and how Python's values lie in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """Name and columns of a table, id first; `readers` and `writers` are for columns that SQLite has no type for."""

    name: str
    columns: tuple[str, ...]
    readers: tuple[tuple[int, Callable[[Any], Any]], ...] = ()
    writers: tuple[tuple[str, Callable[[Any], Any]], ...] = ()

    @classmethod
    def of(cls, name: str, kinds: Mapping[str, str]) -> Table:
        """The table for columns of these kinds, which are Python's types as they are written in annotations."""
        if unknown := [kind for kind in kinds.values() if kind not in _PLAIN and kind not in _READ]:
            raise TypeError(f"no column for {', '.join(unknown)}")
        return cls(
            name,
            tuple(kinds),
            tuple((place, _READ[kind]) for place, kind in enumerate(kinds.values()) if kind in _READ),
            tuple((column, _WRITE[kind]) for column, kind in kinds.items() if kind in _WRITE),
        )

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        """A row of SQLite as Python's values."""
        if not self.readers:
            return row
        values = list(row)
        for place, reader in self.readers:
            values[place] = reader(values[place])
        return values

    def written(self, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[list[Any]]:
        """These columns of rows as SQLite keeps them."""
        writers = [(columns.index(column), writer) for column, writer in self.writers if column in columns]
        result = [[row[column] for column in columns] for row in rows]
        for values in result:
            for place, writer in writers:
                values[place] = writer(values[place])
        return result


def _read_texts(value: Any) -> tuple[str, ...]:
    """A JSON list as a tuple; a damaged value reads as one text, never lost."""
    if value == "[]" or not value:
        return ()
    try:
        loaded = json.loads(value)
    except ValueError:
        return (str(value),)
    return tuple(str(item) for item in loaded) if isinstance(loaded, list) else (str(value),)


def _write_texts(value: Sequence[str]) -> str:
    return json.dumps(list(value), ensure_ascii=False) if value else "[]"


_PLAIN = {"int", "int | None", "float | None", "str"}
_READ: dict[str, Callable[[Any], Any]] = {"bool": bool, "tuple[str, ...]": _read_texts}
_WRITE: dict[str, Callable[[Any], Any]] = {"bool": int, "tuple[str, ...]": _write_texts}
