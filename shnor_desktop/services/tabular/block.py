"""A rectangular block of texts, with the merged cells among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...models.errors import UserError
from ..documents.tree import Cell, Row, Table, text_cell

MAX_ROWS = 10_000
MAX_COLUMNS = 50
MAX_CHARACTERS = 5_000_000
"""What a clipboard may bring; more was copied by mistake."""

TOO_LARGE = "Скопировано слишком много для одной таблицы. Скопируйте её по частям."


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: where it begins and how many rows and columns it covers."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Block:
    """Rows of equal width. The text of a merged cell stands in its first place, the others are empty.

    `fields` names the columns where that is known: the block was copied inside the program. `aside` is what stood
    beside the tables and is no part of the block.
    """

    rows: tuple[tuple[str, ...], ...] = ()
    spans: tuple[Span, ...] = ()
    fields: tuple[str, ...] = ()
    aside: str = ""

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @cached_property
    def across(self) -> frozenset[int]:
        """The rows with one cell across the table, or across all but the first column: titles of groups."""
        least = max(self.width - 1, 2)
        return frozenset(span.row for span in self.spans if span.columns >= least and span.rows == 1)

    def tiled(self, rows: int, columns: int) -> Block:
        """The block repeated until it fills a larger place whose sides are multiples of its own; else itself."""
        if not self.rows or rows % self.height or columns % self.width:
            return self
        down, right = rows // self.height, columns // self.width
        if down * right <= 1:
            return self
        return Block(tuple(row * right for row in self.rows) * down)


def rectangle(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of any length as rows of equal length; UserError when there are too many or they are too wide."""
    kept = [tuple(row) for row in rows]
    width = max((len(row) for row in kept), default=0)
    if len(kept) > MAX_ROWS or width > MAX_COLUMNS:
        raise UserError(TOO_LARGE)
    return tuple(row + ("",) * (width - len(row)) for row in kept)


def as_table(block: Block) -> Table:
    """The block as a table of the document tree, for what recognises tables of documents."""
    begins = {(span.row, span.column): span for span in block.spans}
    covered = {
        (span.row + r, span.column + c) for span in block.spans for r in range(span.rows) for c in range(span.columns)
    } - begins.keys()
    return Table(tuple(_row(n, texts, begins, covered) for n, texts in enumerate(block.rows)), (1.0,) * block.width)


def _row(n: int, texts: tuple[str, ...], begins: dict[tuple[int, int], Span], covered: set[tuple[int, int]]) -> Row:
    cells: list[Cell] = []
    for column, text in enumerate(texts):
        if (n, column) not in covered:
            span = begins.get((n, column), Span(n, column))
            cells.append(text_cell(text, columns=span.columns, rows=span.rows))
    return Row(tuple(cells))


def stacked(blocks: Sequence[Block], aside: str = "") -> Block:
    """Blocks below each other as one."""
    spans: list[Span] = []
    rows: list[tuple[str, ...]] = []
    for block in blocks:
        spans += (replace(span, row=span.row + len(rows)) for span in block.spans)
        rows += block.rows
    return Block(rectangle(rows), tuple(spans), aside=aside)
