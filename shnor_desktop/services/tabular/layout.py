"""The cells of an HTML table in their places: what is merged is counted once, columns that nobody uses go."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from ...models.errors import UserError
from .block import MAX_ROWS, TOO_LARGE, Block, Span, rectangle

_WIDEST = 1000
"""Columns while the table is laid out: Word's tables of uneven rows have many that are seen nowhere, and a merged
row of Excel says that it covers 16,384."""


@dataclass(frozen=True, slots=True)
class _Placed:
    text: str
    span: Span
    merged: bool


class Layout:
    """Takes cells row by row, as HTML lists them."""

    def __init__(self) -> None:
        self._cells: list[_Placed] = []
        self._below: dict[int, int] = {}
        """Column → how many rows of it are still covered from above."""
        self._row = -1
        self._column = 0

    def begin_row(self) -> None:
        """Go to the next row."""
        for place in [place for place in self._below if place >= self._column]:
            self._cover(place)
        self._row += 1
        self._column = 0
        if self._row >= MAX_ROWS:
            raise UserError(TOO_LARGE)

    def add(self, text: str, rows: int, columns: int, *, merged: bool) -> None:
        """Place a cell at the next free column."""
        while self._column in self._below:
            self._cover(self._column)
            self._column += 1
        if self._column >= _WIDEST:
            raise UserError(TOO_LARGE)
        width, room = 1, min(columns, _WIDEST - self._column)
        while width < room and self._column + width not in self._below:
            width += 1
        self._cells.append(_Placed(text, Span(self._row, self._column, rows, width), merged))
        if rows > 1:
            self._below |= dict.fromkeys(range(self._column, self._column + width), rows - 1)
        self._column += width

    def _cover(self, place: int) -> None:
        """One row less is covered from above."""
        self._below[place] -= 1
        if not self._below[place]:
            del self._below[place]

    def block(self) -> Block:
        """What was laid out."""
        columns = sorted({cell.span.column for cell in self._cells})
        rows = sorted({cell.span.row for cell in self._cells})
        texts = [[""] * len(columns) for _ in rows]
        spans = []
        for cell in self._cells:
            span = _squeezed(cell.span, rows, columns)
            texts[span.row][span.column] = cell.text
            if cell.merged and (span.rows > 1 or span.columns > 1):
                spans.append(span)
        return Block(rectangle(texts), tuple(spans))


def _squeezed(span: Span, rows: list[int], columns: list[int]) -> Span:
    """The span counted in the rows and columns that are used."""
    top, left = bisect_left(rows, span.row), bisect_left(columns, span.column)
    height = bisect_left(rows, span.row + span.rows) - top
    return Span(top, left, max(height, 1), max(bisect_left(columns, span.column + span.columns) - left, 1))
