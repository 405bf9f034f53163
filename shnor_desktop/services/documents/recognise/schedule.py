"""Recognising the reporting schedule (section 8)."""

from __future__ import annotations

from ....models.programme import ScheduleRow
from ...formats import SectionSpec
from ...numbering import typed_number
from ..tree import Table
from .tables import Line, header_index, is_number_label, is_numbers_row, kept_columns, lines_of
from .words import norm

HEADER = ("мониторинг", "контрольныйсрок")
"""Words by which the table is known."""

_COLUMNS = (
    ("kind", "видмониторинга"),
    ("content", "содержание"),
    ("form", "форма"),
    ("control_date", "контрольныйсрок"),
)


def read_schedule(table: Table) -> list[ScheduleRow]:
    """The rows of the schedule, empty ones left out; what other columns say goes to the content, with its heading."""
    index, lines = _header(table)
    fields, labels = _fields(lines[index].texts), [" ".join(text.split()) for text in lines[index].texts]
    head = norm("".join(labels))
    rows: list[ScheduleRow] = []
    for line in lines[index + 1 :]:
        values = {field: text for field, text in zip(fields, line.texts, strict=True) if field}
        others = [(label, text) for field, label, text in zip(fields, labels, line.texts, strict=True) if not field]
        if more := [f"{label}: {text}" for label, text in others if text]:
            values["content"] = "\n".join(text for text in (values.get("content", ""), *more) if text)
        if is_numbers_row(line) or norm("".join(line.texts)) == head:
            continue
        if any(text for field, text in values.items() if field != "number"):
            values["number"] = typed_number(values.get("number", ""), str(len(rows) + 1))
            rows.append(ScheduleRow(**values))  # type: ignore[arg-type]
    return rows


def own_columns(table: Table, spec: SectionSpec) -> tuple[str, ...]:
    """The columns as the section keeps them, none where they are the form's."""
    index, lines = _header(table)
    labels = [" ".join(text.split()) for text in lines[index].texts]
    known = [(field, label) for field, label in zip(_fields(lines[index].texts), labels, strict=True) if field]
    if len(known) < len(labels) and "content" not in [field for field, _ in known]:
        known.append(("content", "Содержание"))
    return kept_columns(known, spec)


def _header(table: Table) -> tuple[int, list[Line]]:
    lines = lines_of(table)
    index = header_index(lines, HEADER)
    if index is None:
        raise ValueError("not a reporting schedule")
    return index, lines


def _fields(labels: tuple[str, ...]) -> list[str]:
    fields: list[str] = []
    for label in labels:
        found = next((field for field, word in _COLUMNS if word in norm(label) and field not in fields), "")
        fields.append("number" if is_number_label(label) and "number" not in fields else found)
    if fields and not fields[0] and "number" not in fields:
        fields[0] = "number"
    return fields
