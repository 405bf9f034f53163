"""The base of every page that is a section: its title and hint, its texts above and below, and how it writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...models.programme import SectionText
from ...services.changes import Change
from ...services.documents.tree_json import load_blocks
from ...services.queries import OutlineEntry
from ..widgets.foldout import Foldout
from ..widgets.page_header import PageHeader
from .base import Page, PageContext
from .place import parse_place

if TYPE_CHECKING:
    from ..widgets.text_slot import TextSlot

T = TypeVar("T")

MARGINS = (22, 16, 22, 14)


class SectionPage(Page):
    """A page with a header; the subclass puts its content into `column` between the two texts."""

    entry: OutlineEntry

    def __init__(self, context: PageContext, entry: OutlineEntry, parent: QWidget | None = None) -> None:
        super().__init__(context, entry, parent)
        self.section_id = entry.section.id
        self.slots: dict[str, TextSlot] = {}
        self._folds: dict[str, Foldout] = {}
        self.header = PageHeader()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*MARGINS)
        self.column.setSpacing(10)
        self.column.addWidget(self.header)

    def show_title(self) -> None:
        """Title and hint as the outline and the form have them."""
        self.header.set_title(self.entry.title)
        self.header.set_hint(*self.hints())

    def verbs(self) -> Sequence[QAction]:
        """The buttons of the header."""
        return self.header.acts()

    def hints(self) -> tuple[str, ...]:
        """The sentences below the title."""
        return (self.entry.spec.hint, self.entry.spec.rule)

    def add_text(self, slot: str, name: str) -> None:
        """A text of the section that is there only when it says something, folded away under a name."""
        fold = self._folds[slot] = Foldout(name, partial(self._unfolded, slot, name))
        self.column.addWidget(fold)
        fold.setVisible(self._has_text(slot))

    def _unfolded(self, slot: str, name: str) -> QWidget:
        from ..widgets.rich_bar import RichBar  # a table is shown without what edits texts
        from ..widgets.text_slot import TextSlot

        editor = self.slots[slot] = TextSlot(self.context, self.section_id, slot, name)
        editor.setMinimumHeight(90)
        editor.setMaximumHeight(240)
        bar = RichBar()
        bar.serve(editor)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(bar)
        inner.addWidget(editor)
        return content

    def _has_text(self, slot: str) -> bool:
        found = self.context.file.rows(SectionText, section_id=self.section_id, slot=slot)
        return any(load_blocks(row.body) for row in found)

    def made(self, action: Callable[[], T]) -> T | None:
        """Do a write that makes something and return it; None when it was refused."""
        results: list[T] = []

        def run() -> None:
            results.append(action())

        return results[0] if self.context.attempt(run) else None

    def commit_pending(self) -> None:
        """Write what is typed and not written yet."""
        for editor in self.slots.values():
            editor.commit()

    def refresh(self, changes: list[Change]) -> None:
        """Take over what was committed."""
        if any(change.table in ("section", "programme", "school") for change in changes):
            self.show_title()
        self._refresh_texts(changes)

    def _refresh_texts(self, changes: Sequence[Change]) -> None:
        for editor in self.slots.values():
            editor.refresh(changes)
        if any(change.table == "section_text" for change in changes):
            for slot, fold in self._folds.items():
                if fold.isHidden():
                    fold.setVisible(self._has_text(slot))

    def current_place(self) -> str:
        """The paragraph of the text that has the keyboard."""
        for slot, editor in self.slots.items():
            if editor is self.focusWidget():
                from ..widgets.reveal import spot_of

                return f"section_text:{slot}:{spot_of(editor)}"
        return ""

    def show_place(self, place: str) -> None:
        """Go to a text of the section («section_text:3», «section_text:body») or to words in it («…:body:12:слово»)."""
        where = parse_place(place)
        if where.table != "section_text":
            return
        row = self.context.file.get(SectionText, where.id)
        slot = row.slot if row else where.name
        if slot in self._folds:
            self._folds[slot].open()
        editor = self.slots.get(slot)
        if editor is not None:
            from ..widgets.reveal import reveal

            editor.setFocus()
            reveal(editor, where.field)
