"""Recognising the passport: a two-column table whose labels are the form's."""

from __future__ import annotations

import dataclasses

from ....models.programme import PassportRow
from ...formats import SectionSpec
from ..tree import Block, Cell, Paragraph, Table
from ..tree_json import dump_blocks
from .tables import Line, lines_of
from .words import norm

_ENOUGH = 4
"""So many labels of the form make a table its passport."""

_CELL_STYLES = ("table", "plain", "table_header")


def is_passport(lines: list[Line], spec: SectionSpec) -> bool:
    """Whether the table's first column holds the labels of the form's passport."""
    if not lines or len(lines[0].cells) != 2 or not spec.rows:
        return False
    labels = {norm(row.label) for row in spec.rows}
    found = sum(norm(line.texts[0]) in labels for line in lines)
    return found >= min(_ENOUGH, len(labels))


def read_passport(table: Table, spec: SectionSpec) -> list[PassportRow]:
    """The rows; labels of the form are written as the form has them, others as typed."""
    known = {norm(row.label): row for row in spec.rows}
    rows = []
    for line in lines_of(table):
        label = line.texts[0].replace("\n", " ")
        form = known.get(norm(label))
        cell = line.cells[1]
        body = dump_blocks(text_blocks(cell)) if cell is not None and line.begins[1] else "[]"
        rows.append(PassportRow(key=form.key if form else "", label=form.label if form else label, body=body))
    return rows


def text_blocks(cell: Cell) -> tuple[Block, ...]:
    """A cell's blocks as ordinary text."""
    return tuple(
        dataclasses.replace(block, style="body")
        if isinstance(block, Paragraph) and block.style in _CELL_STYLES
        else block
        for block in cell.blocks
    )
