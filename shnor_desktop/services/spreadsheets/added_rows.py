"""Rows that a colleague added to a plan in a workbook: found among those that are known, put into the plan."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
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
class TableSheet:
    """A table on a sheet that came back: the column of each field, the known rows where they stand, those not found."""

    table: str
    """The kind of its rows, as places call it: «activity»."""
    columns: dict[str, int] = made(default_factory=dict)
    stand: dict[int, int] = made(default_factory=dict)
    """Row of the sheet → id."""
    lost: list[str] = made(default_factory=list)


def added_rows(
    data: ProgrammeData, sheets: Mapping[str, Rows], tables: Mapping[str, TableSheet], remarks: list[str]
) -> Iterator[Difference]:
    """Rows with a text between and below those that are known, whose text no row of the table has.

    Those of a plan can be taken; of those of other tables a remark is made.
    """
    plans = {entry.row.id: section for section in data.sections for entry in section.activities}
    for name, found in tables.items():
        rows = sheets.get(name, ())
        if not found.stand:
            continue
        if found.table == "activity" and "text" in found.columns:
            yield from _added(name, rows, found, plans[next(iter(found.stand.values()))])
        elif found.table == "indicator" and "text" in found.columns:
            at, known = found.columns["text"], {key_of(text) for text in _targets(data)}
            for n, text in _strangers(rows, found.stand, at, known):
                cell = Spot(n, at).address
                remarks.append(f"Лист «{name}», {cell}: новая строка «{text[:80]}» – впишите её в программу сами.")


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


def _targets(data: ProgrammeData) -> Iterator[str]:
    for section in data.sections:
        for task in section.tasks:
            yield task.row.text
            yield from (one.row.text for one in task.indicators)


def _added(name: str, rows: Rows, plan: TableSheet, section: SectionData) -> Iterator[Difference]:
    at = plan.columns["text"]
    own = {entry.row.id: entry.row for entry in section.activities}
    keys = {key_of(row.text) for row in own.values()}
    heads = {key_of(row.text): row.id for row in own.values() if row.level == "group"}
    found = {n: heads[key] for n, cells in enumerate(rows) if (key := key_of(_at(cells, at))) in heads}
    stand = {**found, **plan.stand}
    doubt = f"Может быть, это «{plan.lost[0][:60]}» под другим названием." if plan.lost else ""
    known = sorted(stand)
    for n, text in _strangers(rows, stand, at, keys):
        place = bisect(known, n)
        after = stand[known[place - 1]]
        between = place < len(known) and own[stand[known[place]]].level == "sub"  # of an item that goes on below
        row = Activity(section_id=section.section.id, level="sub" if between else "item")
        fields, trouble = _fields(row, rows[n], plan.columns)
        others = (_at(rows[n], column) for field, column in plan.columns.items() if field != "text")
        becomes = "; ".join(filter(None, (text, *others)))
        spot, target = f"activity:{after}:text", Target(row, fields, after)
        cell = Spot(n, at).address
        yield Difference(section.section.id, spot, text, NEW, "", becomes, name, cell, target, trouble or doubt)


def _strangers(rows: Rows, stand: Collection[int], at: int, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Rows between and right below those that are known, with a text that is not."""
    for n in range(min(stand), _end(rows, max(stand), at)):
        text = _at(rows[n], at)
        if n not in stand and key_of(text) and key_of(text) not in known:
            yield n, text


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
