"""Cells of tables: what a text that was typed or pasted into one means for its row, and what an editor begins with."""

from __future__ import annotations

from typing import Any

from ...models.activities import Activity
from ...models.entity import Entity
from ...models.indicators import Task
from ...models.programme import GridRow
from ..columns import extra_index, shown_field
from ..plan_text import percent_and_words, percent_text, without_dash
from .activities import parse_percent

_HEADING_FIELDS = ("number", "text")


def is_heading(row: Entity) -> bool:
    """Whether a row stands across its table: a group, a task, a heading of a matrix."""
    if isinstance(row, Activity):
        return row.level == "group"
    return isinstance(row, Task) or (isinstance(row, GridRow) and row.heading)


def takes(row: Entity, field: str) -> bool:
    """Whether a field of a row can be typed into; headings have a number and a text."""
    if not is_heading(row):
        return True
    return field == "cell0" if isinstance(row, GridRow) else field in _HEADING_FIELDS


def typed(row: Entity, field: str) -> str:
    """The text of a cell as it would be typed."""
    if isinstance(row, GridRow):
        place = cell_index(field)
        return row.cells[place] if place < len(row.cells) else ""
    if isinstance(row, Activity):
        if field == "done":
            return "" if row.percent is None else str(row.percent)
        if field == "percent":
            return percent_text(row)
    return shown_field(row, field)


def values(row: Entity, field: str, text: str) -> dict[str, Any]:
    """The fields of a row that a text for one of its cells sets; UserError when it cannot be taken."""
    text = text.strip()
    if isinstance(row, GridRow):
        return {"cells": _with(row.cells, cell_index(field), text)}
    if not isinstance(row, Activity):
        return {field: text}
    if field == "done":
        return {"percent": parse_percent(text)}
    if field == "percent":
        return _percent_and_progress(text)
    if field == "text" and row.level == "sub":
        return {"text": without_dash(text)}
    place = extra_index(field)
    return {field: text} if place is None else {"extra": _with(row.extra, place, text)}


def cell_index(field: str) -> int:
    """Which cell of a grid's row a field is: «cell2» → 2."""
    return int(field.removeprefix("cell"))


def _percent_and_progress(text: str) -> dict[str, Any]:
    """«60 %; два семинара»: the form's column takes both, and words alone too."""
    percent, words = percent_and_words(text)
    return {"percent": percent if percent is None else parse_percent(str(percent)), "progress": words}


def _with(texts: tuple[str, ...], place: int, text: str) -> tuple[str, ...]:
    longer = [*texts, *[""] * (place + 1 - len(texts))]
    longer[place] = text
    return tuple(longer)
