"""Tables pasted as rows into indicators, the reporting schedule, a matrix: found as the import from Word finds them.

Each `paste_…` returns the ids of the rows it added, or None when the block is no table of that kind with its headings
or titles: then its cells go over others.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TypeVar

from ...models.entity import Entity
from ...models.indicators import Indicator, Task
from ...models.programme import GridRow, ScheduleRow
from ..documents.recognise import indicators as indicators_table
from ..documents.recognise import schedule as schedule_table
from ..documents.recognise.tables import header_index, lines_of
from ..documents.recognise.words import norm
from ..documents.tree import Row, Table, text_cell
from ..formats import ColumnSpec, Format
from ..school_file import SchoolFile
from ..tabular import Block, as_table
from .pasting import rows_name
from .plan_columns import is_ordinal
from .rows import checked, insert_at

N = TypeVar("N", Task, Indicator, ScheduleRow)

_INDICATOR_LABELS = {
    "number": "Задачи",
    "text": "Наименование показателя",
    "unit": "Единица измерения",
    "baseline": "Исходное значение",
    "target": "Плановое значение",
    "achieved": "Достижение",
    "note": "Примечание",
}
"""Headings by which the import knows the fields of an indicator."""


def paste_indicators(
    file: SchoolFile, section_id: int, form: Format, block: Block, fields: Sequence[str], after: Task | None
) -> list[int] | None:
    """Tasks with their indicators after a task; indicators above the first task of the table go to that one."""
    if block.height < 2:
        return None
    table: Table | None = as_table(block)
    if header_index(lines_of(as_table(block)), indicators_table.HEADER) is None:
        table = _with_labels(block, block.fields or fields) if block.across else None
    found = indicators_table.read_indicators(table, form.numbering) if table is not None else []
    if not found:
        return None
    tasks = file.rows(Task, section_id=section_id)
    known = after is not None and not found[0][0].text
    count = sum(len(rows) + 1 for _task, rows in found) - known
    index = next((n + 1 for n, task in enumerate(tasks) if after is not None and task.id == after.id), len(tasks))
    added: list[int] = []
    with file.transaction(rows_name(count)) as transaction:
        fresh = [_numbered(checked(task)) for task, _rows in found[known:]]
        fresh = [dataclasses.replace(task, section_id=section_id) for task in fresh]
        stored = insert_at(transaction, tasks, index, fresh)
        owners = [after, *stored] if known and after is not None else stored
        for owner, (_task, rows) in zip(owners, found, strict=True):
            siblings = file.rows(Indicator, task_id=owner.id)
            new = [dataclasses.replace(_numbered(checked(row)), task_id=owner.id) for row in rows]
            added += [row.id for row in insert_at(transaction, siblings, len(siblings), new)]
    return added


def paste_schedule(file: SchoolFile, section_id: int, block: Block, after: ScheduleRow | None) -> list[int] | None:
    """Rows of a reporting schedule that was copied with its headings."""
    table = as_table(block)
    if header_index(lines_of(table), schedule_table.HEADER) is None:
        return None
    rows = [_numbered(checked(row)) for row in schedule_table.read_schedule(table)]
    if not rows:
        return None
    siblings = file.rows(ScheduleRow, section_id=section_id)
    index = _after(siblings, after)
    with file.transaction(rows_name(len(rows))) as transaction:
        new = [dataclasses.replace(row, section_id=section_id) for row in rows]
        return [row.id for row in insert_at(transaction, siblings, index, new)]


def paste_grid(
    file: SchoolFile, section_id: int, columns: Sequence[ColumnSpec], block: Block, after: GridRow | None
) -> list[int] | None:
    """Rows of a matrix that was copied with its headings or with rows across it."""
    heads = {norm("".join(column.label for column in columns)), norm("".join(c.group + c.label for c in columns))}
    body = [n for n, texts in enumerate(block.rows) if any(texts) and norm("".join(texts)) not in heads]
    wide = {span.row for span in block.spans if span.columns == block.width > 1 and span.rows == 1}
    if block.width > len(columns) or not body or (len(body) == block.height and not wide):
        return None
    siblings = file.rows(GridRow, section_id=section_id)
    rows = []
    for n in body:
        texts = block.rows[n][:1] if n in wide else block.rows[n]
        rows.append(checked(GridRow(section_id=section_id, heading=n in wide, cells=texts)))
    with file.transaction(rows_name(len(rows))) as transaction:
        return [row.id for row in insert_at(transaction, siblings, _after(siblings, after), rows)]


def _with_labels(block: Block, fields: Sequence[str]) -> Table | None:
    """A block without headings, its columns named by their fields; None when one of them says nothing to the import.

    The columns of the import that the block lacks follow.
    """
    mine = [*fields, *[""] * block.width][: block.width]
    if any(any(texts[n] for texts in block.rows) for n, field in enumerate(mine) if field not in _INDICATOR_LABELS):
        return None
    missing = [field for field in _INDICATOR_LABELS if field not in mine]
    width = len(mine) + len(missing)
    rows = [Row(tuple(text_cell(_INDICATOR_LABELS.get(field, "")) for field in (*mine, *missing)))]
    for n, texts in enumerate(block.rows):
        title = [text for text in texts if text]
        if n in block.across and title:
            number = title[0] if len(title) > 1 else ""
            rows.append(Row((text_cell(number), text_cell(title[-1], columns=width - 1))))
        else:
            rows.append(Row(tuple(text_cell(text) for text in (*texts, *[""] * len(missing)))))
    return Table(tuple(rows), (1.0,) * width)


def _numbered(row: N) -> N:
    """The row with its number left to the program where it counts: «2.», «Задача 2»."""
    words = row.number.split()
    return dataclasses.replace(row, number="") if words and is_ordinal(words[-1]) else row


def _after(siblings: Sequence[Entity], after: Entity | None) -> int:
    return next((n + 1 for n, row in enumerate(siblings) if after is not None and row.id == after.id), len(siblings))
