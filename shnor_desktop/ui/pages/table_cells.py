"""What a table does with the selected cells: copy, cut, paste, clear, fill down, as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import Qt

from ...models.errors import UserError
from ...services.editing.pasting import Pasted, cells_text, clear_cells, fill_down, paste_cells
from ...services.editing.sheet import Place
from ...services.jobs import Cancelled
from ...services.tabular import Block
from ..clipboard import block_of, clipboard_forms, put_on_clipboard, read_clipboard
from ..itemmodels.copying import copied
from ..itemmodels.rows import Line, RowsModel
from ..patience import beside, patiently
from ..widgets.beside import tell_beside
from ..widgets.rows_view import RowsView
from .base import PageContext

InsertRows = Callable[[Block, Line | None, str], Sequence[Hashable] | None]
"""Inserts a block as rows at a line and returns their keys; None when its cells are to go over others."""

_LONGEST_ASIDE = 60

_A_ROW = 100
"""Characters of a row on the clipboard, about."""


class TableCells:
    """The cells of one page's table."""

    def __init__(self, context: PageContext, model: RowsModel, view: RowsView, insert_rows: InsertRows) -> None:
        self._context = context
        self._model = model
        self._view = view
        self._insert_rows = insert_rows

    def copy(self) -> bool:
        """Put the selected cells on the clipboard; False when there are none."""
        places = self._view.selected_places()
        if not places:
            return False
        try:
            with patiently(self._context.file):
                block = copied(self._model, places, self._context.file.pause)
            forms = beside(f"Копирование: {cells_text(len(places))}", block.height, partial(clipboard_forms, block))
        except Cancelled:
            return False
        put_on_clipboard(forms)
        return True

    def clear(self, word: str = "Очищено") -> None:
        """Empty the selected cells as one action."""
        places = self._named(self._view.selected_places())
        self._context.attempt(lambda: clear_cells(self._model.sheet(), places, word))

    def fill_down(self) -> None:
        """Put the topmost of the selected cells of each column into those below."""
        self._view.commit_editor()
        places = self._named(self._view.selected_places())
        if places:
            self._context.attempt(lambda: fill_down(self._model.sheet(), places))

    def paste(self) -> None:
        """Put the clipboard over the cells from the topmost selected one on, or insert it as rows."""
        self._view.commit_editor()
        copied_forms = read_clipboard()
        blocks: list[Block | None] = []

        def put() -> None:
            blocks.append(beside("Чтение таблицы", copied_forms.size // _A_ROW, partial(block_of, copied_forms)))
            if blocks[0] is not None:
                self._put(blocks[0])

        if not self._context.attempt(put):
            return
        block = blocks[0]
        if block is not None and block.aside:
            words = " ".join(block.aside.split())
            shown = words if len(words) <= _LONGEST_ASIDE else f"{words[: _LONGEST_ASIDE - 1].rstrip()}…"
            self._context.tell(f"Текст рядом с таблицей не вставлен: «{shown}».")

    def _put(self, block: Block) -> None:
        places = self._view.selected_places() or [(0, self._first_column())]
        top, left = min(row for row, _ in places), min(column for _, column in places)
        line = self._model.lines[top] if top < self._model.rowCount() else None
        keys = self._insert_rows(block, line, self._model.columns[left].field)
        if keys is not None:
            self._show_rows(keys)
        elif line is not None and block.height == block.width == len(places) == 1:
            self._put_one(line, left, block.rows[0][0])
        else:
            height = max(row for row, _ in places) - top + 1
            width = max(column for _, column in places) - left + 1
            before = self._model.rowCount()
            where = paste_cells(self._model.sheet(), top, left, block.tiled(height, width))
            self._show_area(where)
            self._tell_rows(where.bottom - where.top + 1, self._model.rowCount() - before)

    def _tell_rows(self, rows: int, added: int) -> None:
        """What is put over other rows, many of them out of sight, is said with the way back."""
        if rows > 1:
            new = f", добавлено: {added}" if added else ""
            tell_beside(self._view, f"Вставлено поверх строк: {rows - added}{new}. Вернуть – Ctrl+Z")

    def _first_column(self) -> int:
        """Where a table without rows begins to take what is pasted: after the numbers."""
        sheet = self._model.sheet()
        return next((n for n, field in enumerate(sheet.fields) if not sheet.fixed(field)), 0)

    def _put_one(self, line: Line, column: int, text: str) -> None:
        """One cell is taken as if it were typed, numbers too."""
        field = self._model.columns[column].field
        if not self._model.editable(line, field):
            raise UserError("В эту ячейку ничего не вписывают. Выберите другую.")
        self._model.put(line, field, text)

    def _named(self, places: Sequence[tuple[int, int]]) -> list[Place]:
        return [(row, self._model.columns[column].field) for row, column in places]

    def _show_area(self, where: Pasted) -> None:
        last = min(where.bottom, self._model.rowCount() - 1)
        self._view.select_area(where.top, where.left, last, where.right)

    def _show_rows(self, keys: Sequence[Hashable]) -> None:
        rows = [row for key in keys if (row := self._model.row_of(key)) >= 0]
        if rows:
            self._view.select_area(min(rows), 0, max(rows), self._model.columnCount() - 1)
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
