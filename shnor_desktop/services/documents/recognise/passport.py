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


def is_passport(lines: list[Line], spec: SectionSpec, *, waiting: bool = False) -> bool:
    """Whether one column of the table holds the labels of the form's passport, and the next one its texts.

    Under the passport's own heading (`waiting`) one label is enough.
    """
    return _label_column(lines, spec, 1 if waiting else _ENOUGH) is not None


def _label_column(lines: list[Line], spec: SectionSpec, enough: int = 1) -> int | None:
    """The column of the labels: the first of two, or the second of three behind numbers."""
    width = len(lines[0].cells) if lines else 0
    if width not in (2, 3) or not spec.rows:
        return None
    column = width - 2
    if column and not all(not norm(line.labels[0]) or norm(line.labels[0]).isdigit() for line in lines[1:]):
        return None
    labels = {norm(row.label) for row in spec.rows}
    found = sum(norm(line.labels[column]) in labels for line in lines)
    return column if found >= min(enough, len(labels)) else None


def read_passport(table: Table, spec: SectionSpec) -> list[PassportRow]:
    """The rows; labels of the form are written as the form has them, others as typed.

    A row without a label goes on with the text of the row above.
    """
    known = {norm(row.label): row for row in spec.rows}
    lines = lines_of(table)
    column = _label_column(lines, spec) or 0
    found: list[tuple[str, str, list[Block]]] = []
    for line in lines:
        label = line.labels[column] or line.labels[0]
        typed = " ".join((line.texts[column] or line.texts[0]).split())
        cell = line.cells[column + 1]
        blocks = text_blocks(cell) if cell is not None and line.begins[column + 1] else ()
        whole = known.get(norm(found[-1][0] + label)) if found and norm(label) not in known else None
        if whole is not None:  # a label that a page break has cut in two
            found[-1] = (whole.label, whole.label, [*found[-1][2], *blocks])
        elif not label and found:
            found[-1][2].extend(blocks)
        else:
            found.append((label, typed, list(blocks)))
    rows = []
    for label, typed, body in found:
        form = known.get(norm(label))
        key, shown = (form.key, form.label) if form else ("", typed)
        rows.append(PassportRow(key=key, label=shown, body=dump_blocks(tuple(body))))
    return rows


def text_blocks(cell: Cell) -> tuple[Block, ...]:
    """A cell's blocks as ordinary text."""
    return tuple(
        dataclasses.replace(block, style="body")
        if isinstance(block, Paragraph) and block.style in _CELL_STYLES
        else block
        for block in cell.blocks
    )
