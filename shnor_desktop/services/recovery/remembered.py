"""Rows of lost pages as the file's own history remembers them: what a step wrote is kept there a second time.

Only rows of tables that miss something are looked for. The newest step that names a row decides: what it left is what
the row was, and a row that it removed stays removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields

from ...models.entity import ENTITIES
from ..changes import Change, Values, from_json
from .pages import Value

_WIDTH, _UNDONE, _CHANGES = 7, 5, 6
"""Columns of a step, and the places of two of them."""

Rows = dict[str, dict[int, tuple[Value, ...]]]


def remembered(steps: Mapping[object, tuple[Value, ...]], missing: Iterable[str]) -> Rows:
    """Table → id → values, for the tables that miss rows."""
    wanted = set(missing)
    last: dict[tuple[str, int], Values | None] = {}
    for _, values in sorted(steps.items(), key=lambda item: _number(item[0])):
        for change in _changes(values):
            if change.table in wanted:
                last[change.table, change.id] = change.after
    found: Rows = {}
    for (table, id_), row in last.items():
        if row is not None:
            found.setdefault(table, {})[id_] = _stored(table, row)
    return found


def _number(key: object) -> int:
    return key if isinstance(key, int) else 0


def _changes(values: tuple[Value, ...]) -> list[Change]:
    """What a step did; nothing when it was undone or its text is torn."""
    text = values[_CHANGES] if len(values) == _WIDTH else None
    if not isinstance(text, str) or values[_UNDONE]:
        return []
    try:
        return [change for change in from_json(text) if isinstance(change.id, int)]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return []


def _stored(table: str, row: Values) -> tuple[Value, ...]:
    """A row's values as the table holds them, in the order of its columns."""
    return tuple(_value(row[item.name]) for item in fields(ENTITIES[table]))


def _value(value: object) -> Value:
    if isinstance(value, (tuple, list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, (int, float, str, bytes)) else None
