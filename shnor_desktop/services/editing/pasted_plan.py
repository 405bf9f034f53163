"""A table pasted into a plan as rows: groups, items and sub-items, found as the import from Word finds them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...models.activities import Activity
from ...models.errors import UserError
from ...models.programme import Section
from ..columns import column_text, extra_index
from ..documents.recognise.plans import SHARED, read_plan
from ..documents.recognise.words import norm
from ..documents.tree import Row, Table, text_cell
from ..formats import FREE_SECTION, ColumnSpec, Format
from ..jobs import in_blocks, within
from ..plan_rows import Spot, spots
from ..school_file import SchoolFile
from ..tabular import Block
from .activities import end_of_block
from .pasting import rows_name
from .plan_columns import PlanColumns, columns_of_block, header_of, is_ordinal
from .rows import checked, insert_at

if TYPE_CHECKING:
    from ..transaction import Transaction

_LABELS = {
    "number": "№",
    "text": "Мероприятия",
    "form": "Формы реализации",
    "period": "Сроки",
    "responsible": "Ответственные",
    "result": "Результат",
    "coverage": "Охват",
    "percent": "Информация о выполнении",
    "reason": "Причины",
}
"""Headings by which the import knows the fields."""

_OTHER = "доп"
"""A heading that it does not know: what stands below is kept as an extra text."""

_NEW_WIDTH = 10.0


def is_empty(row: Activity) -> bool:
    """Whether nobody wrote anything into an item yet."""
    blank = Activity(row.id, row.section_id, row.position, row.level, linked_id=row.linked_id)
    return row == blank and row.level != "group"


def wants_rows(block: Block, columns: Sequence[ColumnSpec], row: Activity | None, field: str, *, last: bool) -> bool:
    """Whether a block is a table of rows to be inserted, and not cells to be put over others."""
    if row is None:
        return True
    if block.height < 2:
        return False
    if block.across or header_of(block, columns) is not None:
        return True
    return field in ("number", "text") and (last or is_empty(row))


@dataclasses.dataclass(frozen=True)
class ReadPlan:
    """A table as rows of a plan, and the columns that it had."""

    rows: list[Activity]
    columns: PlanColumns


def paste_rows(
    file: SchoolFile,
    section: Section,
    columns: Sequence[ColumnSpec],
    form: Format,
    block: Block,
    after: Activity | None = None,
) -> list[Activity]:
    """Insert a table as rows after a row, in place of it when it is empty, or at the end; one action."""
    return insert_read(file, section, columns, read_plan_block(block, columns, form), after)


def read_plan_block(block: Block, columns: Sequence[ColumnSpec], form: Format) -> ReadPlan:
    """Understand a table; plain data, so a thread may do it.

    UserError when there are no rows in the table or its columns cannot be told.
    """
    known = columns_of_block(block, columns)
    return ReadPlan([checked(row) for row in read_rows(block, known, form)], known)


def insert_read(
    file: SchoolFile, section: Section, columns: Sequence[ColumnSpec], read: ReadPlan, after: Activity | None = None
) -> list[Activity]:
    """Insert what was read after a row, in place of it when it is empty, or at the end; one action.

    A column that the plan has not comes along.
    """
    known = read.columns
    new = [
        dataclasses.replace(row, section_id=section.id)
        for some in in_blocks(read.rows, within(file.pause, 0, 0.1))
        for row in some
    ]
    rows = spots(file, section.id)
    heads = file.rows(Activity, section_id=section.id, level="group")
    place = next((n for n, row in enumerate(rows) if after is not None and row.id == after.id), None)
    level = "group" if any(row.level == "group" for row in new) else new[0].level
    index = len(rows) if place is None else end_of_block(rows, place, level)
    leaving = _doubled(rows, heads, new)
    if after is not None and place is not None and is_empty(after):
        leaving.add(after.id)
    with file.transaction(rows_name(len(new))) as transaction:
        transaction.remove_all(Activity, [row.id for row in rows if row.id in leaving])
        index -= sum(row.id in leaving for row in rows[:index])
        rows = [row for row in rows if row.id not in leaving]
        if known.new:
            _add_columns(transaction, section, columns, known.new)
        return insert_at(transaction, rows, index, new)


def _doubled(rows: Sequence[Spot], heads: Sequence[Activity], new: Sequence[Activity]) -> set[int]:
    """Headings with nothing below them, as a new programme has, that come again with the table."""
    named = {norm(row.text) for row in new if row.level == "group"}
    again = {row.id for row in heads if norm(row.text) in named} if named else set()
    following = [*(row.level for row in rows[1:]), "group"]
    pairs = zip(rows, following, strict=False)
    return {row.id for row, below in pairs if row.level == below == "group" and row.id in again}


def read_rows(block: Block, known: PlanColumns, form: Format) -> list[Activity]:
    """The rows of a block as activities; numbers that count are left to the program."""
    others = [name for name in known.fields if name and _as_read(name, known) not in _LABELS]
    rows, _columns = read_plan(_canonical(block, known), FREE_SECTION, form.numbering)
    if not rows:
        raise UserError("В скопированной таблице нет строк с текстом.")
    told = bool(known.first_row) or "number" in known.fields
    bare = not block.across and (not told or set(known.fields) <= {"", "number", "text"})
    return [_finished(row, others, bare=bare) for row in rows]


def _as_read(field: str, known: PlanColumns) -> str:
    """«Готово» is read as the form's own column of per cents, unless that is there as well."""
    return "percent" if field == "done" and "percent" not in known.fields else field


