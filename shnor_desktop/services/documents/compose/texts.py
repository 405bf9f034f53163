"""The texts of a section as paper shows them: with the tables of results that they name, as these are now."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from ...queries import ProgrammeData, SectionData
from ..tree import Block, ResultTable, Row, Table, inner_blocks

_Shown = Callable[[ResultTable], tuple[Block, ...]]


def text_blocks(data: ProgrammeData, section: SectionData, slot: str) -> tuple[Block, ...]:
    """A text of the section."""
    return with_tables(data, section.texts.get(slot, ()))


def with_tables(data: ProgrammeData, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Any text; one that names no table is the same object."""
    if not any(isinstance(block, ResultTable) for block in inner_blocks(blocks)):
        return blocks
    from .result_tables import result_blocks  # statistics are worked out for who shows them

    return _placed(blocks, result_blocks(data.results, data.school.short_name, data.methods).of)


def _placed(blocks: Iterable[Block], shown: _Shown) -> tuple[Block, ...]:
    placed: list[Block] = []
    for block in blocks:
        if isinstance(block, ResultTable):
            placed += shown(block)
        elif isinstance(block, Table):
            placed.append(dataclasses.replace(block, rows=tuple(_row(row, shown) for row in block.rows)))
        else:
            placed.append(block)
    return tuple(placed)


def _row(row: Row, shown: _Shown) -> Row:
    cells = (dataclasses.replace(cell, blocks=_placed(cell.blocks, shown)) for cell in row.cells)
    return dataclasses.replace(row, cells=tuple(cells))
