"""What fixes write. Each looks at the row as it is then: what was mended meanwhile by hand is left alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...models.activities import Activity
from ...models.entity import Entity
from ...models.indicators import Indicator, Task
from ...models.orders import Order
from ...models.programme import GridRow, PassportRow, ScheduleRow, SectionText
from ..documents.tree import Block, Paragraph
from ..documents.tree_json import dump_blocks, load_blocks
from ..editing.rows import checked
from ..school_file import SchoolFile
from . import tasks_text
from .slips import FIELDS, tidy_blocks, tidy_fields
from .years import SPAN

if TYPE_CHECKING:
    from ..transaction import Transaction

Write = Callable[[SchoolFile, "Transaction"], None]
"""One fix, inside a transaction that is open already."""


def set_fields(
    cls: type[Entity], id_: int, was: Mapping[str, Any], fields: Mapping[str, Any], file: SchoolFile, tx: Transaction
) -> None:
    """Set fields of a row that still says what the finding saw."""
    row = file.get(cls, id_)
    if row is not None and all(getattr(row, name) == value for name, value in was.items()):
        tx.change(cls, id_, **{name: checked(value) for name, value in fields.items()})


def set_dates(dates: Mapping[int, tuple[str, str]], file: SchoolFile, tx: Transaction) -> None:
    """Put other control dates in rows of the schedule that still say what they said."""
    for id_, (was, new) in dates.items():
        set_fields(ScheduleRow, id_, {"control_date": was}, {"control_date": new}, file, tx)


def remove_copy(cls: type[Entity], id_: int, text: str, file: SchoolFile, tx: Transaction) -> None:
    """Remove a row that only repeats another one."""
    row = file.get(cls, id_)
    if row is not None and getattr(row, "text", "") == text:
        tx.remove(cls, id_)


def renumber(section_id: int, file: SchoolFile, tx: Transaction) -> None:
    """Let the program number a plan; headings keep what was typed."""
    for row in file.rows(Activity, section_id=section_id):
        if row.number and row.level != "group":
            tx.change(Activity, row.id, number="")


def tidy_section(section_id: int, file: SchoolFile, tx: Transaction) -> None:
    """Set all texts of a section well."""
    rows: list[tuple[type[Entity], Sequence[Entity], tuple[str, ...]]] = [
        (Activity, file.rows(Activity, section_id=section_id), FIELDS["activity"]),
        (ScheduleRow, file.rows(ScheduleRow, section_id=section_id), FIELDS["schedule_row"]),
        (GridRow, file.rows(GridRow, section_id=section_id), ("cells",)),
        (Order, file.rows(Order, section_id=section_id), FIELDS["office_order"]),
    ]
    for task in file.rows(Task, section_id=section_id):
        rows.append((Task, [task], FIELDS["task"]))
        rows.append((Indicator, file.rows(Indicator, task_id=task.id), FIELDS["indicator"]))
    for cls, found, names in rows:
        for row in found:
            fields = tidy_fields(row, names)
            if fields:
                tx.change(cls, row.id, **fields)
    bodies: list[SectionText | PassportRow] = [
        *file.rows(SectionText, section_id=section_id),
        *file.rows(PassportRow, section_id=section_id),
    ]
    for body in bodies:
        _set_body(tx, body, tidy_blocks(load_blocks(body.body)))


def passport_text(
    id_: int, make: Callable[[tuple[Block, ...]], tuple[Block, ...]], file: SchoolFile, tx: Transaction
) -> None:
    """Put another text in a row of the passport, made of the one that stands there."""
    row = file.get(PassportRow, id_)
    if row is not None:
        _set_body(tx, row, make(load_blocks(row.body)))


def passport_tasks(id_: int, task_ids: Sequence[int], file: SchoolFile, tx: Transaction) -> None:
    """Put the tasks as section 7 has them now into the passport."""
    texts = [task.text for task_id in task_ids if (task := file.get(Task, task_id)) is not None]
    passport_text(id_, lambda blocks: tasks_text.with_tasks(blocks, texts), file, tx)


def passport_task(id_: int, place: int, task_id: int, file: SchoolFile, tx: Transaction) -> None:
    """Put one task as section 7 has it now into the passport."""
    task = file.get(Task, task_id)
    if task is not None:
        passport_text(id_, lambda blocks: tasks_text.with_task(blocks, place, task.text), file, tx)


def with_years(blocks: tuple[Block, ...], first: int, last: int) -> tuple[Block, ...]:
    """The text with these years where it names a span of years."""
    return tuple(_with_years(block, first, last) for block in blocks)


def years_in(text: str, first: int, last: int) -> str:
    """The same for a plain text."""
    return SPAN.sub(lambda found: f"{first}{found[2]}{last}", text)


def _with_years(block: Block, first: int, last: int) -> Block:
    if not isinstance(block, Paragraph):
        return block
    runs = tuple(dataclasses.replace(run, text=years_in(run.text, first, last)) for run in block.runs)
    return dataclasses.replace(block, runs=runs)


def _set_body(tx: Transaction, row: SectionText | PassportRow, blocks: tuple[Block, ...]) -> None:
    if blocks != load_blocks(row.body):
        tx.change(type(row), row.id, body=dump_blocks(blocks))
