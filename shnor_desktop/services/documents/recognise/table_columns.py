"""What the columns of a table are, for each kind of section: by their headings, by what stands in them, by a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...field_names import ACTIVITY_FIELDS, INDICATOR_FIELDS, SCHEDULE_FIELDS
from .assignment import Assignment
from .indicators import indicator_fields, indicators_header
from .schedule import schedule_fields, schedule_header
from .tables import (
    HEADER_SEARCH_ROWS,
    LONGEST_LABEL,
    ROW_NUMBER,
    Line,
    PlanHeader,
    is_number_label,
    plan_fields,
    plan_header,
)
from .words import norm

_NAMES = {"activities": ACTIVITY_FIELDS, "indicators": INDICATOR_FIELDS, "schedule": SCHEDULE_FIELDS}
_NOT_READ = frozenset({"done", "progress", "evidence", "comparison"})
"""Fields that no column of a Word table has: the program takes them out of others."""

_BY_LABELS: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "activities": plan_fields,
    "indicators": indicator_fields,
    "schedule": schedule_fields,
}
_HEADERS = {"activities": plan_header, "indicators": indicators_header, "schedule": schedule_header}
_MAIN = {"activities": "text", "indicators": "text", "schedule": "content"}
_PERIOD = re.compile(
    r"\b(?:20\d\d|январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|ежегодно|постоянно|"
    r"ежеквартально|ежемесячно|в течение|квартал)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"директор|завуч|заместител|учител|педагог|руководител|администраци|специалист|методист|психолог|классн|школ",
    re.IGNORECASE,
)
_LONGEST_PERSON = 120
_ENOUGH = 0.5


def has_columns(kind: str) -> bool:
    """Whether a section of this kind knows its columns by fields."""
    return kind in _NAMES


def field_choices(kind: str) -> dict[str, str]:
    """The fields a column may be, with their Russian names."""
    return {field: name for field, name in _NAMES.get(kind, {}).items() if field not in _NOT_READ}


def header_of(lines: list[Line], kind: str, said: Assignment) -> PlanHeader:
    """The header of a table that is taken for this kind: the person's, the table's own, or the best guess."""
    found = _HEADERS[kind](lines) if said.header is not False else None
    header = found or _plain_header(lines, kind, named=said.header is not False)
    if len(said.fields) != len(header.fields) or not set(said.fields) <= {*field_choices(kind), ""}:
        return header
    body = lines[header.index + header.height :]
    fields = tuple(_with_main(list(said.fields), kind, [_texts(body, n) for n in range(len(said.fields))]))
    return PlanHeader(header.index, header.height, fields, header.labels, header.groups)


def _plain_header(lines: list[Line], kind: str, *, named: bool) -> PlanHeader:
    """The header of a table that has no words of this kind; `named`: its first full row names the columns."""
    index = _first_full(lines) if named else 0
    height = int(named and index < len(lines))
    width = len(lines[0].texts) if lines else 0
    labels = tuple(" ".join(text.split()) for text in lines[index].texts) if height else ("",) * width
    fields = _completed(_BY_LABELS[kind](labels), labels, kind, lines[index + height :])
    names = _NAMES[kind]
    shown = tuple(label or names.get(field, "") for label, field in zip(labels, fields, strict=True))
    return PlanHeader(index, height, tuple(fields), shown, ("",) * width)


def _first_full(lines: list[Line]) -> int:
    """The first row that looks like names of columns: short texts, most of the cells filled."""
    for index, line in enumerate(lines[:HEADER_SEARCH_ROWS]):
        filled = [text for text in line.texts if text]
        short = all(len(norm(text)) <= LONGEST_LABEL for text in filled)
        if not line.across and short and len(filled) * 2 > len(line.texts):
            return index
    return 0


def _completed(fields: list[str], labels: Sequence[str], kind: str, body: list[Line]) -> list[str]:
    """Fields that the headings do not tell, by what stands in the columns; a plan needs its text above all."""
    found = list(fields)
    columns = [_texts(body, n) for n in range(len(found))]
    for n, field in enumerate(found):
        if field == "number" and not is_number_label(labels[n]) and not _mostly(columns[n], ROW_NUMBER.fullmatch):
            found[n] = ""
    for field, pattern in (("number", ROW_NUMBER.fullmatch), ("period", _PERIOD.search), ("responsible", _is_person)):
        if field in field_choices(kind) and field not in found:
            place = next((n for n, texts in enumerate(columns) if not found[n] and _mostly(texts, pattern)), None)
            if place is not None:
                found[place] = field
    return _with_main(found, kind, columns)


def _with_main(fields: list[str], kind: str, columns: Sequence[Sequence[str]]) -> list[str]:
    """The fields with the one that a row cannot be without: where nothing has it, the column with the longest texts."""
    main = _MAIN[kind]
    if main not in fields and fields:
        free = [n for n, field in enumerate(fields) if not field] or range(len(fields))
        fields[max(free, key=lambda n: sum(map(len, columns[n])))] = main
    return fields


def _texts(body: list[Line], column: int) -> list[str]:
    return [line.texts[column] for line in body if line.texts[column]]


def _is_person(text: str) -> bool:
    return len(text) < _LONGEST_PERSON and bool(_PERSON.search(text))


def _mostly(texts: Sequence[str], matches: Callable[[str], object]) -> bool:
    return bool(texts) and sum(bool(matches(text.strip())) for text in texts) > _ENOUGH * len(texts)
