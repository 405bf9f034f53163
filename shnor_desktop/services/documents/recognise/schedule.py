"""Recognising the reporting schedule (section 8)."""

from __future__ import annotations

from collections.abc import Sequence

from ....models.programme import ScheduleRow
from ...formats import SectionSpec
from ...numbering import typed_number
from ..tree import Table
from .tables import Line, PlanHeader, header_index, is_number_label, is_numbers_row, kept_columns, lines_of
from .words import norm

HEADER = ("мониторинг", "контрольныйсрок")
"""Words by which the table is known."""

_COLUMNS = (
    ("kind", "видмониторинга"),
    ("content", "содержание"),
    ("form", "форма"),
    ("control_date", "контрольныйсрок"),
)


def read_schedule(table: Table, header: PlanHeader | None = None) -> list[ScheduleRow]:
    """The rows of the schedule, empty ones left out; what other columns say goes to the content, with its heading.

    A person may have said what the columns are: then the `header` is theirs.
    """
    lines, header = _lines_and_header(table, header)
    heads = [norm("".join(line.texts)) for line in lines[header.index : header.index + header.height]]
    rows: list[ScheduleRow] = []
    for line in lines[header.index + header.height :]:
        values = {field: text for field, text in zip(header.fields, line.texts, strict=True) if field}
        known = zip(header.fields, header.labels, line.texts, strict=True)
        if more := [f"{label}: {text}" if label else text for field, label, text in known if text and not field]:
            values["content"] = "\n".join(text for text in (values.get("content", ""), *more) if text)
        if is_numbers_row(line) or norm("".join(line.texts)) in heads:
            continue
        if any(text for field, text in values.items() if field != "number"):
            values["number"] = typed_number(values.get("number", ""), str(len(rows) + 1))
            rows.append(ScheduleRow(**values))  # type: ignore[arg-type]
    return rows


def own_columns(table: Table, spec: SectionSpec, header: PlanHeader | None = None) -> tuple[str, ...]:
    """The columns as the section keeps them, none where they are the form's."""
    _lines, header = _lines_and_header(table, header)
    known = [(field, label) for field, label in zip(header.fields, header.labels, strict=True) if field]
    if len(known) < len(header.labels) and "content" not in [field for field, _ in known]:
        known.append(("content", "Содержание"))
    return kept_columns(known, spec)


def schedule_header(lines: list[Line]) -> PlanHeader | None:
    """The header of a schedule; None when this is none."""
    index = header_index(lines, HEADER)
    if index is None:
        return None
    labels = [" ".join(text.split()) for text in lines[index].texts]
    return PlanHeader(index, 1, tuple(schedule_fields(lines[index].texts)), tuple(labels), ("",) * len(labels))


def _lines_and_header(table: Table, header: PlanHeader | None) -> tuple[list[Line], PlanHeader]:
    lines = lines_of(table)
    header = header or schedule_header(lines)
    if header is None:
        raise ValueError("not a reporting schedule")
    return lines, header


def schedule_fields(labels: Sequence[str]) -> list[str]:
    """The field of each heading, "" for one that the program does not know."""
    fields: list[str] = []
    for label in labels:
        found = next((field for field, word in _COLUMNS if word in norm(label) and field not in fields), "")
        fields.append("number" if is_number_label(label) and "number" not in fields else found)
    if fields and not fields[0] and "number" not in fields:
        fields[0] = "number"
    return fields