def _canonical(block: Block, known: PlanColumns) -> Table:
    """The block as a table whose headings say without doubt what each column is."""
    fields = [_as_read(name, known) for name in known.fields]
    used = [place for place, name in enumerate(fields) if name]
    missing = [name for name in _LABELS if name not in fields]
    labels = [_LABELS.get(fields[place], _OTHER) for place in used] + [_LABELS[name] for name in missing]
    heads = {norm("".join(texts)) for texts in block.rows[: known.first_row]}
    texts_of = _spoken(block, fields)
    rows = [Row(tuple(text_cell(text) for text in labels))]
    for n in range(known.first_row, block.height):
        if n in block.across:
            rows.append(_group(block, n, len(labels)))
        elif norm("".join(block.rows[n])) not in heads:
            texts = [_per_cent(texts_of[n][place]) if known.fields[place] == "done" else texts_of[n][place]
                     for place in used]  # fmt: skip
            rows.append(Row(tuple(text_cell(text) for text in (*texts, *[""] * len(missing)))))
    return Table(tuple(rows), (1.0,) * len(labels))


def _spoken(block: Block, fields: Sequence[str]) -> list[list[str]]:
    """The texts of all rows, those of merged cells in every row for which they speak."""
    texts = [list(row) for row in block.rows]
    for span in block.spans:
        if span.rows > 1 and span.columns == 1 and fields[span.column] in SHARED:
            for n in range(span.row, span.row + span.rows):
                texts[n][span.column] = block.rows[span.row][span.column]
    return texts


def _group(block: Block, n: int, width: int) -> Row:
    texts = [text for text in block.rows[n] if text]
    if len(texts) == 2 and block.rows[n][0] and any(span.row == n and span.column == 1 for span in block.spans):
        return Row((text_cell(texts[0]), text_cell(texts[1], columns=width - 1)))
    return Row((text_cell(" ".join(texts), columns=width),))


def _per_cent(text: str) -> str:
    return f"{text.strip()} %" if text.strip().isdecimal() else text


def _finished(row: Activity, others: Sequence[str], *, bare: bool) -> Activity:
    """The row with the texts of other columns where they belong; `bare` rows without anything else are items too."""
    extra: dict[int, str] = {}
    fields: dict[str, Any] = {}
    for name, text in zip(others, row.extra, strict=False):
        place = extra_index(name)
        if place is not None:
            extra[place] = text
        elif text:
            target = "progress" if name == "done" else name
            fields[target] = "; ".join(filter(None, (str(getattr(row, target)), text)))
    texts = tuple(extra.get(n, "") for n in range(max(extra, default=-1) + 1))
    level = "item" if bare and row.level == "group" else row.level
    number = "" if is_ordinal(row.number) else row.number
    return dataclasses.replace(row, level=level, number=number, extra=texts if any(texts) else (), **fields)


def _add_columns(
    transaction: Transaction, section: Section, columns: Sequence[ColumnSpec], new: dict[str, str]
) -> None:
    own = [column for column in columns if column.field != "done"]
    own += [ColumnSpec(name, label, _NEW_WIDTH) for name, label in new.items()]
    transaction.change(Section, section.id, columns=tuple(column_text(column) for column in own))
