"""The editor of one text of a section; it saves itself and follows the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ...models.programme import SectionText
from ...services.changes import RESULT_TABLES, Change
from ...services.documents.bound_runs import has_results
from ...services.documents.tree import Block
from ...services.documents.tree_json import dump_blocks, load_blocks
from ...services.editing.content import set_text
from ...services.editing.pictures import keep_picture
from ..pages.base import PageContext
from .result_source import results_of
from .rich_edit import RichEdit

_LINE_CHARS = 150
"""Letters of a line at most."""


class TextSlot(RichEdit):
    """A text in a slot of a section: body, after, conclusions or measures."""

    def __init__(
        self, context: PageContext, section_id: int, slot: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, context.file.picture, parent, results_of(context.file))
        self._context = context
        self.keep_picture = partial(keep_picture, context.file)
        self._section_id, self._slot = section_id, slot
        self._stored = ""
        self.save_wanted.connect(self.commit)
        self.refused.connect(context.tell)
        self.show_stored()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a wide screen lines end where the eye still finds the next one."""
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        spare = max(room - self.fontMetrics().averageCharWidth() * _LINE_CHARS, 0)
        if self.viewportMargins().right() != spare:
            self.setViewportMargins(0, 0, spare, 0)
        super().resizeEvent(event)

    def show_stored(self) -> None:
        """Show the text as it stands in the file."""
        found = self._context.file.rows(SectionText, section_id=self._section_id, slot=self._slot)
        self._stored = found[0].body if found else "[]"
        self.load(load_blocks(self._stored))

    def put_below(self, blocks: tuple[Block, ...], name: str) -> bool:
        """Put blocks under the cursor's paragraph and write them as a step of that name."""
        from ...services.editing.results_text import put_text

        self.commit()
        if not self.insert_below(blocks):
            return False
        new = self.blocks()
        before, self._stored = self._stored, dump_blocks(new)
        if self._context.attempt(partial(put_text, self._context.file, self._section_id, self._slot, new, name)):
            self.settled()
            return True
        self._stored = before
        self.show_stored()
        return False

    def commit(self) -> None:
        """Write what was typed; what a full or missing disk refuses stays here and is tried again."""
        if not self.document().isModified():
            return
        blocks = self.blocks()
        before, self._stored = self._stored, dump_blocks(blocks)
        write = partial(set_text, self._context.file, self._section_id, self._slot, blocks)
        if self._stored == before or self._context.attempt(write):
            self.settled()
        else:
            self._stored = before

    def refresh(self, changes: Sequence[Change]) -> None:
        """Show the text anew when it was changed elsewhere."""
        for change in changes:
            values = change.after or change.before or {}
            mine = values.get("section_id") == self._section_id and values.get("slot") == self._slot
            body = (change.after or {}).get("body", "[]")
            if change.table == "section_text" and mine and body != self._stored:
                self.show_stored()
        if any(change.table in RESULT_TABLES for change in changes) and has_results(load_blocks(self._stored)):
            self.commit()
            self.show_stored()
