"""What a committed action did to the file, row by row: the base of undo and of views that refresh themselves."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..models.entity import ENTITIES, Entity
from .jobs import BLOCK, Progress, in_blocks, no_progress

Values = dict[str, Any]
"""A row's columns by name, id included."""

_DECODER = json.JSONDecoder()
_LONG = 200_000  # characters
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


RESULT_TABLES = ("exam_result", "method_setting")
"""A change of either of these makes what is worked out from results another."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; None before means it was added, None after that it was removed."""

    table: str
    id: int
    before: Values | None
    after: Values | None

    @property
    def entity(self) -> type[Entity]:
        """The class of the row."""
        return ENTITIES[self.table]

    @property
    def kind(self) -> str:
        """Whether the row was "added", "removed" or "changed"."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def squeeze(changes: list[Change]) -> list[Change]:
    """The same effect with at most one change a row, in the order of first touch; rows that end as they began go."""
    first: dict[tuple[str, int], Change] = {}
    for change in changes:
        key = (change.table, change.id)
        known = first.get(key)
        first[key] = change if known is None else Change(change.table, change.id, known.before, change.after)
    return [change for change in first.values() if change.before != change.after]


def inverse(changes: list[Change]) -> list[Change]:
    """The changes that take these back."""
    return [Change(change.table, change.id, change.after, change.before) for change in reversed(changes)]


def to_json(changes: list[Change], progress: Progress = no_progress) -> str:
    """The changes as they are kept in the file's history; of a row that stays, `after` holds what became different."""
    blocks = (
        _ENCODER.encode([[c.table, c.id, c.before, _different(c)] for c in block])[1:-1]
        for block in in_blocks(changes, progress)
    )
    return f"[{','.join(blocks)}]"


def from_json(text: str, progress: Progress = no_progress) -> list[Change]:
    """Read what `to_json` wrote; of a long step change by change, so that somebody else gets a turn between."""
    if len(text) < _LONG:
        return [_change(*parts) for parts in json.loads(text)]
    changes, place = [], text.index("[") + 1
    while text[place] != "]":
        parts, place = _DECODER.raw_decode(text, place)
        changes.append(_change(*parts))
        place += text[place] == ","
        if len(changes) % BLOCK == 0:
            progress(place / len(text))
    return changes


def _different(change: Change) -> Values | None:
    before, after = change.before, change.after
    if before is None or after is None:
        return after
    return {name: value for name, value in after.items() if name not in before or value != before[name]}


def _change(table: str, id_: int, before: Values | None, after: Values | None) -> Change:
    known = _values(table, before)
    return Change(
        table, id_, known, _values(table, after) if known is None or after is None else {**known, **_read(after)}
    )


def _read(values: Values) -> Values:
    """JSON knows no tuples: lists of texts become tuples again."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _values(table: str, values: Values | None) -> Values | None:
    """Fields that are younger than the step stand empty."""
    return None if values is None else {**_empty(table), **_read(values)}


@cache
def _empty(table: str) -> Values:
    """The fields of a row in which nothing was said."""
    return {item.name: item.default for item in dataclasses.fields(ENTITIES[table])}
