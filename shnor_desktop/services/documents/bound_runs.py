"""The runs of texts that are bound to values of the results: finding them and giving them other words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from .tree import Block, Heading, Paragraph, ResultTable, Row, Run, Table

Say = Callable[[Run], Run]
"""What becomes of a bound run."""


def bound_runs(block: Paragraph | Heading) -> Iterator[Run]:
    """The bound runs of a paragraph; neighbours with one key are one."""
    last: Run | None = None
    for run in block.runs:
        if last is not None and last.bound and last.bound == run.bound:
            last = dataclasses.replace(last, text=last.text + run.text)
            continue
        if last is not None and last.bound:
            yield last
        last = run
    if last is not None and last.bound:
        yield last


def has_results(blocks: tuple[Block, ...]) -> bool:
    """Whether a text holds anything that comes from the results."""
    return any(
        isinstance(block, ResultTable)
        or (isinstance(block, Paragraph | Heading) and any(run.bound for run in block.runs))
        or (isinstance(block, Table) and any(has_results(cell.blocks) for row in block.rows for cell in row.cells))
        for block in blocks
    )


def with_bound(blocks: tuple[Block, ...], say: Say) -> tuple[Block, ...]:
    """The text with every bound run as `say` has it; what nobody changes is the same object."""
    return tuple(_block(block, say) for block in blocks)


def with_keys(blocks: tuple[Block, ...], renamed: Callable[[str], str]) -> tuple[Block, ...]:
    """The text with other keys of its values and its tables of results; the words stay, and what keeps its keys too."""
    return tuple(_renamed(block, renamed) for block in blocks)


def _renamed(block: Block, renamed: Callable[[str], str]) -> Block:
    if isinstance(block, ResultTable):
        return dataclasses.replace(block, key=renamed(block.key))
    if isinstance(block, Paragraph | Heading) and any(run.bound for run in block.runs):
        runs = tuple(dataclasses.replace(run, bound=renamed(run.bound)) if run.bound else run for run in block.runs)
        return dataclasses.replace(block, runs=runs)
    if isinstance(block, Table) and has_results((block,)):
        rows = [
            dataclasses.replace(
                row,
                cells=tuple(dataclasses.replace(cell, blocks=with_keys(cell.blocks, renamed)) for cell in row.cells),
            )
            for row in block.rows
        ]
        return dataclasses.replace(block, rows=tuple(rows))
    return block


def _block(block: Block, say: Say) -> Block:
    if isinstance(block, Table) and has_results((block,)):
        return dataclasses.replace(block, rows=tuple(_row(row, say) for row in block.rows))
    if isinstance(block, Paragraph | Heading) and any(run.bound for run in block.runs):
        runs = tuple(_said(block, say))
        return block if runs == block.runs else dataclasses.replace(block, runs=runs)
    return block


def _row(row: Row, say: Say) -> Row:
    cells = tuple(dataclasses.replace(cell, blocks=with_bound(cell.blocks, say)) for cell in row.cells)
    return dataclasses.replace(row, cells=cells)


def _said(block: Paragraph | Heading, say: Say) -> Iterator[Run]:
    """The runs; a value in pieces of several looks is judged whole and keeps its pieces where it keeps its words."""
    pieces: list[Run] = []
    for run in (*block.runs, Run("")):
        if pieces and run.bound != pieces[0].bound:
            yield from _whole(pieces, say)
            pieces = []
        if run.bound:
            pieces.append(run)
        elif run.text:
            yield run


def _whole(pieces: list[Run], say: Say) -> Iterator[Run]:
    whole = dataclasses.replace(pieces[0], text="".join(run.text for run in pieces))
    said = say(whole)
    yield from pieces if said == whole else (said,)
