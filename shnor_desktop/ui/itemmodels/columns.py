"""Which columns a table shows: those of the section itself, else of its spec, else of the form's like sections."""

from __future__ import annotations

import dataclasses

from ...services.columns import columns_of
from ...services.formats import ColumnSpec, Format, SectionSpec
from ...services.queries import OutlineEntry

DONE = ColumnSpec("done", "Готово", width=7, align="center")
"""The column at the right end of every plan whose form does not ask for the per cent itself."""


def field_columns(entry: OutlineEntry, form: Format) -> tuple[ColumnSpec, ...]:
    """The columns of a table whose rows have fields."""
    known = {column.field: column for column in entry.spec.columns}
    columns = columns_of(entry.section, entry.spec) or _like(entry.section.kind, form)
    return tuple(_as_known(column, known.get(column.field)) for column in columns)


def heading_columns(entry: OutlineEntry, school: str, count: int) -> tuple[ColumnSpec, ...]:
    """The columns cell0, cell1… of a matrix or staff table, at least `count` of them."""
    columns = list(columns_of(entry.section, entry.spec, school))
    columns += [ColumnSpec("cell", "", width=15)] * (count - len(columns))
    known = entry.spec.columns if len(entry.spec.columns) == len(columns) else (None,) * len(columns)
    return tuple(
        dataclasses.replace(_as_known(column, spec), field=f"cell{n}")
        for n, (column, spec) in enumerate(zip(columns, known, strict=True))
    )


def header_text(column: ColumnSpec) -> str:
    """What the header shows: a group's label stands above the column's own."""
    return f"{column.group}:\n{column.label}" if column.group else column.label


def _as_known(column: ColumnSpec, known: ColumnSpec | None) -> ColumnSpec:
    """A column of the section's own keeps what the form says about its field."""
    return dataclasses.replace(column, align=known.align, required=known.required) if known else column


def _like(kind: str, form: Format) -> tuple[ColumnSpec, ...]:
    """The columns of the form's first section of that kind, for a section that came from nowhere."""
    specs: tuple[SectionSpec, ...] = form.section
    return next((spec.columns for spec in specs if spec.kind == kind and spec.columns), ())
