"""Cells of a table as a block that can be put on the clipboard."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from ...services.jobs import Progress, in_blocks, no_progress
from ...services.tabular import Block, Span
from .rows import RowsModel


def copied(model: RowsModel, places: Collection[tuple[int, int]], progress: Progress = no_progress) -> Block:
    """The rows and columns of the given cells; cells between them that were not chosen stay empty."""
    rows, columns = sorted({row for row, _ in places}), sorted({column for _, column in places})
    chosen = set(places)
    several = len(chosen) > 1
    texts = []
    fields = [(column, model.columns[column].field) for column in columns]
    for block in in_blocks(rows, progress):
        for row in block:
            line = model.lines[row]
            texts.append(
                [model.copy_text(line, field, several) if (row, column) in chosen else "" for column, field in fields]
            )
    spans = []
    for row, column, height, width in model.spans():
        top, bottom = bisect_left(rows, row), bisect_left(rows, row + height)
        left, right = bisect_left(columns, column), bisect_left(columns, column + width)
        if top == bottom or left == right:
            continue
        _merge(texts, top, bottom, left, right, named=columns[left] == column)
        if (bottom - top) * (right - left) > 1:
            spans.append(Span(top, left, bottom - top, right - left))
    return Block(tuple(map(tuple, texts)), tuple(spans), tuple(model.columns[column].field for column in columns))


def _merge(texts: list[list[str]], top: int, bottom: int, left: int, right: int, *, named: bool) -> None:
    """Leave the text of a merged cell in its first place; it has none when its own column was not chosen."""
    text = texts[top][left] if named else ""
    for row in range(top, bottom):
        texts[row][left:right] = [""] * (right - left)
    texts[top][left] = text
