"""The page of the passport: labels of the form and the school's texts beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...models.programme import PassportRow
from ...services.changes import Change
from ...services.documents.tree_json import dump_blocks, load_blocks
from ...services.editing.content import add_row, remove_rows, set_passport, shift_row
from ...services.editing.pictures import keep_picture
from ...services.editing.rows import set_fields
from ...services.queries import OutlineEntry, passport_rows
from ..icons import icon
from ..widgets.bound import BoundLine
from ..widgets.grow_edit import GrowEdit
from ..widgets.result_source import results_of
from ..widgets.reveal import reveal, spot_of
from ..widgets.rich_bar import RichBar
from .base import PageContext
from .place import parse_place
from .section_page import SectionPage

if TYPE_CHECKING:
    from ...services.passport_offers import Offer

_LABEL_WIDTH, _NARROW_LABEL = 240, 150
_ROOMY = 760
"""Pixels of a page from which labels are wide."""

_TOLD = 300
"""Characters of an offered text that a tip shows."""

_TELLING = {"task", "indicator", "programme", "section_text", "activity", "section"}
"""Tables from which a row of the passport can be filled."""


class PassportRowEditor(QFrame):
    """A row of the passport: a label, a text, and a menu for what can be done with it."""

    def __init__(self, page: PassportPage, row: PassportRow) -> None:
        super().__init__(page)
        self._page = page
        self.row = row
        self._stored = row.body
        self.setProperty("role", "card")
        self.label: QLabel | BoundLine = self._label()
        file = page.context.file
        self.editor = GrowEdit(row.label or "Строка паспорта", file.picture, None, results_of(file))
        self.editor.keep_picture = partial(keep_picture, file)
        self.editor.load(load_blocks(row.body))
        self.editor.save_wanted.connect(self.commit)
        self.editor.refused.connect(page.context.tell)
        self.offer: Offer | None = None
        self.offer_button = self._offer_button()
        self.editor.textChanged.connect(self._show_offer)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, 0, 1)
        self.menu_button = self._menu()
        grid.addWidget(self.menu_button, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.offer_button, 1, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)

    def _label(self) -> QLabel | BoundLine:
        """A label of the form is fixed, one of the school's own can be typed."""
        if self.row.key:
            label = QLabel(self.row.label)
            label.setWordWrap(True)
            label.setFixedWidth(_LABEL_WIDTH)
            label.setProperty("role", "heading")
            return label
        line = BoundLine("Название строки паспорта", self._write_label)
        line.setPlaceholderText("Название строки")
        line.setFixedWidth(_LABEL_WIDTH)
        line.binding.display(self.row.label)
        return line

    def _menu(self) -> QToolButton:
        button = QToolButton()
        button.setText("⋯")
        button.setAutoRaise(True)
        button.setToolTip("Действия со строкой (Alt+Enter)")
        button.setAccessibleName(f"Действия со строкой «{self.row.label}»")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab leads from text to text; the keys are in the menu
        menu = QMenu(button)
        for text, keys, act in (
            ("Выше", "Alt+Up", self.up),
            ("Ниже", "Alt+Down", self.down),
            ("Добавить строку ниже", "Alt+Ins", self.add),
        ):
            menu.addAction(f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}", act)
        if not self.row.key:
            menu.addAction("Удалить строку", self._remove)
        button.setMenu(menu)
        return button

    def _offer_button(self) -> QPushButton:
        """What another place of the programme says already, for a row that is still empty."""
        button = QPushButton(self)
        button.setProperty("kind", "link")
        button.setIcon(icon("import"))
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(self.take_offer)
        button.hide()
        return button

    def widen_label(self, width: int) -> None:
        """Give the label so much room; the text has the rest."""
        self.label.setFixedWidth(width)

    def show_offer(self, offer: Offer | None) -> None:
        """Offer a text, or none, as long as the row is empty."""
        self.offer = offer
        if offer is not None:
            self.offer_button.setText(f"{offer.label} (F4)")
            brief = shorten(offer.text, _TOLD, placeholder="…")
            self.offer_button.setToolTip(brief)
            self.offer_button.setAccessibleName(offer.label)
        self._show_offer()

    def _show_offer(self) -> None:
        free = self.offer is not None and self.editor.document().isEmpty()
        self.offer_button.setVisible(free)
        self.editor.setAccessibleDescription(self.offer_button.text() if free else "")

    def take_offer(self) -> None:
        """Put the offered text in the empty row, as a step of its own."""
        context, offer = self._page.context, self.offer
        if offer is not None and self.editor.document().isEmpty():
            self.editor.setFocus()
            context.attempt(partial(set_passport, context.file, self.row, offer.blocks))

    def _write_label(self, text: str) -> bool:
        context = self._page.context
        return context.attempt(lambda: set_fields(context.file, self.row, "Правка паспорта", label=text.strip()))

    def commit(self) -> None:
        """Write what was typed; what a full or missing disk refuses stays here and is tried again."""
        if isinstance(self.label, BoundLine):
            self.label.binding.commit()
        if not self.editor.document().isModified():
            return
        blocks = self.editor.blocks()
        before, self._stored = self._stored, dump_blocks(blocks)
        context = self._page.context
        if self._stored == before or context.attempt(partial(set_passport, context.file, self.row, blocks)):
            self.editor.settled()
        else:
            self._stored = before

    def show_row(self, row: PassportRow) -> None:
        """Show the row as it is stored now."""
        self.row = row
        if row.body != self._stored:
            self._stored = row.body
            self.editor.load(load_blocks(row.body))
        if isinstance(self.label, BoundLine):
            self.label.binding.display(row.label)
        else:
            self.label.setText(row.label)

    def open_menu(self) -> None:
        """What can be done with the row."""
        self.menu_button.showMenu()

    def up(self) -> None:
        """Move the row up."""
        self._page.move_row(self.row, -1)

    def down(self) -> None:
        """Move the row down."""
        self._page.move_row(self.row, 1)

    def add(self) -> None:
        """Add a row below."""
        self._page.add_line(self.row.id)

    def _remove(self) -> None:
        self._page.remove_row(self.row)


