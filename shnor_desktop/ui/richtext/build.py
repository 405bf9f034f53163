"""Blocks → text document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import (
    QColor,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextTable,
)

from ...services.documents.tree import Block, Heading, Paragraph, Picture, ResultTable, Run, Table, grid
from ..colours import colours
from .looks import HEADER, SHADED, Shape, block_look, list_look, run_look, table_look
from .normal import table_is_plain, to_qt
from .objects import add_object

Pictures = Callable[[str], bytes | None]
"""A picture's bytes by name."""

Results = Callable[[ResultTable], tuple[Block, ...]]
"""What a table of results shows now; nothing where its results are gone."""


def no_results(node: ResultTable) -> tuple[Block, ...]:
    """For texts that stand by themselves."""
    return ()


class Lists:
    """The lists that are open while blocks are written: a numbered one goes on past other paragraphs."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], QTextList] = {}
        self._last_bullet = False

    def place(self, cursor: QTextCursor, shape: Shape) -> None:
        """Make the cursor's block an item of the list it belongs to, or of none."""
        if isinstance(shape, Heading) or not shape.list:
            self._last_bullet = False
            return
        key = (shape.list, shape.level)
        known = self._open.get(key)
        goes_on = self._last_bullet if shape.list == "bullet" else not shape.start
        if known is not None and goes_on:
            known.add(cursor.block())
        else:
            self._open[key] = cursor.createList(list_look(shape))
        self._last_bullet = shape.list == "bullet"

    def seed(self, block: QTextBlock, shape: Shape | None) -> None:
        """Go on with the list of a block that is already there."""
        found = block.textList()
        if found is not None and isinstance(shape, Paragraph) and shape.list:
            self._open[shape.list, shape.level] = found
            self._last_bullet = shape.list == "bullet"


class Builder:
    """Writes blocks at a cursor and keeps the originals by number."""

    def __init__(
        self, document: QTextDocument, originals: dict[int, Block], pictures: Pictures, results: Results = no_results
    ) -> None:
        self._document = document
        self._originals = originals
        self._pictures = pictures
        self._results = results

    def write(self, cursor: QTextCursor, blocks: tuple[Block, ...], *, fresh: bool = True) -> None:
        """Write blocks from the cursor on; `fresh`: it stands in an empty block that nothing uses yet."""
        lists = Lists()
        for block in blocks:
            if isinstance(block, Table) and table_is_plain(block):
                self._table(cursor, block)
                fresh = True
                continue
            if not fresh:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            fresh = False
            if isinstance(block, Paragraph | Heading):
                self._paragraph(cursor, block, lists)
            else:
                self._object(cursor, block)

    def keep(self, block: Block) -> int:
        """Remember an original; its number."""
        number = len(self._originals) + 1
        self._originals[number] = block
        return number

    def _paragraph(self, cursor: QTextCursor, block: Shape, lists: Lists) -> None:
        cursor.setBlockFormat(block_look(block, self.keep(block)))
        cursor.mergeBlockCharFormat(run_look(Run(""), block))  # a first block shares its format with its cell
        lists.place(cursor, block)
        for run in block.runs:
            cursor.insertText(to_qt(run.text), run_look(run, block))
        cursor.setCharFormat(run_look(Run(""), block))

    def _object(self, cursor: QTextCursor, block: Block) -> None:
        cursor.setBlockFormat(QTextBlockFormat())
        cursor.insertImage(add_object(self._document, block, self.keep(block), self._image(block)))
        cursor.setCharFormat(QTextCharFormat())

    def _image(self, block: Block) -> QImage:
        """What stands for a block; a null image for one that has only a name."""
        if isinstance(block, Picture):
            return QImage.fromData(self._pictures(block.name) or b"")
        shown = self._results(block) if isinstance(block, ResultTable) else ()
        if not shown:
            return QImage()
        from .result_image import image_of  # with the first table of results

        return image_of(shown)

    def _table(self, cursor: QTextCursor, block: Table) -> None:
        table = cursor.insertTable(len(block.rows), block.column_count, table_look(block, self.keep(block)))
        for r, places in enumerate(grid(block)):
            for c, owner in enumerate(places):
                if owner is not None and owner[0] == r and (c == 0 or places[c - 1] != owner):
                    self._cell(table, block, r, c, owner)
        cursor.setPosition(table.lastPosition() + 1)
        cursor.setBlockFormat(QTextBlockFormat())
        cursor.setCharFormat(QTextCharFormat())

    def _cell(self, table: QTextTable, block: Table, r: int, c: int, owner: tuple[int, int]) -> None:
        cell = block.rows[owner[0]].cells[owner[1]]
        if cell.rows > 1 or cell.columns > 1:
            table.mergeCells(r, c, cell.rows, cell.columns)
        place = table.cellAt(r, c)
        if block.rows[r].header or cell.shaded:
            look = place.format()
            look.setProperty(HEADER, block.rows[r].header)
            if cell.shaded:
                look.setProperty(SHADED, True)
                look.setBackground(QColor(colours().hover))
            place.setFormat(look)
        if cell.blocks:
            self.write(place.firstCursorPosition(), cell.blocks)
