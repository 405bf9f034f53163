"""Places of a programme in words: «activity:12:period» is a row and a field of it."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A table of the file, the id of a row (or another name for it), and a field."""

    table: str
    name: str = ""
    field: str = ""

    @property
    def id(self) -> int:
        """The row's id, 0 when it is named otherwise."""
        return int(self.name) if self.name.isdecimal() else 0


def parse_place(text: str) -> Place:
    """Read a place; anything is one, known or not."""
    table, _, rest = text.partition(":")
    name, _, field = rest.partition(":")
    return Place(table, name, field)
