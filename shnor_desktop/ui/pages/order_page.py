"""The page of an order: the lines of its head, its preamble and points, who signs it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from ...models.orders import Order
from ...services.changes import Change
from ...services.editing.content import set_order
from ...services.field_names import ORDER_FIELDS, SLOT_NAMES
from ...services.queries import OutlineEntry
from ..widgets.bound import BoundLine, BoundText
from ..widgets.card import Card
from ..widgets.reveal import reveal
from ..widgets.rich_bar import RichBar
from ..widgets.text_slot import TextSlot
from .base import PageContext
from .place import parse_place
from .section_page import SectionPage

_LINES: dict[str, int] = {"issuer": 4, "subject": 4, "post": 3, "executor": 3, "mark": 4}
"""Fields of several lines, and how many are seen."""

_SHORT = 420
"""Widest field of one line: nothing longer stands there."""

_EXAMPLES: dict[str, str] = {
    "issuer": "Управление образования администрации …",
    "word": "ПРИКАЗ",
    "day": "от 28.08.2026",
    "number": "210",
    "place": "г. Речной",
    "subject": "Об утверждении …",
    "verb": "ПРИКАЗЫВАЮ:",
    "post": "Начальник управления образования",
    "person": "И. О. Фамилия",
    "executor": "фамилия и телефон того, кто подготовил",
    "mark": "приказом управления образования",
}
_HEAD = ("issuer", "word", "day", "number", "place", "subject")
_FOOT = ("verb", "post", "person", "executor", "mark")
_TEXTS: tuple[tuple[str, str, int], ...] = (
    ("preamble", "На основании чего и зачем издан приказ", 150),
    ("points", "1. Утвердить … (приложение 1).\n2. Контроль за исполнением приказа …", 320),
)
"""Slot, what to type there, the height."""


class OrderPage(SectionPage):
    """Fields that write themselves; the two texts have one bar of looks."""

    def __init__(self, context: PageContext, entry: OutlineEntry, parent: QWidget | None = None) -> None:
        super().__init__(context, entry, parent)
        self.fields: dict[str, BoundLine | BoundText] = {}
        self.bar = RichBar()
        self.column.addWidget(self.bar)
        holder = QWidget()
        cards = QVBoxLayout(holder)
        cards.setContentsMargins(0, 0, 6, 0)
        cards.setSpacing(12)
        cards.addWidget(self._form("Заголовок приказа", _HEAD))
        for slot, example, height in _TEXTS:
            cards.addWidget(self._text(slot, example, height))
        cards.addWidget(self._form("Подпись и приложения", _FOOT))
        cards.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(holder)
        self.column.addWidget(self.area, 1)
        self.add_text("after", "Текст после приказа")
        self._show_order()
        self.show_title()

    def _form(self, title: str, names: tuple[str, ...]) -> QFrame:
        card = Card(title)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        for name in names:
            label, write = ORDER_FIELDS[name], partial(self._write, name)
            lines = _LINES.get(name)
            field = BoundText(label, write, lines=lines) if lines else BoundLine(label, write)
            field.setPlaceholderText(_EXAMPLES[name])
            if not lines:
                field.setMaximumWidth(_SHORT)
            self.fields[name] = field
            form.addRow(label, field)
        card.column.addLayout(form)
        return card

    def _text(self, slot: str, example: str, height: int) -> QFrame:
        card = Card(SLOT_NAMES[slot])
        editor = TextSlot(self.context, self.section_id, slot, SLOT_NAMES[slot])
        editor.setPlaceholderText(example)
        editor.setMinimumHeight(height)
        self.bar.serve(editor)
        self.slots[slot] = editor
        card.column.addWidget(editor)
        return card

    def _write(self, name: str, text: str) -> bool:
        fields = {name: text.strip()}
        return self.context.attempt(partial(set_order, self.context.file, self.section_id, **fields))

    def _show_order(self) -> None:
        order = next(iter(self.context.file.rows(Order, section_id=self.section_id)), Order())
        for name, field in self.fields.items():
            field.binding.display(getattr(order, name))

    def commit_pending(self) -> None:
        """Write what is typed and not written yet."""
        for field in self.fields.values():
            field.binding.commit()
        super().commit_pending()

    def refresh(self, changes: list[Change]) -> None:
        """Take over what was committed."""
        super().refresh(changes)
        if any(change.table == "office_order" for change in changes):
            self._show_order()

    def current_place(self) -> str:
        """The field of the order that has the keyboard, else the paragraph of a text."""
        order = next(iter(self.context.file.rows(Order, section_id=self.section_id)), Order())
        for name, field in self.fields.items():
            if field is self.focusWidget():
                return f"office_order:{order.id}:{name}"
        return super().current_place()

    def show_place(self, place: str) -> None:
        """Go to a field of the order («office_order:3:number») or to a text of it."""
        where = parse_place(place)
        field = self.fields.get(where.field)
        if where.table == "office_order" and field is not None:
            self.area.ensureWidgetVisible(field)
            field.setFocus()
            return
        super().show_place(place)
        editor = self.slots.get(where.name)
        if where.table == "section_text" and editor is not None:
            self.area.ensureWidgetVisible(editor)
            reveal(editor, where.field)
