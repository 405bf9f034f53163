"""An editor of a text: bold, italic, lists, tables, pictures; what is pasted is cleaned to these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from os.path import commonprefix
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QImageWriter,
    QKeyEvent,
    QPaintEvent,
    QTextCursor,
    QTextTable,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ...models.errors import UserError
from ...services.documents.tree import Block, Picture, Table, block_texts
from ...services.documents.tree_json import dump_blocks, load_blocks
from ...services.editing.pictures import SUFFIXES
from ..dropping import dragged_files
from ..richtext import RichDocument
from ..richtext.bound_typing import type_at_bound
from ..richtext.build import Pictures, Results, no_results
from ..richtext.looks import OWN_BOLD, is_own_bold
from ..richtext.markers import html_of, paint_markers
from ..richtext.paste import blocks_of_html, blocks_of_text
from ..richtext.tables import TABLE_ACTS, change_table, fill_cells, first_cell_before, new_table, next_cell, unwrapped
from ..richtext.walk import list_kind
from .bound import IDLE_MS

BLOCKS_MIME = "application/x-shnor-blocks"
"""Blocks as JSON: copying inside the program keeps everything."""

ResultAct = Callable[["RichEdit", QTextCursor], None]


def _make_plain(editor: RichEdit, cursor: QTextCursor) -> None:
    editor.rich.make_plain(cursor)


def _cut(editor: RichEdit, cursor: QTextCursor) -> None:
    editor.cut()


def _remove(editor: RichEdit, cursor: QTextCursor) -> None:
    cursor.removeSelectedText()


RESULT_ACTS: tuple[tuple[str, ResultAct], ...] = (
    ("Превратить в обычную таблицу", _make_plain),
    ("Вырезать, чтобы вставить в другом месте", _cut),
    ("Удалить таблицу результатов", _remove),
)
"""What can be done with a table of results."""

TableChange = Callable[[QTextTable, int, int], None]
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RichEdit(QTextEdit):
    """Shows blocks, gives them back, and asks to be saved when a second passed without typing and on leaving."""

    save_wanted = Signal()
    refused = Signal(str)
    """Something could not be pasted; one sentence for the person."""

    def __init__(
        self, name: str, pictures: Pictures, parent: QWidget | None = None, results: Results = no_results
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(8)
        self.document().setIndentWidth(22)
        self.rich = RichDocument(self.document(), pictures, results)
        self.keep_picture: Callable[[bytes], str] | None = None
        """Keeps a picture's bytes and gives its name; without it no picture can be put in."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.save_wanted)
        self._loading = False
        self.textChanged.connect(self._typed)

    def load(self, blocks: tuple[Block, ...]) -> None:
        """Show blocks; the cursor stays about where it was."""
        place, scroll = self.textCursor().position(), self.verticalScrollBar().value()
        before = self.document().toRawText() if self.hasFocus() else ""
        self._loading = True
        self.rich.load(blocks)
        self._loading = False
        self._timer.stop()
        cursor = self.textCursor()
        cursor.setPosition(_moved(place, before, self.document().toRawText()) if self.hasFocus() else 0)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scroll)

    def blocks(self) -> tuple[Block, ...]:
        """What stands here now."""
        return self.rich.blocks()

    def settled(self) -> None:
        """What stands here is written."""
        self._timer.stop()
        self.document().setModified(False)

    def _typed(self) -> None:
        if not self._loading:
            self.rich.adopt(self.textCursor())
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers in Cyrillic letters too."""
        super().paintEvent(event)
        paint_markers(self, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving writes."""
        super().focusOutEvent(event)
        if self.document().isModified():
            self.save_wanted.emit()

    # looks

    def set_bold(self, on: bool) -> None:
        """Make the selection, or what is typed next, bold or not."""
        plain = self.rich.plain_look(self.textCursor()).fontWeight()
        self.setFontWeight(OWN_BOLD if on else plain)

    def set_italic(self, on: bool) -> None:
        """Make the selection, or what is typed next, italic or not."""
        self.setFontItalic(on)

    def is_bold(self) -> bool:
        """Whether text at the cursor is bold by the person's wish."""
        return is_own_bold(self.currentCharFormat())

    def list_kind(self) -> str:
        """The list at the cursor: bullet, number or none."""
        return list_kind(self.textCursor().currentList())

    def toggle_list(self, kind: str) -> None:
        """Make the selected paragraphs a list of that kind, or plain again when they are one."""
        self.rich.set_list(self.textCursor(), "" if self.list_kind() == kind else kind)

    # tables and pictures

    def insert_table(self, rows: int, columns: int) -> None:
        """Put an empty table at the cursor and go into it; beside the one in which the cursor stands, not into it."""
        cursor = self.textCursor()
        if cursor.currentTable() is not None:
            self.refused.emit("Таблица внутри таблицы не нужна: поставьте курсор рядом с таблицей.")
            return
        self.rich.insert(cursor, (new_table(rows, columns),))
        self.setTextCursor(first_cell_before(cursor))

    def insert_below(self, blocks: tuple[Block, ...]) -> bool:
        """Put blocks under the paragraph at the cursor; whether they could be."""
        cursor = self.textCursor()
        if cursor.currentTable() is not None:
            self.refused.emit("Поставьте курсор рядом с таблицей: внутри неё для этого нет места.")
            return False
        self.rich.insert_below(cursor, blocks)
        self.setTextCursor(cursor)
        return True

    def insert_picture(self, data: bytes) -> None:
        """Put a picture at the cursor; what cannot be one is told."""
        if self.keep_picture is None:
            self.refused.emit("Сюда картинку вставить нельзя.")
            return
        try:
            name = self.keep_picture(data)
        except UserError as error:
            self.refused.emit(str(error))
            return
        cursor = self.textCursor()
        self.rich.insert(cursor, (Picture(name),))
        self.setTextCursor(cursor)

    def insert_picture_files(self, paths: Iterable[Path]) -> None:
        """Put the pictures of files at the cursor."""
        for path in paths:
            try:
                data = path.read_bytes()
            except OSError:
                self.refused.emit(f"Файл «{path.name}» не читается. Проверьте, что он на месте.")
                continue
            self.insert_picture(data)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the cells of a table, and past its edge to the next field."""
        cursor = next_cell(self.textCursor(), 1 if forward else -1)
        if cursor is None or self.isReadOnly():
            return super().focusNextPrevChild(forward)
        self.setTextCursor(cursor)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, with what can be done with a table when the cursor is in one."""
        menu = self.createStandardContextMenu(event.pos())
        if self.textCursor().currentTable() is not None and not self.isReadOnly():
            menu.addSeparator()
            for text, change in TABLE_ACTS:
                menu.addAction(text).triggered.connect(partial(self._change_table, change))
        found = None if self.isReadOnly() else self.rich.result_at(self.cursorForPosition(event.pos()).position())
        if found is not None:
            self.setTextCursor(found)
            menu.addSeparator()
            for text, act in RESULT_ACTS:
                menu.addAction(text).triggered.connect(partial(self._change_result, act))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _change_table(self, change: TableChange, _checked: bool = False) -> None:
        change_table(self.textCursor(), change)

    def _change_result(self, act: ResultAct, _checked: bool = False) -> None:
        act(self, self.textCursor())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on an empty item ends its list; words beside a value of the results are no part of it."""
        if not self.isReadOnly() and type_at_bound(self, event):
            return
        cursor = self.textCursor()
        empty_item = cursor.currentList() is not None and cursor.block().length() == 1
        if event.key() in _ENTER and empty_item and not event.modifiers():
            self.rich.set_list(cursor, "")
            return
        super().keyPressEvent(event)

    # clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """Blocks for ourselves beside what others understand."""
        for_others = super().createMimeDataFromSelection()  # of a kind that hides what is added to it
        data = QMimeData()
        data.setText(for_others.text())
        data.setHtml(html_of(self.textCursor().selection()))
        blocks = self.rich.fragment_blocks(self.textCursor().selection())
        data.setData(BLOCKS_MIME, dump_blocks(blocks).encode())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures too; other files are left to the window."""
        if dragged_files(source) and not source.hasImage():
            return bool(_picture_files(source))
        return source.hasImage() or source.hasFormat(BLOCKS_MIME) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, cleaned to what a text of the programme may hold."""
        pictures = _picture_files(source)
        if pictures:
            self.insert_picture_files(pictures)
            return
        if source.hasFormat(BLOCKS_MIME):
            blocks = load_blocks(bytes(source.data(BLOCKS_MIME).data()).decode())
        elif source.hasHtml():
            blocks = blocks_of_html(source.html())
        else:
            blocks = blocks_of_text(source.text())
        if not any(text.strip() for text in block_texts(blocks)) and source.hasImage():
            self.insert_picture(_png(source))
            return
        if "<img" in source.html():
            self.refused.emit("Картинки среди текста не вставлены: скопируйте каждую отдельно или возьмите из файла.")
        self._insert(unwrapped(blocks))

    def _insert(self, blocks: tuple[Block, ...]) -> None:
        """Put blocks at the cursor; the cells of a table go into the cells of the one in which the cursor stands."""
        cursor = self.textCursor()
        tables = [block for block in blocks if isinstance(block, Table)]
        if cursor.currentTable() is None or not tables:
            self.rich.insert(cursor, blocks)
            self.setTextCursor(cursor)
        elif len(blocks) > 1:
            self.refused.emit("Таблица внутри таблицы не нужна: поставьте курсор рядом с таблицей.")
        elif refusal := fill_cells(cursor, tables[0], self.rich.insert):
            self.refused.emit(refusal)


def _moved(place: int, before: str, after: str) -> int:
    """Where the cursor stands when one text gives way to another: beside the same words, or where they were."""
    same = len(commonprefix((before, after)))
    if place <= same:
        return place
    from_end = len(before) - place
    behind = len(commonprefix((before[same:][::-1], after[same:][::-1])))
    return len(after) - min(from_end, behind)


def _picture_files(source: QMimeData) -> list[Path]:
    """The files among what is dragged or pasted, when all of them are pictures."""
    paths = dragged_files(source)
    return paths if all(path.suffix.casefold() in SUFFIXES for path in paths) else []


def _png(source: QMimeData) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(QImage(source.imageData()))
    return bytes(buffer.data().data())
