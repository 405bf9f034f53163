"""The form of blocks in which two texts are compared: neighbouring runs of one look joined, empty ones gone."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable

from ...services.documents.tree import Block, Cell, Heading, Paragraph, Row, Run, Table, grid

MOST_ROWS = 120
"""Longer tables are shown as an object: Qt lays out tables in more than linear time."""

MOST_CELLS = 1500

LINE = "\u2028"
"""Qt's line break inside a paragraph."""

_TO_QT = str.maketrans({"\n": LINE, "\r": LINE, "\u2029": LINE, "\ufdd0": "", "\ufdd1": "", "\ufffc": "", "\0": ""})


def to_qt(text: str) -> str:
    """Text as it may stand inside one text block of Qt."""
    return text.replace("\r\n", "\n").translate(_TO_QT)


def from_qt(text: str) -> str:
    """What a text block of Qt says."""
    return text.replace(LINE, "\n").replace("\ufffc", "")


def normal_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs without empty ones, neighbours of one look joined."""
    result: list[Run] = []
    for run in runs:
        text = from_qt(to_qt(run.text))
        if not text:
            continue
        if result and dataclasses.replace(result[-1], text=run.text) == run:
            text = result.pop().text + text
        result.append(dataclasses.replace(run, text=text))
    return tuple(result)


def normal(block: Block) -> Block:
    """A block in the form in which it can be compared."""
    if isinstance(block, Paragraph | Heading):
        return dataclasses.replace(block, runs=normal_runs(block.runs))
    if isinstance(block, Table):
        return dataclasses.replace(block, rows=tuple(_normal_row(row) for row in block.rows))
    return block


def normal_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in the form in which they can be compared."""
    return tuple(normal(block) for block in blocks)


def _normal_row(row: Row) -> Row:
    cells = tuple(Cell(normal_blocks(cell.blocks), cell.columns, cell.rows, shaded=cell.shaded) for cell in row.cells)
    return dataclasses.replace(row, cells=cells)


def table_is_plain(table: Table) -> bool:
    """Whether Qt can show the table as it is: every place covered once, no row without cells, not too long."""
    cells = sum(len(row.cells) for row in table.rows)
    if not table.rows or len(table.rows) > MOST_ROWS or cells > MOST_CELLS or not all(r.cells for r in table.rows):
        return False
    covered = Counter(owner for places in grid(table) for owner in places)
    if None in covered:
        return False
    return all(
        covered[r, c] == cell.columns * cell.rows and cell.columns > 0 and cell.rows > 0
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row.cells)
    )
