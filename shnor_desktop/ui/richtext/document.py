"""A QTextDocument that shows blocks and gives them back."""

from __future__ import annotations

import dataclasses

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextDocumentFragment

from ...services.documents.tree import Block, Paragraph, ResultTable, Run
from .build import Builder, Lists, Pictures, Results, no_results
from .looks import NODE, block_look, run_look, shape_of
from .normal import to_qt
from .read import Reader


class RichDocument:
    """Ties a QTextDocument to blocks of the tree."""

    def __init__(self, document: QTextDocument, pictures: Pictures, results: Results = no_results) -> None:
        self.document = document
        self._pictures = pictures
        self._results = results
        self._originals: dict[int, Block] = {}

    def load(self, blocks: tuple[Block, ...]) -> None:
        """Show blocks in place of what stood here; nothing of it can be undone."""
        self.document.setUndoRedoEnabled(False)
        self.document.clear()
        self._originals.clear()
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        self._builder().write(cursor, blocks)
        cursor.endEditBlock()
        self.document.setUndoRedoEnabled(True)
        self.document.setModified(False)

    def blocks(self) -> tuple[Block, ...]:
        """What stands here now."""
        return Reader(self._originals).read(self.document)

    def fragment_blocks(self, fragment: QTextDocumentFragment) -> tuple[Block, ...]:
        """What a part of this document says, for the clipboard."""
        copy = QTextDocument()
        QTextCursor(copy).insertFragment(fragment)
        return Reader(self._originals).read(copy)

    def insert(self, cursor: QTextCursor, blocks: tuple[Block, ...]) -> None:
        """Put blocks at the cursor in place of what is selected, as one step of undo."""
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].list:
            shape = shape_of(cursor.block())
            for run in blocks[0].runs:
                cursor.insertText(to_qt(run.text), run_look(run, shape))
        else:
            self._insert_between(cursor, blocks)
        cursor.endEditBlock()

    def insert_below(self, cursor: QTextCursor, blocks: tuple[Block, ...]) -> None:
        """Put blocks under the paragraph at the cursor, or in its place when it is empty, as one step of undo."""
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._insert_between(cursor, blocks)
        cursor.endEditBlock()

    def result_at(self, position: int) -> QTextCursor | None:
        """The character that stands for a table of results at a place or just before it, selected."""
        for start in (position, position - 1):
            cursor = QTextCursor(self.document)
            if not 0 <= start < self.document.characterCount() - 1:
                continue
            cursor.setPosition(start)
            cursor.setPosition(start + 1, QTextCursor.MoveMode.KeepAnchor)
            if isinstance(self._original(cursor), ResultTable):
                return cursor
        return None

    def make_plain(self, cursor: QTextCursor) -> None:
        """Put the table that the selected character stands for there as it is now, to be edited like any other."""
        node = self._original(cursor)
        shown = self._results(node) if isinstance(node, ResultTable) else ()
        if shown:
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            self._insert_between(cursor, shown)
            cursor.endEditBlock()

    def _original(self, cursor: QTextCursor) -> Block | None:
        look = cursor.charFormat()
        return self._originals.get(int(look.property(NODE) or 0)) if look.isImageFormat() else None

    def _insert_between(self, cursor: QTextCursor, blocks: tuple[Block, ...]) -> None:
        if not cursor.atBlockEnd():
            cursor.insertBlock()
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        fresh = cursor.block().length() == 1
        if fresh:
            cursor.setBlockFormat(QTextBlockFormat())
        self._builder().write(cursor, blocks, fresh=fresh)

    def set_list(self, cursor: QTextCursor, kind: str) -> None:
        """Make the selected paragraphs items of a list, or plain ones with kind ""."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        lists = Lists()
        block = self.document.findBlock(start)
        before = shape_of(block.previous())
        lists.seed(block.previous(), before)
        first = not (isinstance(before, Paragraph) and before.list == kind)
        while block.isValid() and block.position() <= end:
            shape = shape_of(block) or Paragraph()
            if isinstance(shape, Paragraph):
                begins = kind == "number" and first
                shape = dataclasses.replace(shape, list=kind, level=0, start=int(begins), marker="1." if begins else "")
                self._reshape(QTextCursor(block), shape, lists)
                first = False
            block = block.next()
        cursor.endEditBlock()

    @staticmethod
    def _reshape(cursor: QTextCursor, shape: Paragraph, lists: Lists) -> None:
        found = cursor.block().textList()
        if found is not None:
            found.remove(cursor.block())
        cursor.setBlockFormat(block_look(shape, 0))
        lists.place(cursor, shape)

    def adopt(self, cursor: QTextCursor) -> None:
        """Make text typed where nothing stood (beside a table) a paragraph of the body."""
        block = cursor.block()
        if block.length() > 1 and shape_of(block) is None and "\ufffc" not in block.text():
            shape = Paragraph(style="table") if cursor.currentTable() else Paragraph()
            QTextCursor(block).setBlockFormat(block_look(shape, 0))

    def plain_look(self, cursor: QTextCursor) -> QTextCharFormat:
        """The look of text typed at the cursor without bold or italic."""
        return run_look(Run(""), shape_of(cursor.block()))

    def _builder(self) -> Builder:
        return Builder(self.document, self._originals, self._pictures, self._results)
