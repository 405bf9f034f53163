"""Taking a table for what a person says it is, whatever its header says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...columns import column_text
from ...formats import FREE_SECTION, SectionSpec
from ..tree import Paragraph, Run, Table, paragraph
from . import criteria, grids, indicators, passport, plans, schedule
from .assignment import OWN, Assignment
from .found import FoundSection
from .table_columns import has_columns, header_of
from .tables import Line

if TYPE_CHECKING:
    from .walk import Walker

TARGET_KINDS = ("passport", "activities", "indicators", "schedule", "criteria", "matrix", "staff")
"""Kinds of sections that a table can become."""

ENOUGH_ROWS = 200
"""Rows that tell what the columns of a table are; thousands of them would be slow."""

OWN_KINDS = ("activities", "indicators", "staff")
"""Kinds that a table of the school's own can be, without a section of the form."""


def take_assigned(walker: Walker, table: Table, lines: list[Line], said: Assignment) -> FoundSection | None:
    """The section that has taken the table; None where its rows do not fit, so that it stays text."""
    spec = walker.form.sections.get(said.target, FREE_SECTION)
    kind = said.target.removeprefix(OWN) if said.target.startswith(OWN) else spec.kind
    if kind not in TARGET_KINDS or not _fits(table, lines, spec, kind, walker):
        return None
    section = walker.section_for(kind, spec)
    if has_columns(kind):
        _take_columns(section, table, lines, said, walker)
    elif kind == "passport":
        section.passport += passport.read_passport(table, spec)
    elif kind == "criteria":
        _take_criteria(section, table, walker)
    else:
        section.text("body").extend(paragraph(text, "caption") for text in grids.text_above(table))
        rows, columns = grids.read_grid(table, section.spec)
        section.columns = section.columns if section.grid else columns
        section.grid += rows
    return section


def _fits(table: Table, lines: list[Line], spec: SectionSpec, kind: str, walker: Walker) -> bool:
    if kind == "criteria":
        return criteria.read_criteria(table, spec, walker.form) is not None
    return kind != "passport" or len(lines[0].texts) > 1


def _take_columns(section: FoundSection, table: Table, lines: list[Line], said: Assignment, walker: Walker) -> None:
    header = header_of(lines[:ENOUGH_ROWS], section.kind, said)
    numbering = walker.form.numbering
    again = section.table_found  # the second table of one section goes on with its rows
    if section.kind == "activities":
        section.text("body").extend(paragraph(text, "caption") for text in plans.text_above(table, header))
        rows, columns = plans.read_plan(table, section.spec, numbering, header)
        section.activities += rows
    elif section.kind == "indicators":
        section.tasks += indicators.read_indicators(table, numbering, header)
        columns = indicators.own_columns(table, section.spec, header)
    else:
        section.schedule += schedule.read_schedule(table, header)
        columns = schedule.own_columns(table, section.spec, header)
    section.columns = _both(section, columns) if again else columns


def _both(section: FoundSection, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a section and those that its next table has besides: what it says has to be seen on paper."""
    usual = tuple(column_text(column) for column in section.spec.columns)
    known = section.columns or usual
    fields = {column.split("|")[0] for column in known}
    more = tuple(column for column in columns or usual if column.split("|")[0] not in fields)
    return (*known, *more) if more else section.columns


def _take_criteria(section: FoundSection, table: Table, walker: Walker) -> None:
    facts = criteria.read_criteria(table, section.spec, walker.form)
    values = None
    if facts is not None:
        values = (
            criteria.of_another_wave(facts.values, section.values, section.spec) if section.values else facts.values
        )
    if facts is None or values is None:
        section.text("after").append(table)
        return
    section.values += values
    section.text("after").extend(Paragraph((Run(note),)) for note in facts.notes)
    if facts.school:
        walker.found.school.setdefault("short_name", facts.school)
