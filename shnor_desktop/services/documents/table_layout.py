"""Where every cell of a table really stands: spans cut to the grid, gaps filled, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from shnor_desktop.services.documents.tree import Cell, Row, Table, grid

EMPTY = Cell()


@dataclass(slots=True)  # not frozen: that would triple the time of making one
class Placed:
    """A cell as a writer has to show it, `columns` × `rows` places of the grid from `column` on.

    `continued` marks the places in lower rows that a cell from above covers; their `cell` is empty.
    """

    cell: Cell
    column: int
    columns: int = 1
    rows: int = 1
    continued: bool = False


_Owner = tuple[int, int]
_Runs = dict[int, tuple[int, _Owner | None]]


def fitted(table: Table) -> Table:
    """`table` with as many columns as it needs for every cell to have a place of its own."""
    width = table.column_count
    needed = _needed_columns(table, width)
    if needed <= width:
        return table
    widths = table.widths or (1.0,) * width
    average = sum(widths) / len(widths)
    return replace(table, widths=widths + (average,) * (needed - width))


def leads(row: Row, columns: int) -> bool:
    """Whether a row of a table of so many columns is one text across it, which names the rows below."""
    return len(row.cells) == 1 and columns > 1 and row.cells[0].columns >= columns


def _needed_columns(table: Table, width: int) -> int:
    """The number of columns in which each cell begins inside the table."""
    busy: dict[int, int] = {}  # column -> first row in which it is free again
    needed = width
    for r, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while busy and busy.get(column, 0) > r:
                column += 1
            if column >= needed:
                needed = column + 1
            span = cell.columns if 1 <= cell.columns <= width else max(min(cell.columns, width), 1)
            if cell.rows > 1:
                busy.update((covered, r + cell.rows) for covered in range(column, column + span))
            column += span
    return needed


def placed_rows(table: Table) -> Iterator[tuple[Row, list[Placed]]]:
    """The rows of a `fitted` table, each with the places that fill its grid columns exactly."""
    width = table.column_count
    widths = table.widths or (1.0,) * width
    for band in _bands(table.rows):
        if len(band) == 1:
            yield band[0], _place_alone(band[0], width)
            continue
        runs = [_runs(owners) for owners in grid(Table(band, widths))]
        placed = [_place_row(row, r, runs) for r, row in enumerate(band)]
        if any(_shown(places) < len(row.cells) for row, places in zip(band, placed, strict=True)):
            placed = [_place_alone(row, width) for row in band]  # merges that contradict each other are given up
        yield from zip(band, placed, strict=True)


def _shown(places: list[Placed]) -> int:
    """How many of a row's own cells have a place."""
    return sum(place.cell is not EMPTY for place in places)


def _bands(rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    """The rows in groups that no cell reaches out of; where nothing is merged downwards each row is a group."""
    start = end = 0
    for r, row in enumerate(rows):
        for cell in row.cells:
            if cell.rows > 1:
                end = max(end, r + cell.rows)
        if r + 1 >= end:
            yield rows[start : r + 1]
            start = r + 1
    if start < len(rows):  # a cell said that it reaches below the table
        yield rows[start:]


def _place_alone(row: Row, width: int) -> list[Placed]:
    """The places of a row without neighbours."""
    if len(row.cells) >= width:  # as in nearly every row: one cell a column
        return [Placed(cell, column) for column, cell in enumerate(row.cells)]
    places: list[Placed] = []
    column = 0
    for left, cell in zip(range(len(row.cells) - 1, -1, -1), row.cells, strict=True):
        columns = max(min(cell.columns, width - column - left), 1)
        places.append(Placed(cell, column, columns))
        column += columns
    places.extend(Placed(EMPTY, single) for single in range(column, width))
    return places


def _runs(owners: list[_Owner | None]) -> _Runs:
    """Stretches of one owner in a row of the grid: first column -> (length, owner)."""
    result: _Runs = {}
    column = 0
    for owner, group in groupby(owners):
        length = sum(1 for _ in group)
        result[column] = (length, owner)
        column += length
    return result


def _place_row(row: Row, r: int, runs: list[_Runs]) -> list[Placed]:
    """The places of a row of a group, by the stretches of all its rows."""
    places: list[Placed] = []
    shown: set[_Owner] = set()
    for column, (length, owner) in runs[r].items():
        if owner is not None and owner[0] == r and owner not in shown:
            shown.add(owner)
            places.append(Placed(row.cells[owner[1]], column, length, _rows_covered(runs, r, column)))
        elif owner is not None and owner[0] < r and runs[r - 1].get(column) == (length, owner):
            places.append(Placed(EMPTY, column, length, continued=True))
        else:
            places.extend(Placed(EMPTY, single) for single in range(column, column + length))
    return places


def _rows_covered(runs: list[_Runs], r: int, column: int) -> int:
    """How many rows the cell that begins here covers with one and the same width."""
    run = runs[r][column]
    end = r + 1
    while end < len(runs) and runs[end].get(column) == run:
        end += 1
    return end - r
