"""The dialog of a bank: search, mark, read at the right, insert. It writes nothing: it gives back what was chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...models.errors import UserError
from ...services import banks
from ...services.banks import OWN, BankIndicator, BankItem, Measure
from ...services.wording import plural
from ..colours import colours
from ..itemmodels.bank import BankModel
from ..widgets.into_list import IntoList
from .bank_list import BankList
from .sizes import open_at


@dataclass(frozen=True)
class Kind:
    """How the dialog speaks of a kind of bank, and which fields its preview shows under which names."""

    title: str
    hint: str
    list_name: str
    search_hint: str
    nouns: tuple[str, str, str]
    fields: tuple[tuple[str, str], ...]


MEASURES = Kind(
    title="Банк мероприятий",
    hint="Отметьте нужное пробелом и вставьте. Сроки и ответственных потом поправите в плане.",
    list_name="Мероприятия банка",
    search_hint="Например: чтение, ОВЗ, наставник",
    nouns=("мероприятие", "мероприятия", "мероприятий"),
    fields=(("period", "Сроки"), ("responsible", "Ответственные"), ("result", "Результат")),
)
INDICATORS = Kind(
    title="Банк показателей",
    hint="Отметьте нужное пробелом и вставьте. Число цели впишете сами: пример лишь показывает порядок.",
    list_name="Показатели банка",
    search_hint="Например: математика, пропуски, родители",
    nouns=("показатель", "показателя", "показателей"),
    fields=(("unit", "Единица измерения"), ("example", "Пример цели"), ("counted", "Как считать")),
)

_PLAIN_COMPARISONS = ("не ниже", "не выше", "не менее", "не более")
"""Those that go with a figure; the others compare with something."""


class BankDialog(QDialog):
    """One kind of bank. Texts in `present` are marked as already in the programme."""

    def __init__(self, kind: Kind, present: Collection[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setWindowTitle(kind.title)
        self._items, problem = _load(kind)
        self._current_key = ""
        self.model = BankModel(self._items, banks.topics(), present, self)
        self.list = BankList(self.model)
        self.list.setAccessibleName(kind.list_name)
        self.preview = QTextBrowser()
        self.preview.setAccessibleName("Подробно о выбранной записи")
        self.preview.setOpenLinks(False)
        self.preview.setTabChangesFocus(True)
        self._make_filters()
        self._make_buttons()
        self._lay_out(problem)
        self._connect()
        self._search()
        self.search.setFocus()

    @classmethod
    def choose_measures(cls, present: Collection[str], parent: QWidget) -> list[Measure]:
        """Measures that the person wants; empty when they changed their mind."""
        return cast("list[Measure]", cls(MEASURES, present, parent)._ask())

    @classmethod
    def choose_indicators(cls, present: Collection[str], parent: QWidget) -> list[BankIndicator]:
        """Indicators that the person wants; empty when they changed their mind."""
        return cast("list[BankIndicator]", cls(INDICATORS, present, parent)._ask())

    def _ask(self) -> list[BankItem]:
        accepted = self.exec() == QDialog.DialogCode.Accepted
        chosen = self.chosen if accepted else []
        self.deleteLater()
        return chosen

    @property
    def current(self) -> BankItem | None:
        """The item of the current line."""
        row = self.list.currentIndex().row()
        return self.model.shown[row] if 0 <= row < len(self.model.shown) else None

    @property
    def chosen(self) -> list[BankItem]:
        """The checked items; without any, the one that is shown at the right."""
        current = self.current
        return self.model.chosen or ([current] if current else [])

    # parts

    def _make_filters(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.kind.search_hint)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Найти в банке")
        topics = banks.topics()
        self.direction = _combo("Направление", "Все направления")
        if any(item.own for item in self._items):
            self.direction.addItem("Мой банк", OWN)
        for topic in topics.directions:
            self.direction.addItem(topic.title, topic.key)
        self.deficit = _combo("Какую трудность решает", "Любая трудность")
        for topic in sorted(topics.deficits, key=lambda one: one.title):
            if any(topic.key in item.deficits for item in self._items):
                self.deficit.addItem(topic.title, topic.key)

    def _make_buttons(self) -> None:
        self.insert_button = QPushButton()
        self.insert_button.setProperty("kind", "primary")
        self.insert_button.setDefault(True)
        self.insert_button.setToolTip("Вставить в программу одним шагом, который можно отменить (Ctrl+Enter)")
        self.uncheck_button = QPushButton("Снять отметки")
        self.uncheck_button.setAutoDefault(False)
        self.close_button = QPushButton("Закрыть")
        self.close_button.setAutoDefault(False)

    def _lay_out(self, problem: str) -> None:
        title, hint = QLabel(self.kind.title), QLabel(self.kind.hint)
        title.setProperty("role", "title")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.problem = QLabel(problem)
        self.problem.setProperty("role", "warning")
        self.problem.setWordWrap(True)
        self.problem.setVisible(bool(problem))
        self.found = QLabel()
        self.found.setProperty("role", "hint")
        filters = QHBoxLayout()
        for text, field, stretch in (
            ("&Найти", self.search, 3),
            ("На&правление", self.direction, 2),
            ("&Трудность", self.deficit, 2),
        ):
            form = QFormLayout()
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
            form.addRow(text, field)
            filters.addLayout(form, stretch)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.preview)
        splitter.setSizes([560, 380])
        splitter.setChildrenCollapsible(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.insert_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        bottom = QHBoxLayout()
        bottom.addWidget(self.found, 1)
        bottom.addWidget(self.uncheck_button)
        bottom.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(hint)
        layout.addWidget(self.problem)
        layout.addLayout(filters)
        layout.addWidget(splitter, 1)
        layout.addLayout(bottom)
        open_at(self, 980, 640)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.direction.currentIndexChanged.connect(self._search)
        self.deficit.currentIndexChanged.connect(self._search)
        IntoList(self.search, self.list)
        self.list.typed.connect(self._go_on_typing)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.model.checked_changed.connect(self._show_count)
        self.uncheck_button.clicked.connect(self.model.uncheck_all)
        self.insert_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        for keys, slot in (("Ctrl+F", self._go_to_search), ("Ctrl+Return", self._insert), ("Ctrl+Enter", self._insert)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # verbs

    def _search(self) -> None:
        """Show what fits; the current item stays current while it is shown, the marks stay in any case."""
        kept = self._current_key
        deficit = self.deficit.currentData()
        found = banks.search(
            self._items, self.search.text(), self.direction.currentData(), (deficit,) if deficit else ()
        )
        self.model.show_items(found)
        rows = [row for row, item in enumerate(found) if item.key == kept]
        typed = bool(self.search.text().strip())
        row = 0 if typed or not rows else rows[0]  # while one types, the best stands on top and is shown
        self.list.setCurrentIndex(self.model.index(row) if found else self.model.index(-1))
        if found:
            self.list.scrollTo(self.list.currentIndex())
        self._show_current()
        self._show_count()

    def _show_current(self) -> None:
        item = self.current
        self._current_key = item.key if item else ""
        self.preview.setHtml(_page(item, self.kind) if item else _nothing())
        self.insert_button.setEnabled(bool(self.chosen))

    def _show_count(self) -> None:
        chosen = self.model.chosen
        shown = {item.key for item in self.model.shown}
        unseen = sum(item.key not in shown for item in chosen)
        parts = [f"Найдено: {plural(len(shown), *self.kind.nouns)}" if shown else "Ничего не найдено"]
        if chosen:
            parts.append(f"отмечено {len(chosen)}" + (f", из них вне списка {unseen}" if unseen else ""))
        self.found.setText(" · ".join(parts))
        self.uncheck_button.setVisible(bool(chosen))
        self.insert_button.setText(f"Вставить выбранные ({len(chosen)})" if chosen else "Вставить")
        self.insert_button.setEnabled(bool(self.chosen))

    def _insert(self) -> None:
        if self.chosen:
            self.accept()

    def _go_to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _go_on_typing(self, text: str) -> None:
        self.search.setFocus()
        self.search.insert(text)


def _load(kind: Kind) -> tuple[tuple[BankItem, ...], str]:
    """Everything of a kind; with a bank of the person's that cannot be read, what came with the program, and why."""
    try:
        return (banks.load_measures() if kind is MEASURES else banks.load_indicators()), ""
    except UserError as error:
        shipped = banks.shipped_measures() if kind is MEASURES else banks.shipped_indicators()
        return shipped, f"{error} Пока показан только банк программы, ваш файл не изменён."


