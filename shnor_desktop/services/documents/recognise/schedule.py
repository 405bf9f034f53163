"""Recognising the reporting schedule (section 8)."""

from __future__ import annotations

from ....models.programme import ScheduleRow
from ...numbering import typed_number
from ..tree import Table
from .tables import header_index, lines_of
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
    """The rows of the schedule, empty ones left out."""
    lines = lines_of(table)
    index = header_index(lines, HEADER)
    if index is None:
        raise ValueError("not a reporting schedule")
    fields = [next((field for field, word in _COLUMNS if word in norm(label)), "") for label in lines[index].texts]
    if fields and not fields[0]:
        fields[0] = "number"
    rows: list[ScheduleRow] = []
    for line in lines[index + 1 :]:
        values = {field: text for field, text in zip(fields, line.texts, strict=True) if field}
        if any(text for field, text in values.items() if field != "number"):
            values["number"] = typed_number(values.get("number", ""), str(len(rows) + 1))
            rows.append(ScheduleRow(**values))  # type: ignore[arg-type]
    return rows
