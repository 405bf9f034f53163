"""The outline of a programme and the sections that are plain rows: passport, reporting schedule, grids, texts."""

from __future__ import annotations

from dataclasses import field

from .entity import Entity, entity, owned_by

SECTION_KINDS = (
    "text",
    "order",
    "passport",
    "activities",
    "indicators",
    "schedule",
    "criteria",
    "results",
    "staff",
    "matrix",
)
"""What a section can hold besides its text."""


@entity("section")
class Section(Entity):
    """A place in the outline.

    `key` ties it to the format definition and is empty for a section of the school's own. `numbering` is "decimal"
    (1, 5.1), "appendix" (Приложение 1) or "none"; `title_role` says how the title is printed: as a "heading", as a
    "caption" above a table, or not at all ("hidden"). `columns` holds «field|label» pairs where a table's columns
    differ from the format's, or the column headings of a matrix or staff table.
    """

    parent_id: int | None = field(default=None, metadata=owned_by("Section"))
    position: int = 0
    key: str = ""
    kind: str = "text"
    title: str = ""
    numbering: str = "none"
    title_role: str = "heading"
    hidden: bool = False
    columns: tuple[str, ...] = ()


@entity("section_text")
class SectionText(Entity):
    """A text of a section as document-tree blocks in JSON; `slot`: body, after, conclusions or measures."""

    section_id: int = field(default=0, metadata=owned_by("Section"))
    slot: str = "body"
    body: str = "[]"


@entity("passport_row")
class PassportRow(Entity):
    """A row of the passport: a label and a text as document-tree blocks in JSON."""

    section_id: int = field(default=0, metadata=owned_by("Section"))
    position: int = 0
    key: str = ""
    label: str = ""
    body: str = "[]"


@entity("schedule_row")
class ScheduleRow(Entity):
    """A row of the reporting schedule (section 8); `number` is empty when the program numbers it."""

    section_id: int = field(default=0, metadata=owned_by("Section"))
    position: int = 0
    number: str = ""
    kind: str = ""
    content: str = ""
    form: str = ""
    control_date: str = ""


@entity("grid_row")
class GridRow(Entity):
    """A row of a matrix or a staff table: one text a column; a `heading` row has one text across the table."""

    section_id: int = field(default=0, metadata=owned_by("Section"))
    position: int = 0
    heading: bool = False
    cells: tuple[str, ...] = ()
