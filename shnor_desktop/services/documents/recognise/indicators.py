"""Recognising tasks and target indicators (section 7)."""

from __future__ import annotations

import re

from ....models.indicators import Indicator, Task
from ...formats import NumberingSpec
from ...numbering import typed_number
from ..tree import Table
from .tables import header_index, lines_of
from .words import norm

HEADER = ("показател", "единицаизмерения")
"""Words by which the table is known."""

_COLUMNS = (
    ("unit", ("единица",)),
    ("achieved", ("достижение", "достигнут", "фактическ")),
    ("target", ("значение", "планов", "целевое")),
    ("baseline", ("исходн", "базов")),
    ("note", ("примечан",)),
    ("text", ("наименование", "показател")),
    ("number", ("задачи", "задача", "номер")),
)
_COMPARISON = re.compile(r"^(не\s|выше|ниже|больше|меньше|более|менее|равн)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^(.*?)\s*\(((?:не |выше|ниже|больше|меньше|более|менее|равн)[^()]*)\)$", re.DOTALL)


def read_indicators(table: Table, numbering: NumberingSpec) -> list[tuple[Task, list[Indicator]]]:
    """Tasks with their indicators; a comparison typed in the unit's column is taken apart from the unit."""
    lines = lines_of(table)
    index = header_index(lines, HEADER)
    if index is None:
        raise ValueError("not a table of indicators")
    fields = _fields(lines[index].texts)
    tasks: list[tuple[Task, list[Indicator]]] = []
    for line in lines[index + 1 :]:
        values = {field: text for field, text in zip(fields, line.texts, strict=True) if field}
        number, text = values.get("number", ""), values.get("text", "")
        if not any(line.texts) or line.header:
            continue
        if line.across or line.style == "table_group" or norm(number).startswith("задач"):
            own = numbering.task.format(task=len(tasks) + 1)
            tasks.append((Task(number=typed_number(number, own), text=text or next(t for t in line.texts if t)), []))
            continue
        if not tasks:
            tasks.append((Task(), []))
        tasks[-1][1].append(_indicator(values, len(tasks[-1][1]) + 1))
    return tasks


def _indicator(values: dict[str, str], place: int) -> Indicator:
    unit, target, comparison = values.get("unit", ""), values.get("target", ""), ""
    if _COMPARISON.match(unit):
        unit, comparison = "", unit
    elif found := _IN_BRACKETS.match(target):
        target, comparison = found[1], found[2]
    return Indicator(
        number=typed_number(values.get("number", ""), f"{place}."),
        text=values.get("text", ""),
        unit=unit,
        comparison=comparison,
        baseline=values.get("baseline", ""),
        target=target,
        achieved=values.get("achieved", ""),
        note=values.get("note", ""),
    )


def _fields(labels: tuple[str, ...]) -> list[str]:
    fields: list[str] = []
    for label in labels:
        plain = norm(label)
        field = next(
            (name for name, words in _COLUMNS if name not in fields and any(word in plain for word in words)), ""
        )
        fields.append("number" if not plain and label.strip() and "number" not in fields else field)
    if "number" not in fields and fields and not fields[0]:
        fields[0] = "number"
    return fields
