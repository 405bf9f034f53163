"""Rows that a colleague added to a plan in a workbook: found among those that are known, put into the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made
from typing import TYPE_CHECKING, Any

from ...models.activities import Activity
from ...models.errors import UserError
from ..editing.cells import values
from ..editing.rows import checked, insert_at
from ..plan_rows import spots
from ..queries import ProgrammeData, SectionData
from .criteria_in import Spot, text_of
from .difference import Difference, Target
from .labels import key_of

if TYPE_CHECKING:
    from ..school_file import SchoolFile
    from ..transaction import Transaction

NEW = "Новая строка"
"""What such a difference is called."""

Rows = Sequence[Sequence[object]]


@dataclass
class PlanSheet:
    """A plan on a sheet that came back: the column of each field, the known rows where they stand, those not found."""

    columns: dict[str, int] = made(default_factory=dict)
    stand: dict[int, int] = made(default_factory=dict)
    """Row of the sheet → id of the activity."""
    lost: list[str] = made(default_factory=list)


def added_rows(data: ProgrammeData, sheets: Mapping[str, Rows], plans: Mapping[str, PlanSheet]) -> Iterator[Difference]:
    """Rows with a text between and below those that are known, whose text no row of the plan has."""
    owners = {entry.row.id: section for section in data.sections for entry in section.activities}
    for name, plan in plans.items():
        if plan.stand and "text" in plan.columns:
            yield from _added(name, sheets.get(name, ()), plan, owners[next(iter(plan.stand.values()))])


def put_added(transaction: Transaction, file: SchoolFile, added: Sequence[Difference]) -> None:
    """Store new rows behind those that they stand behind in the workbook."""
    places: dict[tuple[int, int], list[Activity]] = {}
    for one in added:
        if isinstance(one.target.row, Activity):
            fields = {name: checked(value) for name, value in one.target.fields.items()}
            places.setdefault((one.section_id, one.target.after), []).append(replace(one.target.row, **fields))
    for (section, after), rows in places.items():
        known = spots(file, section)
        index = next((n + 1 for n, spot in enumerate(known) if spot.id == after), len(known) if after else 0)
        insert_at(transaction, known, index, rows)


def _added(name: str, rows: Rows, plan: PlanSheet, section: SectionData) -> Iterator[Difference]:
    at = plan.columns["text"]
    own = {entry.row.id: entry.row for entry in section.activities}
    keys = {key_of(row.text) for row in own.values()}
    heads = {key_of(row.text): row.id for row in own.values() if row.level == "group"}
    found = {n: heads[key] for n, cells in enumerate(rows) if (key := key_of(_at(cells, at))) in heads}
    stand = {**found, **plan.stand}
    doubt = f"Может быть, это «{plan.lost[0][:60]}» под другим названием." if plan.lost else ""
    after = 0
    for n in range(min(stand), _end(rows, max(stand), at)):
        text = _at(rows[n], at)
        if n in stand:
            after = stand[n]
        elif text and key_of(text) and key_of(text) not in keys:
            below = next((own[stand[row]].level for row in sorted(stand) if row > n), "")
            row = Activity(section_id=section.section.id, level="sub" if below == "sub" else "item")
            fields, trouble = _fields(row, rows[n], plan.columns)
            others = (_at(rows[n], column) for field, column in plan.columns.items() if field != "text")
            becomes = "; ".join(filter(None, (text, *others)))
            place, cell, target = f"activity:{after}:text", Spot(n, at).address, Target(row, fields, after)
            yield Difference(section.section.id, place, text, NEW, "", becomes, name, cell, target, trouble or doubt)


def _end(rows: Rows, last: int, at: int) -> int:
    """Behind the last known row and what is filled in right below it."""
    end = last + 1
    while end < len(rows) and _at(rows[end], at):
        end += 1
    return end


def _fields(row: Activity, cells: Sequence[object], columns: Mapping[str, int]) -> tuple[dict[str, Any], str]:
    """The fields that the cells set, and why one of them cannot be taken."""
    fields: dict[str, Any] = {}
    trouble = ""
    for name, column in columns.items():
        text = _at(cells, column)
        try:
            fields |= values(replace(row, **fields), name, text) if text else {}
        except UserError as error:
            trouble = str(error)
    return fields, trouble


def _at(cells: Sequence[object], column: int) -> str:
    return text_of(cells[column]) if column < len(cells) else ""
