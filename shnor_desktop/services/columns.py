"""The columns a section's table shows: the form's, or its own where an imported table had others.

A section keeps its own columns as texts «field|label|width»; in a matrix or staff table the field is «cell», and a
label «Стаж работы//до 2 лет» stands under a header cell shared by neighbours.
"""

from __future__ import annotations

from ..models.entity import Entity
from ..models.programme import Section
from .formats import ColumnSpec, SectionSpec

GROUP_MARK = "//"
"""Between the label of a shared header cell and the column's own."""


def columns_of(section: Section, spec: SectionSpec, school_name: str = "") -> tuple[ColumnSpec, ...]:
    """The section's own columns, else the form's with the school's name put in."""
    if section.columns:
        return tuple(_parse(text) for text in section.columns)
    return tuple(
        ColumnSpec(
            column.field,
            column.label.replace("{school}", school_name or "Школа"),
            column.width,
            column.align,
            column.group,
            column.required,
        )
        for column in spec.columns
    )


def column_text(column: ColumnSpec) -> str:
    """A column as a section keeps it."""
    group, label = (text.replace("|", "/").replace(GROUP_MARK, "/") for text in (column.group, column.label))
    whole = f"{group}{GROUP_MARK}{label}" if group else label
    return f"{column.field}|{whole}|{column.width:g}"


def extra_index(field: str) -> int | None:
    """Which of an activity's extra texts a column shows («extra0» → 0); None for ordinary fields."""
    number = field.removeprefix("extra")
    return int(number) if number != field and number.isdigit() else None


def shown_field(row: Entity, field: str) -> str:
    """What stands in the column of a row; a field that nobody filled is empty, 0 is not."""
    index = extra_index(field)
    if index is not None:
        extra: tuple[str, ...] = getattr(row, "extra", ())
        return extra[index] if index < len(extra) else ""
    value = getattr(row, field)
    return "" if value is None else str(value)


def _parse(text: str) -> ColumnSpec:
    field, _, rest = text.partition("|")
    label, bar, width = rest.rpartition("|")
    if not bar:
        label, width = rest, ""
    group, mark, own = label.partition(GROUP_MARK)
    try:
        relative = float(width)
    except ValueError:
        relative = 10.0
    return ColumnSpec(field, own if mark else label, relative, "", group if mark else "")