ROW_KEYS: tuple[tuple[str, Callable[[PassportRowEditor], None]], ...] = (
    ("F4", PassportRowEditor.take_offer),
    ("Alt+Return", PassportRowEditor.open_menu),
    ("Alt+Up", PassportRowEditor.up),
    ("Alt+Down", PassportRowEditor.down),
    ("Alt+Ins", PassportRowEditor.add),
)
"""What keys do in the row where the keyboard is."""


class PassportPage(SectionPage):
    """All rows below each other, each as high as its text."""

    def __init__(self, context: PageContext, entry: OutlineEntry, parent: QWidget | None = None) -> None:
        super().__init__(context, entry, parent)
        self.editors: dict[int, PassportRowEditor] = {}
        add = QAction("+ Строка", self)
        add.setToolTip("Добавить свою строку в конец паспорта")
        add.triggered.connect(self.add_last)
        self.header.set_actions([add])
        self._add_keys()
        self.add_text("body", "Текст перед паспортом")
        self.bar = RichBar()
        self.column.addWidget(self.bar)
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(8)
        self._rows.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self._holder)
        self._following = QTimer(self)
        self._following.setSingleShot(True)  # what has grown has its new height only after the layout
        self._following.timeout.connect(self._show_caret)
        self.column.addWidget(self.area, 1)
        self.add_text("after", "Текст после паспорта")
        self._show_rows()
        self._show_offers()
        self.show_title()

    def _add_keys(self) -> None:
        """Keys for the row that has the keyboard."""
        for keys, act in ROW_KEYS:
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self._in_row, act))
            self.addAction(action)

    def _in_row(self, act: Callable[[PassportRowEditor], None], _checked: bool = False) -> None:
        focused = self.focusWidget()
        for editor in list(self.editors.values()):
            if focused is not None and editor.isAncestorOf(focused):
                act(editor)
                return

    def _show_rows(self) -> None:
        rows = passport_rows(self.context.file, self.section_id, self.entry.spec)
        for id_ in set(self.editors) - {row.id for row in rows}:
            gone = self.editors.pop(id_)
            self._rows.removeWidget(gone)
            self.bar.forget(gone.editor)
            gone.hide()
            gone.deleteLater()
        for place, row in enumerate(rows):
            known = self.editors.get(row.id)
            if known is None:
                known = self.editors[row.id] = PassportRowEditor(self, row)
                self._fit_labels()
                self.bar.serve(known.editor)
                known.editor.cursorPositionChanged.connect(self._following.start)
                known.editor.grown.connect(self._following.start)
            else:
                known.show_row(row)
            if self._rows.indexOf(known) != place:
                self._rows.removeWidget(known)
                self._rows.insertWidget(place, known)

    def _show_caret(self) -> None:
        """Keep the line that is being written in sight: a row is as high as its text and does not scroll itself."""
        for row in self.editors.values():
            if row.editor.hasFocus():
                caret = row.editor.cursorRect()
                spot = row.editor.viewport().mapTo(self._holder, caret.center())
                self.area.ensureVisible(spot.x(), spot.y(), 0, caret.height())

    def add_last(self) -> None:
        """Add a row of the school's own at the end."""
        self.add_line(None)

    def add_line(self, after_id: int | None) -> None:
        """Add a row of the school's own."""
        new = PassportRow(section_id=self.section_id)
        row = self.made(lambda: add_row(self.context.file, new, after_id))
        if row is not None:
            editor = self.editors[row.id]
            self.area.ensureWidgetVisible(editor)
            editor.label.setFocus()

    def remove_row(self, row: PassportRow) -> None:
        """Remove a row of the school's own."""
        self.commit_pending()
        self.context.attempt(lambda: remove_rows(self.context.file, [row]))

    def move_row(self, row: PassportRow, step: int) -> None:
        """Move a row by one place."""
        self.commit_pending()
        self.context.attempt(lambda: shift_row(self.context.file, row, step))

    def commit_pending(self) -> None:
        """Write what is typed and not written yet."""
        for editor in list(self.editors.values()):
            editor.commit()
        super().commit_pending()

    def refresh(self, changes: list[Change]) -> None:
        """Take over what was committed."""
        super().refresh(changes)
        if any(change.table == "passport_row" for change in changes):
            self._show_rows()
        if any(change.table in _TELLING for change in changes):
            self._show_offers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the labels leave more room to the texts."""
        super().resizeEvent(event)
        self._fit_labels()

    def _fit_labels(self) -> None:
        width = _LABEL_WIDTH if self.width() >= _ROOMY else _NARROW_LABEL
        for editor in self.editors.values():
            editor.widen_label(width)

    def _show_offers(self) -> None:
        from ...services.passport_offers import offers_in  # with all that reads plans: not before the page stands

        offers = offers_in(self.context.file, self.context.form)
        for editor in self.editors.values():
            editor.show_offer(offers.get(editor.row.key))

    def current_place(self) -> str:
        """The paragraph of the row that has the keyboard."""
        focus = self.focusWidget() or self
        for id_, editor in self.editors.items():
            if editor.editor is focus:
                return f"passport_row:{id_}:{spot_of(editor.editor)}"
            if editor.isAncestorOf(focus):
                return f"passport_row:{id_}"
        return super().current_place()

    def show_place(self, place: str) -> None:
        """Go to a row («passport_row:12»), the row of a key («passport_row:goal»), or words in it («…:12:0:слово»)."""
        where = parse_place(place)
        for id_, editor in self.editors.items():
            if where.table == "passport_row" and where.name in (str(id_), editor.row.key):
                self.area.ensureWidgetVisible(editor)
                editor.editor.setFocus()
                if reveal(editor.editor, where.field):
                    spot = editor.editor.viewport().mapTo(editor, editor.editor.cursorRect().center())
                    self.area.ensureVisible(editor.x() + spot.x(), editor.y() + spot.y())
                return
        super().show_place(place)
