"""A difference between a workbook that came back and the programme, and what taking it over would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...models.entity import Entity


@dataclass(frozen=True, slots=True)
class Target:
    """What a difference would change: fields of a row, or an answer to an indicator of a criterion.

    A row without an id is a new one; it will stand behind the row `after`, first of all where that is 0.
    """

    row: Entity
    fields: dict[str, Any]
    after: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs; `place` is the window's word for where the value stands."""

    section_id: int
    place: str
    title: str
    label: str
    was: str
    becomes: str
    sheet: str
    cell: str
    target: Target
    doubt: str = ""