def _combo(name: str, everything: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.addItem(everything, "")
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(18)
    combo.setMaxVisibleItems(30)
    return combo


def _page(item: BankItem, kind: Kind) -> str:
    """The preview of an item: its text, then the fields that say something."""
    by_key = banks.topics().by_key
    values = {name: str(getattr(item, name, "")) for name, _ in kind.fields}
    if isinstance(item, BankIndicator):
        values["example"] = _example(item)
    named = [by_key[key].title for key in item.deficits if key in by_key]
    direction = by_key[item.direction].title if item.direction in by_key else ""
    rows = [(label, values[name]) for name, label in kind.fields]
    rows += [("Направление", direction), ("Помогает, когда", "; ".join(named))]
    if item.own:
        rows.append(("Откуда", "ваш банк"))
    body = "".join(
        f'<p style="margin:0 0 9px 0"><span style="color:{colours().soft}">{escape(label)}</span><br>{_lines(text)}</p>'
        for label, text in rows
        if text
    )
    return f'<p style="font-size:large; margin:0 0 12px 0">{_lines(item.text)}</p>{body}'


def _example(item: BankIndicator) -> str:
    """«не ниже 85», «не ниже регионального показателя, например 97», «имеется»."""
    if not item.target or not item.comparison:
        return item.target or item.comparison
    return f"{item.comparison}{' ' if item.comparison in _PLAIN_COMPARISONS else ', например '}{item.target}"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _nothing() -> str:
    return (
        f'<p style="color:{colours().soft}">Ничего не нашлось. Попробуйте другое слово, его начало '
        "или снимите направление и трудность.</p>"
    )
