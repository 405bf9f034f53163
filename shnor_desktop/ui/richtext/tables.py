"""Tables inside a text: a new one, its rows and columns, and going through its cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextCursor, QTextTable

from ...services.documents.tree import Block, Paragraph, Row, Table, block_texts, grid, text_cell

MOST_NEW_ROWS, MOST_NEW_COLUMNS = 50, 12


def new_table(rows: int, columns: int) -> Table:
    """An empty table; its first row is a header that repeats on every page."""
    cells = tuple(text_cell("") for _ in range(columns))
    return Table(tuple(Row(cells, header=n == 0 and rows > 1) for n in range(rows)))


def first_cell_before(cursor: QTextCursor) -> QTextCursor:
    """The beginning of the table that ends just before the cursor; the cursor itself when there is none."""
    probe = QTextCursor(cursor.document())
    probe.setPosition(max(cursor.position() - 1, 0))
    table = probe.currentTable()
    return table.cellAt(0, 0).firstCursorPosition() if table is not None else cursor


def next_cell(cursor: QTextCursor, step: int) -> QTextCursor | None:
    """The beginning of the cell after (+1) or before (−1) the one in which the cursor stands; None past the edge."""
    table = cursor.currentTable()
    if table is None:
        return None
    here = table.cellAt(cursor)
    place = here.row() * table.columns() + here.column() + (here.columnSpan() if step > 0 else -1)
    if not 0 <= place < table.rows() * table.columns():
        return None
    return table.cellAt(place // table.columns(), place % table.columns()).firstCursorPosition()


def _add_row(table: QTextTable, row: int, column: int) -> None:
    table.insertRows(row + 1, 1)


def _add_column(table: QTextTable, row: int, column: int) -> None:
    table.insertColumns(column + 1, 1)


def _remove_row(table: QTextTable, row: int, column: int) -> None:
    table.removeRows(row, 1)


def _remove_column(table: QTextTable, row: int, column: int) -> None:
    table.removeColumns(column, 1)


def _remove(table: QTextTable, row: int, column: int) -> None:
    table.removeRows(0, table.rows())


TABLE_ACTS: tuple[tuple[str, Callable[[QTextTable, int, int], None]], ...] = (
    ("Строка ниже", _add_row),
    ("Колонка справа", _add_column),
    ("Удалить строку", _remove_row),
    ("Удалить колонку", _remove_column),
    ("Удалить таблицу", _remove),
)
"""What can be done with the table at the cursor."""


def change_table(cursor: QTextCursor, change: Callable[[QTextTable, int, int], None]) -> None:
    """Change the table at the cursor; nothing beside a table."""
    table = cursor.currentTable()
    if table is not None:
        cell = table.cellAt(cursor)
        change(table, cell.row(), cell.column())


Put = Callable[[QTextCursor, tuple[Block, ...]], None]
"""Puts blocks in place of what is selected."""


def unwrapped(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What a table of one cell says: a cell copied from Excel comes as a table, and is wanted as words."""
    if len(blocks) != 1 or not isinstance(blocks[0], Table):
        return blocks
    rows = blocks[0].rows
    if len(rows) != 1 or len(rows[0].cells) != 1:
        return blocks
    inner = rows[0].cells[0].blocks
    return tuple(dataclasses.replace(one, style="body") if isinstance(one, Paragraph) else one for one in inner)


def fill_cells(cursor: QTextCursor, pasted: Table, put: Put) -> str:
    """Put the cells of a table into those of the table at the cursor, from its cell on, as one step of undo.

    Rows that are wanting are added; where a cell would find no place of its own nothing is written and a sentence says
    so.
    """
    table = cursor.currentTable()
    here = table.cellAt(cursor)
    top, left = here.row(), here.column()
    room = table.columns() - left
    if pasted.column_count > room:
        return f"Колонок вставляется {pasted.column_count}, а до края таблицы их {room}: начните левее."
    cells = [(top + r, left + c, blocks) for r, c, blocks in _cells(pasted)]
    if any(row < table.rows() and not _is_own(table, row, column) for row, column, _ in cells):
        return "Здесь объединённые ячейки: вставьте таблицу частями или рядом с этой."
    cursor.beginEditBlock()
    if top + len(pasted.rows) > table.rows():
        table.appendRows(top + len(pasted.rows) - table.rows())
    for row, column, blocks in cells:
        cell = table.cellAt(row, column)
        place = cell.firstCursorPosition()
        place.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        said = any(text.strip() for text in block_texts(blocks))
        put(place, blocks) if said else place.removeSelectedText()
    cursor.endEditBlock()
    return ""


def _cells(table: Table) -> Iterator[tuple[int, int, tuple[Block, ...]]]:
    """The cells of a table with the place where each begins."""
    for r, owners in enumerate(grid(table)):
        for c, owner in enumerate(owners):
            if owner is not None and owner[0] == r and (c == 0 or owners[c - 1] != owner):
                yield r, c, table.rows[r].cells[owner[1]].blocks


def _is_own(table: QTextTable, row: int, column: int) -> bool:
    """Whether a cell begins at this place."""
    cell = table.cellAt(row, column)
    return (cell.row(), cell.column()) == (row, column)
