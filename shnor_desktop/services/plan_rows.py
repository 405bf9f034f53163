"""The skeleton of a plan: where its rows stand and what they are, without their texts.

A plan may have ten thousand rows. To put one among them, to number them or to count them, nobody needs their texts.
"""

from __future__ import annotations

import json
from functools import partial
from typing import NamedTuple, Protocol

from ..models.activities import Activity
from .reading import read_fields
from .school_file import SchoolFile

DONE = 100
"""Per cent from which an item counts as done."""


class Levelled(Protocol):
    """A row of a plan, or what is known of it."""

    @property
    def id(self) -> int:
        """The row's id."""
        ...

    @property
    def level(self) -> str:
        """group, item or sub."""
        ...

    @property
    def position(self) -> int:
        """Its place among its siblings."""
        ...

    @property
    def upper(self) -> bool:
        """Whether it is a group over groups."""
        ...


class Spot(NamedTuple):
    """A row of a plan: its id, level and place, the number that was typed for it, whether it is a group over groups."""

    id: int
    level: str
    position: int
    number: str
    upper: bool = False


_FIELDS = ", ".join(Spot._fields)
_SPOTS = (
    f"SELECT json_group_array(json_array({_FIELDS})),"
    " coalesce(sum(level = 'item' AND NOT upper), 0), coalesce(sum(level = 'group' AND NOT upper), 0),"
    " coalesce(sum(level = 'item' AND NOT upper AND percent >= ?), 0)"
    f" FROM (SELECT {_FIELDS}, percent FROM activity WHERE section_id = ? ORDER BY position, id)"
)
"""All at once: between two rows of ten thousand every thread that reads beside the window would want its turn."""


class Standing(NamedTuple):
    """How many items and groups a plan has, and how many of the items are done."""

    items: int
    groups: int
    done: int


class Skeleton(NamedTuple):
    """All rows of a plan in order, and its figures."""

    spots: list[Spot]
    standing: Standing


def skeleton(file: SchoolFile, section_id: int) -> Skeleton:
    """Everything that is known of a plan without its texts."""
    made = partial(tuple.__new__, Spot)  # what `Spot._make` does, without a call in Python for each of 10,000 rows
    found, *figures = file.raw.execute(_SPOTS, (DONE, section_id)).fetchone()
    return Skeleton(list(map(made, json.loads(found))), Standing(*figures))


def first_spots(file: SchoolFile, section_id: int, most: int) -> list[Spot]:
    """So many rows from the beginning of a plan."""
    found = file.raw.execute(
        f"SELECT {_FIELDS} FROM activity WHERE section_id = ? ORDER BY position, id LIMIT ?", (section_id, most)
    )
    return [Spot(*row) for row in found.fetchall()]


def count_rows(file: SchoolFile, section_id: int) -> int:
    """How many rows a plan has."""
    (found,) = file.raw.execute("SELECT count(*) FROM activity WHERE section_id = ?", (section_id,)).fetchone()
    return int(found)


def spots(file: SchoolFile, section_id: int) -> list[Spot]:
    """All rows of a plan in order."""
    return skeleton(file, section_id).spots


def standing(file: SchoolFile, section_id: int) -> Standing:
    """The figures of a plan, counted by the file itself."""
    counts: dict[str, tuple[int, int]] = {
        level: (rows, done)
        for level, rows, done in file.raw.execute(
            "SELECT level, count(*), coalesce(sum(percent >= ?), 0) FROM activity"
            " WHERE section_id = ? AND NOT upper GROUP BY level",
            (DONE, section_id),
        )
    }
    items, done = counts.get("item", (0, 0))
    return Standing(items, counts.get("group", (0, 0))[0], done)


def texts(file: SchoolFile, section_id: int) -> set[str]:
    """What the rows of a plan say."""
    return {text for (text,) in read_fields(file.raw, Activity, ("text",), {"section_id": section_id})}
