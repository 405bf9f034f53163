"""A whole school file as data for other programs; the schema stands in `docs/export-json.md`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from ..models.entity import Entity
from . import shares
from .deadlines import describe, parse_deadline
from .documents.compose.texts import text_blocks
from .documents.tree import Block, block_texts
from .documents.tree_json import dump_blocks, load_blocks
from .files import write_aside
from .queries import ProgrammeData, SectionData, TaskEntry

SCHEMA = 1
"""Raised when a reader of an older export could misread a newer one."""

Json = dict[str, Any]


def to_json(data: ProgrammeData) -> Json:
    """Everything the file holds, with the numbers shown and the computed values beside what was typed."""
    return {
        "schema": SCHEMA,
        "format": data.form.key,
        "school": _fields(data.school),
        "programme": _fields(data.programme),
        "pages": _fields(data.pages, "template"),
        "approvals": [_fields(row) for row in data.approvals],
        "waves": [_fields(row) for row in data.waves],
        "sections": [_section(data, section) for section in data.sections],
        "results": _results(data),
        "methods": _methods(data),
        "risks": [_fields(row) for row in data.risks],
        "skills": [_fields(row) for row in data.skills],
        "reasons": [_fields(row) for row in data.reasons],
        "people": [_fields(row) for row in data.people],
        "moves": [_fields(row) for row in data.moves],
        "reports": [_fields(row) for row in data.reports],
        "forms": [_fields(row) for row in data.forms],
        "shapes": [_fields(row) for row in data.shapes],
    }


def write_json(data: ProgrammeData, path: Path) -> None:
    """Write `to_json` as UTF-8; the file is there whole or not at all."""
    text = json.dumps(to_json(data), ensure_ascii=False, indent=2)
    with write_aside(path) as aside:
        aside.write_text(text + "\n", "utf-8")


def _methods(data: ProgrammeData) -> Json:
    """Every setting of the methods with the value that stands."""
    from .results.methods import as_json  # statistics are imported by who shows them

    return as_json(data.methods)


def _results(data: ProgrammeData) -> list[Json]:
    """Each result with what it holds as data and the statistics of it, the school's beside its samples."""
    from .results import computed, figures, methods

    found = computed.compute_all(data.results, methods.methods_from(data.methods))
    return [
        {
            **_fields(row, "data"),
            "data": figures.as_json(figures.load(row.data)),
            "computed": computed.as_json(found[row.id]),
        }
        for row in data.results
    ]


def _section(data: ProgrammeData, section: SectionData) -> Json:
    return {
        **_fields(section.section),
        "number": section.entry.number,
        "texts": {slot: _text(blocks, text_blocks(data, section, slot)) for slot, blocks in section.texts.items()},
        "passport": [{**_fields(row, "body"), **_text(load_blocks(row.body))} for row in section.passport],
        "activities": [
            {**_fields(entry.row), "shown_number": entry.number, "deadline": _deadline(data, entry.row.period)}
            for entry in section.activities
        ],
        "tasks": [_task(task) for task in section.tasks],
        "schedule": [{**_fields(row), "deadline": _deadline(data, row.control_date)} for row in section.schedule],
        "grid": [_fields(row) for row in section.grid],
        "order": _fields(section.order) if section.order is not None else None,
        "values": [
            {
                **_fields(value),
                "share": shares.share(value.numerator, value.denominator),
                "shown": shares.count_text(value),
            }
            for value in section.values
        ],
    }


def _task(task: TaskEntry) -> Json:
    return {
        **_fields(task.row),
        "shown_number": task.number,
        "indicators": [
            {
                **_fields(entry.row),
                "shown_number": entry.number,
                "values": [_fields(value) for value in entry.values],
            }
            for entry in task.indicators
        ],
    }


def _deadline(data: ProgrammeData, text: str) -> Json:
    first, last = data.programme.year_from, data.programme.year_to
    deadline = parse_deadline(text, (first, last or first) if first else None)
    return {
        "recognised": deadline.known,
        "shown": describe(deadline),
        "spans": [[span.start.isoformat(), span.end.isoformat()] for span in deadline.spans],
        "recurrence": deadline.recurrence.value,
        "due": deadline.due.isoformat() if deadline.due else None,
    }


def _text(blocks: tuple[Block, ...], shown: tuple[Block, ...] | None = None) -> Json:
    """A text as paper shows it and as it is kept: a table of results is kept as its key alone."""
    text = "\n".join(block_texts(blocks if shown is None else shown))
    return {"text": text, "blocks": json.loads(dump_blocks(blocks))}


def _fields(row: Entity, *without: str) -> Json:
    return {item.name: getattr(row, item.name) for item in dataclasses.fields(row) if item.name not in without}
