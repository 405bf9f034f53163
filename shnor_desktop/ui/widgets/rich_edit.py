"""An editor of a text: bold, italic, lists, tables; what is pasted is cleaned to these."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from ...services.documents.tree import Block
from ...services.documents.tree_json import dump_blocks, load_blocks
from ..dropping import dragged_files
from ..richtext import RichDocument
from ..richtext.build import Pictures
from ..richtext.looks import OWN_BOLD, is_own_bold
from ..richtext.paste import blocks_of_html, blocks_of_text
from ..richtext.walk import list_kind
from .bound import IDLE_MS

BLOCKS_MIME = "application/x-shnor-blocks"
"""Blocks as JSON: copying inside the program keeps everything."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RichEdit(QTextEdit):
    """Shows blocks, gives them back, and asks to be saved when a second passed without typing and on leaving."""

    save_wanted = Signal()
    refused = Signal(str)
    """Something could not be pasted; one sentence for the person."""

    def __init__(self, name: str, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(8)
        self.document().setIndentWidth(22)
        self.rich = RichDocument(self.document(), pictures)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.save_wanted)
        self._loading = False
        self.textChanged.connect(self._typed)

    def load(self, blocks: tuple[Block, ...]) -> None:
        """Show blocks; the cursor stays about where it was."""
        place, scroll = self.textCursor().position(), self.verticalScrollBar().value()
        self._loading = True
        self.rich.load(blocks)
        self._loading = False
        self._timer.stop()
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1) if self.hasFocus() else 0)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on an empty item ends its list."""
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
        data.setHtml(for_others.html())
        blocks = self.rich.fragment_blocks(self.textCursor().selection())
        data.setData(BLOCKS_MIME, dump_blocks(blocks).encode())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A picture may be tried as well, to be told what to do with it; files are left to the window."""
        if dragged_files(source) and not source.hasImage():
            return False
        return source.hasImage() or source.hasFormat(BLOCKS_MIME) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, cleaned to what a text of the programme may hold."""
        if source.hasFormat(BLOCKS_MIME):
            blocks = load_blocks(bytes(source.data(BLOCKS_MIME).data()).decode())
        elif source.hasHtml():
            blocks = blocks_of_html(source.html())
        else:
            blocks = blocks_of_text(source.text())
        if (not blocks and source.hasImage()) or "<img" in source.html():
            self.refused.emit("Картинка не вставлена. Картинки приходят вместе с документом: «Импорт из Word».")
        cursor = self.textCursor()
        self.rich.insert(cursor, blocks)
        self.setTextCursor(cursor)
