"""Cells of a plan that must not stay empty: a measure has its text, a deadline and somebody responsible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models.activities import Activity
from ..columns import shown_field
from ..formats import ColumnSpec
from ..queries import ActivityEntry, ProgrammeData
from ..wording import plural
from .finding import Finding, at_activity, listed, row_name, short

_WANTED = ("period", "responsible")
"""Columns of a plan that nobody leaves empty on purpose; a merged cell above them may have swallowed the text."""

_SAID = {"period": "Срок не указан", "responsible": "Ответственный не указан"}


@dataclass(frozen=True)
class _Run:
    """Rows one after the other that lack the same, and what stands above the first of them."""

    rows: list[ActivityEntry]
    above: str


def plan_cells(data: ProgrammeData) -> Iterator[Finding]:
    """What the form asks for is there; rows in a row without it are one finding, as one merged cell leaves them."""
    for section in data.sections:
        columns = [column for column in section.spec.columns if column.required or column.field in _WANTED]
        heads = _heads(section.activities)
        runs = [_runs(section.activities, column, heads) for column in columns]
        for n in range(len(section.activities)):
            for column, found in zip(columns, runs, strict=True):
                run = found.get(n)
                if run is not None:
                    severity = "error" if column.field == "text" else "warning" if column.required else "hint"
                    code, message = f"{column.field}-empty", _message(column, run)
                    yield at_activity(section, run.rows[0], severity, code, message, column.field)


def _runs(entries: Sequence[ActivityEntry], column: ColumnSpec, heads: dict[int, Activity]) -> dict[int, _Run]:
    """The rows that lack what a column asks for, by the place of the first of them."""
    found: dict[int, _Run] = {}
    above, run = "", None
    for n, entry in enumerate(entries):
        row = entry.row
        if row.level == "group":
            above, run = "", None
        if row.level != "item":
            continue
        value = shown_field(row, column.field).strip()
        asked = column.required or bool(row.text.strip())
        head = heads.get(row.id)
        if value or not asked or (head is not None and shown_field(head, column.field).strip()):
            above, run = value or above, None
        elif run is not None and above and column.field != "text":
            run.rows.append(entry)
        else:
            run = found[n] = _Run([entry], above)
    return found


def _heads(entries: Sequence[ActivityEntry]) -> dict[int, Activity]:
    """Rows that go on with what a row above announces («провести:», then «неделю чтения;»), with that row."""
    found: dict[int, Activity] = {}
    head: Activity | None = None
    for entry in entries:
        text = entry.row.text.strip()
        if entry.row.level == "group":
            head = None
        elif entry.row.level == "item":
            if head is not None and text[:1].islower():
                found[entry.row.id] = head
            else:
                head = entry.row if text.endswith(":") else None
    return found


def _message(column: ColumnSpec, run: _Run) -> str:
    said = _SAID.get(column.field, f"Не заполнено: «{column.label}»")
    if len(run.rows) == 1:
        return f"{said}."
    rows = plural(len(run.rows), "строке", "строках", "строках")
    names = listed([entry.number.rstrip(".") or row_name(entry) for entry in run.rows])
    above = f" Выше стоит «{short(run.above)}» – если это и о них, впишите в каждую." if column.field in _SAID else ""
    return f"{said} в {rows} подряд: {names}.{above}"
