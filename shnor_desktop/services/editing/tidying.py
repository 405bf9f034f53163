"""Typography of a section or of the whole programme put right in one step; words, numbers and looks stay."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from typing import Any

from ...models.activities import Activity
from ...models.entity import Entity
from ...models.indicators import Indicator, Task
from ...models.orders import Order
from ...models.programme import GridRow, PassportRow, ScheduleRow, Section, SectionText
from ...models.school import Approval, Programme, School
from ..changes import Values
from ..documents.tree import Block, Cell, Heading, Paragraph, Row, Run, Table
from ..documents.tree_json import dump_blocks, load_blocks
from ..school_file import SchoolFile
from ..typography import RULES, Edit, tidy

STEP_NAME = "Типографика"

_PLAN = ("text", "form", "period", "responsible", "result", "coverage", "progress", "reason", "evidence", "extra")
_IN_SECTIONS: tuple[tuple[type[Entity], tuple[str, ...]], ...] = (
    (Activity, _PLAN),
    (Task, ("text",)),
    (ScheduleRow, ("kind", "content", "form", "control_date")),
    (GridRow, ("cells",)),
    (Order, ("subject", "post", "executor", "mark")),
    (PassportRow, ("label", "body")),
    (SectionText, ("body",)),
)
_ELSEWHERE: tuple[tuple[type[Entity], tuple[str, ...]], ...] = (
    (Section, ("title",)),
    (School, ("full_name", "short_name", "founder", "director")),
    (Programme, ("title",)),
    (Approval, ("body", "details", "person")),
)
_INDICATOR = ("text", "note")
_BLOCKS = {PassportRow, SectionText}
"""Rows whose `body` is a text in blocks."""


def tidy_texts(file: SchoolFile, section_ids: Collection[int] | None = None) -> int:
    """Put the texts of these sections right, or all of them; gives how many were changed."""
    found = [(cls, row.id, fields) for cls, row, names in _rows(file, section_ids) if (fields := _tidied(row, names))]
    if found:
        with file.transaction(STEP_NAME) as transaction:
            for cls in dict.fromkeys(cls for cls, _, _ in found):
                transaction.change_all(cls, {id_: fields for other, id_, fields in found if other is cls})
    return sum(len(fields) for _, _, fields in found)


def _rows(
    file: SchoolFile, section_ids: Collection[int] | None
) -> Iterator[tuple[type[Entity], Entity, tuple[str, ...]]]:
    for cls, names in _IN_SECTIONS if section_ids is not None else (*_IN_SECTIONS, *_ELSEWHERE):
        for row in file.rows(cls):
            if section_ids is None or getattr(row, "section_id", 0) in section_ids:
                yield cls, row, names
    tasks = {task.id for task in file.rows(Task) if section_ids is None or task.section_id in section_ids}
    for indicator in file.rows(Indicator):
        if indicator.task_id in tasks:
            yield Indicator, indicator, _INDICATOR


def _tidied(row: Entity, names: tuple[str, ...]) -> Values:
    """The fields of a row that are to be changed."""
    new: Values = {}
    for name in names:
        value = getattr(row, name)
        better = _body(value) if name == "body" and type(row) in _BLOCKS else _better(value)
        if better != value:
            new[name] = better
    return new


def _better(value: Any) -> Any:
    return tuple(tidy(text) for text in value) if isinstance(value, tuple) else tidy(value)


def _body(body: str) -> str:
    blocks = load_blocks(body)
    better = tidy_blocks(blocks)
    return body if better == blocks else dump_blocks(better)


def tidy_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with the typography of their texts put right, tables included."""
    return tuple(_block(block) for block in blocks)


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph | Heading):
        return dataclasses.replace(block, runs=tidy_runs(block.runs))
    return (
        dataclasses.replace(block, rows=tuple(_row(row) for row in block.rows)) if isinstance(block, Table) else block
    )


def _row(row: Row) -> Row:
    return dataclasses.replace(row, cells=tuple(_cell(cell) for cell in row.cells))


def _cell(cell: Cell) -> Cell:
    return dataclasses.replace(cell, blocks=tidy_blocks(cell.blocks))


def tidy_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a paragraph judged as one text; what is put in looks like what stood there."""
    texts = [run.text for run in runs]
    for rule in RULES:
        edits = rule("".join(texts))
        if edits:
            texts = _edited(texts, edits)
    if texts == [run.text for run in runs]:
        return runs
    return tuple(dataclasses.replace(run, text=text) for run, text in zip(runs, texts, strict=True) if text)


def _edited(texts: list[str], edits: list[Edit]) -> list[str]:
    whole = "".join(texts)
    owners = [n for n, text in enumerate(texts) for _ in text]
    parts: list[list[str]] = [[] for _ in texts]
    done = 0
    for edit in [*edits, Edit(len(whole), len(whole), "")]:
        for place in range(done, edit.start):
            parts[owners[place]].append(whole[place])
        parts[owners[max(edit.start - (edit.start == edit.end), 0)]].append(edit.text)
        done = edit.end
    return ["".join(part) for part in parts]
