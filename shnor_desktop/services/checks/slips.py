"""Slips of typing that everybody sees: spaces too many, hyphens for dashes, straight quotes. All are mended surely."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any

from ...models.entity import Entity
from ..documents.tree import Block, Heading, Paragraph, Row, Table
from ..queries import ProgrammeData, SectionData
from ..typography import apply, compounds, quotes
from ..wording import plural
from .finding import Finding, at_place, listed
from .paragraphs import paragraphs_of

_DASH = " – "
_ENDING = r" - (?:х|й|е|го|му|м|я|ю)\b"
"""The ending of a number, torn from it: «5 - х классов» wants a hyphen."""

_NAME = r" - [А-ЯЁ]{2}"
"""The second of two abbreviations: «МБОУ - СОШ № 3» is a school's name as its charter writes it."""

_LONGEST = 60
"""Characters of a text that show its slip."""

_SPACES = (
    (re.compile(r"(?<![ \n]) {2,3}(?! )"), " "),  # more are drawn on purpose, like the room for a signature
    (re.compile(r"(?<=[\w)»]) +(?=[,;:](?:\s|$))"), ""),
    (re.compile(r"(?<=[а-яё)»]) +(?=\.(?:\s|$))", re.IGNORECASE), ""),
    (re.compile(r"(?<=[(«]) +(?=\w)"), ""),
    (re.compile(r"(?<=\w) +(?=[)»])"), ""),
    (re.compile(rf"(?<=[\w)»])(?<!\d(?={_ENDING}))(?<![А-ЯЁ]{{2}}(?={_NAME})) - (?=[\w(«])"), _DASH),
)
_SUSPECT = re.compile(r'  |"|( [-,;:.)»])|([(«] )')
"""Nothing is to be mended where this is not found: nearly everywhere."""

_MOST_ROUNDS = 50
"""One slip may hide another one, but not as many as these."""

FIELDS: dict[str, tuple[str, ...]] = {
    "activity": ("text", "form", "period", "responsible", "result", "coverage", "progress", "reason", "evidence"),
    "task": ("text",),
    "indicator": ("text", "comparison", "note"),
    "schedule_row": ("kind", "content", "form", "control_date"),
    "office_order": ("subject", "post", "executor", "mark"),
}
"""The plain texts of rows that are looked at."""


def mend(text: str) -> str:
    """The text set well; what is mended once stays so. Neither words nor lines change."""
    text = apply(text, compounds(text))
    for _ in range(_MOST_ROUNDS):
        if not _SUSPECT.search(text):
            break
        better = apply(text, quotes(text)) if '"' in text else text
        for pattern, instead in _SPACES:
            better = pattern.sub(instead, better)
        if better == text:
            break
        text = better
    return text


def tidy_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same for texts with a look; each stretch of one look by itself."""
    return tuple(_tidy_block(block) for block in blocks)


def tidy_fields(row: Entity, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a row that are to be mended, with their better values."""
    fields: dict[str, Any] = {}
    for name in names:
        value = getattr(row, name)
        better = tuple(mend(text) for text in value) if isinstance(value, tuple) else mend(value)
        if better != value:
            fields[name] = better
    return fields


def slips(data: ProgrammeData) -> Iterator[Finding]:
    """One finding a section, however many places there are."""
    for section in data.sections:
        places = list(_places(section))
        if places:
            place, text = places[0]
            kinds = listed([words for words, is_one in _KINDS if any(is_one(each) for _, each in places)])
            count = plural(len(places), "месте", "местах", "местах")
            message = f"{kinds[:1].upper()}{kinds[1:]} в {count}: «{_around(text)}»."
            yield at_place(section, "hint", "typography", message, place)


def _has_spaces(text: str) -> bool:
    return bool(compounds(text)) or any(pattern.search(text) for pattern, instead in _SPACES if instead != _DASH)


def _has_dashes(text: str) -> bool:
    text = apply(text, compounds(text))
    return any(pattern.search(text) for pattern, instead in _SPACES if instead == _DASH)


def _has_quotes(text: str) -> bool:
    return '"' in text and apply(text, quotes(text)) != text


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("лишние пробелы", _has_spaces),
    ("дефисы вместо тире", _has_dashes),
    ("прямые кавычки", _has_quotes),
)
"""What a slip is called in a sentence, and how it is known."""


def _places(section: SectionData) -> Iterator[tuple[str, str]]:
    """The places of slips, each with its text."""
    for told in paragraphs_of(section):
        text = next((text for text in told.stretches if mend(text) != text), None)
        if text is not None:
            yield f"{told.place}:{_spot(text)}", text
    for table, row in rows_of(section):
        for name in FIELDS.get(table, ("cells",)):
            values = getattr(row, name)
            for n, text in enumerate(values if isinstance(values, tuple) else (values,)):
                if mend(text) != text:
                    yield f"{table}:{row.id}:{f'cell{n}' if name == 'cells' else name}", text


def rows_of(section: SectionData) -> Iterator[tuple[str, Entity]]:
    """The rows of a section that hold plain texts, with their table."""
    yield from (("activity", entry.row) for entry in section.activities)
    for task in section.tasks:
        yield "task", task.row
        yield from (("indicator", entry.row) for entry in task.indicators)
    yield from (("schedule_row", row) for row in section.schedule)
    yield from (("grid_row", row) for row in section.grid)
    if section.order is not None:
        yield "office_order", section.order


def _spot(text: str) -> str:
    """Some words that lead to the first slip of a paragraph."""
    better = mend(text)
    at = next((n for n, (one, other) in enumerate(zip(text, better, strict=False)) if one != other), len(better))
    start = text.rfind(" ", 0, max(at - 1, 0)) + 1
    return text[start : at + 12].split("\n")[0].rstrip()


def _around(text: str) -> str:
    """The text from a little before its first slip on; its spaces are as they are, for they may be the slip."""
    better = mend(text)
    at = next((n for n, (one, other) in enumerate(zip(text, better, strict=False)) if one != other), len(better))
    start = text.rfind(" ", 0, max(at - 20, 0)) + 1
    shown = text[start : start + _LONGEST].replace("\n", " ").rstrip()
    return f"{'…' if start else ''}{shown}{'…' if start + _LONGEST < len(text) else ''}"


def _tidy_block(block: Block) -> Block:
    if isinstance(block, Paragraph | Heading):
        runs = tuple(dataclasses.replace(run, text=mend(run.text)) for run in block.runs)
        return dataclasses.replace(block, runs=runs) if runs != block.runs else block
    if isinstance(block, Table):
        return dataclasses.replace(block, rows=tuple(_tidy_row(row) for row in block.rows))
    return block


def _tidy_row(row: Row) -> Row:
    cells = tuple(dataclasses.replace(cell, blocks=tidy_blocks(cell.blocks)) for cell in row.cells)
    return dataclasses.replace(row, cells=cells)
