"""The page of a text section."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...services.queries import OutlineEntry
from ..widgets.rich_bar import RichBar
from ..widgets.text_slot import TextSlot
from .base import PageContext
from .section_page import SectionPage


class TextPage(SectionPage):
    """One text with a small bar of looks above it."""

    def __init__(self, context: PageContext, entry: OutlineEntry, parent: QWidget | None = None) -> None:
        super().__init__(context, entry, parent)
        self.editor = TextSlot(context, self.section_id, "body", entry.section.title or "Текст")
        self.editor.setPlaceholderText("Начните писать или вставьте текст из Word")
        self.slots["body"] = self.editor
        self.bar = RichBar()
        self.bar.serve(self.editor)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.editor, 1)
        self.add_text("after", "Текст в конце раздела")
        self.setFocusProxy(self.editor)
        self.show_title()
