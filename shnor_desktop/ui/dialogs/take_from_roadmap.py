"""The dialog that takes items of the roadmap into the diary: mark them, say in which direction. It writes nothing."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...services.diary import Offer
from ...services.wording import plural
from ..colours import colours
from ..itemmodels.taking import TakeLine, TakeModel
from ..widgets.into_list import IntoList
from .sizes import open_at
from .taking_list import TakeList

_NOUNS = ("мероприятие", "мероприятия", "мероприятий")
_FIELDS = (("period", "Сроки"), ("responsible", "Ответственные"), ("result", "Результат"))


class TakeDialog(QDialog):
    """What the roadmap has, by group; at the right the direction of the diary for what is selected."""

    def __init__(
        self, offer: Offer, checked: Collection[int] = (), only: Collection[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Из дорожной карты в дневник")
        self.model = TakeModel(offer, checked, only, self)
        self.list = TakeList()
        self.list.setAccessibleName("Мероприятия дорожной карты")
        self.preview = QTextBrowser()
        self.preview.setAccessibleName("Подробно о мероприятии")
        self.preview.setTabChangesFocus(True)
        self.radios = QButtonGroup(self)
        self._make_buttons()
        self._lay_out()
        self.list.show_lines(self.model)
        self._connect()
        self._search()
        if checked:
            self.list.setFocus()
        else:
            self.search.setFocus()

    @classmethod
    def choose(
        cls, offer: Offer, parent: QWidget, checked: Collection[int] = (), only: Collection[int] = ()
    ) -> list[tuple[int, int]]:
        """Roadmap rows with their directions; empty when the person changed their mind."""
        dialog = cls(offer, checked, only, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return [(id_, place) for id_, place in dialog.model.chosen if place is not None] if accepted else []

    # parts

    def _make_buttons(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Найти мероприятие, срок, ответственного")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Найти в дорожной карте")
        self.take_button = QPushButton("Взять в дневник")
        self.take_button.setProperty("kind", "primary")
        self.take_button.setDefault(True)
        self.take_button.setToolTip("Одним шагом, который можно отменить (Ctrl+Enter)")
        self.close_button = QPushButton("Закрыть")
        self.close_button.setAutoDefault(False)

    def _directions(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        self.target = QLabel()
        self.target.setProperty("role", "heading")
        self.target.setWordWrap(True)
        column.addWidget(self.target)
        for number, direction in enumerate(self.model.directions, 1):
            button = QRadioButton(f"{number}. {direction.title.rstrip('.') or 'Без названия'}")
            button.setToolTip(f"{direction.title} (Alt+{number})" if number < 10 else direction.title)
            self.radios.addButton(button, direction.id)
            column.addWidget(button)
            if number < 10:
                shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
                shortcut.activated.connect(button.click)
        return card

    def _lay_out(self) -> None:
        title, hint = (
            QLabel("Из дорожной карты в дневник"),
            QLabel(
                "Отметьте мероприятия пробелом и скажите, в какое направление дневника они идут. "
                "Выполнение взятых строк дальше общее: впишете на одной стороне – появится и на другой."
            ),
        )
        title.setProperty("role", "title")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.found = QLabel()
        self.found.setProperty("role", "hint")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._directions())
        column.addWidget(self.preview, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes([600, 380])
        splitter.setChildrenCollapsible(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.take_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        bottom = QHBoxLayout()
        bottom.addWidget(self.found, 1)
        bottom.addWidget(buttons)
        layout = QVBoxLayout(self)
        for widget in (title, hint, self.search):
            layout.addWidget(widget)
        layout.addWidget(splitter, 1)
        layout.addLayout(bottom)
        open_at(self, 1020, 640)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        IntoList(self.search, self.list)
        self.list.typed.connect(self._typed)
        self.list.selectionModel().selectionChanged.connect(self._show_current)
        self.model.changed.connect(self._show_current)
        self.radios.idClicked.connect(self._direct)
        self.take_button.clicked.connect(self._take)
        self.close_button.clicked.connect(self.reject)
        for keys, slot in (("Ctrl+F", self._go_to_search), ("Ctrl+Return", self._take), ("Ctrl+Enter", self._take)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # verbs

    def _search(self) -> None:
        self.model.search(self.search.text())
        first = next((n for n, line in enumerate(self.model.lines) if line.item and not line.item.taken), 0)
        if self.model.lines:
            self.list.setCurrentIndex(self.model.index(first))
        self._show_current()

    def _show_current(self) -> None:
        """The directions and the preview of what is selected, and what can be done."""
        lines = self.list.selected_lines()
        free = [line for line in lines if line.items]
        place = self.model.direction_of(free)
        self.radios.setExclusive(False)  # else none of them could be taken off
        for button in self.radios.buttons():
            button.setChecked(self.radios.id(button) == place)
            button.setEnabled(bool(free))
        self.radios.setExclusive(True)
        self.target.setText(_target(free))
        self.preview.setHtml(_page(lines[0]) if len(lines) == 1 else "")
        self._show_count()

    def _show_count(self) -> None:
        chosen = self.model.chosen
        waiting = sum(place is None for _, place in chosen)
        shown = self.model.items_shown
        parts = [plural(shown, *_NOUNS) if shown else "Ничего не найдено"]
        parts += [f"отмечено {len(chosen)}"] * bool(chosen)
        parts += [f"без направления {waiting}: выберите его справа или клавишей Alt+1…"] * bool(waiting)
        self.found.setText(" · ".join(parts))
        self.found.setProperty("role", "warning" if waiting else "hint")
        self.found.style().polish(self.found)
        self.take_button.setText(f"Взять в дневник ({len(chosen)})" if chosen else "Взять в дневник")
        self.take_button.setEnabled(bool(chosen) and not waiting)

    def _direct(self, direction: int) -> None:
        self.model.set_direction(self.list.selected_lines(), direction)

    def _take(self) -> None:
        if self.take_button.isEnabled():
            self.accept()

    def _go_to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _typed(self, text: str) -> None:
        """A digit in the list is a direction, anything else goes on with the search."""
        if text.isdecimal() and 1 <= int(text) <= len(self.model.directions):
            self.radios.buttons()[int(text) - 1].click()
        elif text.strip():
            self.search.setFocus()
            self.search.insert(text)


def _target(lines: list[TakeLine]) -> str:
    """What the directions are about."""
    if not lines:
        return "Направление дневника"
    if len(lines) == 1:
        heading = lines[0].item is None
        return "Направление дневника для всего раздела" if heading else "Направление дневника для мероприятия"
    return f"Направление дневника для выбранных строк ({len(lines)})"


def _page(line: TakeLine) -> str:
    """The text of an item and the fields that say something."""
    if line.item is None:
        return f"<p>{escape(line.group.title)}</p>"
    row = line.item.row
    fields = [(label, getattr(row, name)) for name, label in _FIELDS]
    fields.append(("Готово", "" if row.percent is None else f"{row.percent}\u00a0%"))
    body = "".join(
        f'<p style="margin:0 0 7px 0"><span style="color:{colours().soft}">{label}</span><br>{_lines(text)}</p>'
        for label, text in fields
        if text
    )
    return f'<p style="margin:0 0 9px 0"><b>{_lines(row.text)}</b></p>{body}'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
