"""Tables inside a text: a new one, its rows and columns, and going through its cells."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor, QTextTable

from ...services.documents.tree import Row, Table, text_cell

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
