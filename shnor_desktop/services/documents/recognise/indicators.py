"""Recognising tasks and target indicators (section 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....models.indicators import Indicator, Task
from ...formats import NumberingSpec, SectionSpec
from ...numbering import typed_number
from ..tree import Table
from .tables import Line, PlanHeader, header_index, is_number_label, is_numbers_row, kept_columns, lines_of
from .words import has_any, norm

HEADER = ("показател", "единиц|едизм")
"""Words by which the table is known."""

_COLUMNS = (
    ("unit", ("единиц", "едизм")),
    ("achieved", ("достижение", "достигнут", "фактическ")),
    ("baseline", ("исходн", "базов")),
    ("target", ("значение", "планов", "целевое")),
    ("note", ("примечан",)),
    ("text", ("наименование", "показател")),
    ("number", ("задачи", "задача", "номер")),
)
_TASK = re.compile(r"^\s*(задача(?:\s*№)?\s*\d{1,3})\s*[.:)]?\s*(?:[-–—]\s+)?(\S.*)$", re.IGNORECASE | re.DOTALL)
_COMPARISON = re.compile(r"^(не\s|выше|ниже|больше|меньше|более|менее|равн)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^(.*?)\s*\(((?:не |выше|ниже|больше|меньше|более|менее|равн)[^()]*)\)$", re.DOTALL)


def read_indicators(
    table: Table, numbering: NumberingSpec, header: PlanHeader | None = None
) -> list[tuple[Task, list[Indicator]]]:
    """Tasks with their indicators; a comparison typed in the unit's column is taken apart from the unit.

    What stands in columns that the program does not know goes to the note, with the column's heading. A person may
    have said what the columns are: then the `header` is theirs.
    """
    lines = lines_of(table)
    header = header or indicators_header(lines)
    if header is None:
        raise ValueError("not a table of indicators")
    index, fields, labels = header.index, list(header.fields), list(header.labels)
    heads = [norm("".join(line.texts)) for line in lines[index : index + header.height]]
    body = [line for line in lines[index + header.height :] if any(line.texts) and not line.header]
    body = [line for line in body if norm("".join(line.texts)) not in heads and not is_numbers_row(line)]
    numbers = [line.texts[fields.index("number")] if "number" in fields else "" for line in body]
    own = lines[index].style == "table_header"  # a document of ours says by its styles what a row is
    tasks: list[tuple[Task, list[Indicator]]] = []
    for line, following in zip(body, [*numbers, ""][1:], strict=True):
        values = _values(line, fields, labels)
        if line.across or line.style == "table_group" or (not own and _is_task(values, following)):
            tasks.append((_task(line, values, numbering.task.format(task=len(tasks) + 1)), []))
            continue
        if not tasks:
            tasks.append((Task(), []))
        tasks[-1][1].append(_indicator(values, len(tasks[-1][1]) + 1))
    return tasks


def own_columns(table: Table, spec: SectionSpec, header: PlanHeader | None = None) -> tuple[str, ...]:
    """The columns as the section keeps them, none where they are the form's."""
    lines = lines_of(table)
    header = header or indicators_header(lines)
    if header is None:
        raise ValueError("not a table of indicators")
    fields = header.fields
    known = [(field, label) for field, label in zip(fields, header.labels, strict=True) if field]
    extra = any(
        text
        for line in lines[header.index + header.height :]
        for field, text in zip(fields, line.texts, strict=True)
        if not field
    )
    if extra and "note" not in fields:
        known.append(("note", "Примечание"))
    return kept_columns(known, spec)


def indicators_header(lines: list[Line]) -> PlanHeader | None:
    """The header of a table of indicators; None when this is none."""
    index = header_index(lines, HEADER)
    if index is None:
        return None
    labels = [" ".join(text.split()) for text in lines[index].texts]
    return PlanHeader(index, 1, tuple(indicator_fields(lines[index].texts)), tuple(labels), ("",) * len(labels))


def _values(line: Line, fields: list[str], labels: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    notes: list[str] = []
    for field, label, text, whole, cell in zip(fields, labels, line.texts, line.said, line.cells, strict=True):
        if field == "unit" and not text and cell is not None and cell.rows > 1:
            text = whole  # a merged cell speaks for every row it covers
        if field:
            values[field] = text
        elif text:
            notes.append(f"{label}: {text}" if label else text)
    if notes and not line.across:
        values["note"] = "\n".join(text for text in (values.get("note", ""), *notes) if text)
    return values


def _is_task(values: dict[str, str], following: str) -> bool:
    number = values.get("number", "")
    if norm(number).startswith("задач"):
        return True
    if any(text for field, text in values.items() if field not in ("number", "text")):
        return False
    digits = number.strip().rstrip(".)")
    if "number" not in values:
        return True
    return bool(_TASK.match(values.get("text", ""))) or (digits.isdigit() and following.startswith(f"{digits}."))


def _task(line: Line, values: dict[str, str], own: str) -> Task:
    place = line.wide
    number = values.get("number", "")
    text = values.get("text", "")
    if place is not None:
        text = line.texts[place]
        number = "" if number == text else number
    text = text or next((text for text in line.texts if text and text != number), "")
    if not number and (found := _TASK.match(text)):
        number, text = found[1], found[2].strip()
    return Task(number=typed_number(number, own), text=text or number)


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


def indicator_fields(labels: Sequence[str]) -> list[str]:
    """The field of each heading, "" for one that the program does not know."""
    fields: list[str] = []
    for label in labels:
        plain = norm(label)
        free = (name for name, words in _COLUMNS if name not in fields and has_any(plain, words))
        fields.append("number" if is_number_label(label) and "number" not in fields else next(free, ""))
    if "number" not in fields and fields and not fields[0]:
        fields[0] = "number"
    return fields
