"""People and posts of the plans: everybody who is named, those the school adds, and another name for one everywhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...models.errors import UserError
from ...services.editing.renaming import add_person, remove_person, rename_person
from ...services.people import PersonUse, folded, mentions_elsewhere, people
from ...services.school_file import SchoolFile
from ...services.wording import plural
from ..itemmodels.people import PeopleModel
from .sizes import open_at

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINT = (
    "Все, кто назван ответственным в планах и в дневнике. Кого в планах ещё нет, можно добавить: "
    "программа подскажет его, когда вы начнёте печатать."
)


class PeopleDialog(QDialog):
    """Writes at once, each action a step of its own that can be taken back."""

    def __init__(self, file: SchoolFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Люди и должности")
        self._file = file
        self.model = PeopleModel(self)
        self._make_fields()
        self._make_table()
        self._lay_out()
        self._connect()
        self.model.show(people(file))
        self._select(0)
        open_at(self, 700, 560)
        self.search.setFocus()

    @property
    def current(self) -> PersonUse | None:
        """The person of the current line."""
        row = self.table.currentIndex().row()
        return self.model.shown[row] if 0 <= row < len(self.model.shown) else None

    # parts

    def _make_fields(self) -> None:
        self.search = _line("Найти человека или должность", "Найти")
        self.search.setClearButtonEnabled(True)
        self.new_name = _line("Новое имя или должность")
        self.name = _line("Имя: кого добавить", "Белова Н. П.")
        self.post = _line("Должность: кого добавить", "педагог-психолог")
        self.rename_button = _button("Переименовать везде")
        self.add_button = _button("Добавить")
        self.remove_button = _button("Убрать из списка")
        self.close_button = _button("Закрыть")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())

    def _make_table(self) -> None:
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Люди и должности")
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, 210)
        header.resizeSection(2, 100)

    def _lay_out(self) -> None:
        title, hint = QLabel("Люди и должности"), QLabel(_HINT)
        title.setProperty("role", "title")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        grid = QGridLayout()
        grid.addWidget(_label("Новое имя", self.new_name), 0, 0)
        grid.addWidget(self.new_name, 0, 1, 1, 3)
        grid.addWidget(self.rename_button, 0, 4)
        grid.addWidget(_label("Имя", self.name), 1, 0)
        grid.addWidget(self.name, 1, 1)
        grid.addWidget(_label("Должность", self.post), 1, 2)
        grid.addWidget(self.post, 1, 3)
        grid.addWidget(self.add_button, 1, 4)
        foot = QHBoxLayout()
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        for widget in (title, hint, self.search, self.table):
            column.addWidget(widget, int(widget is self.table))
        column.addLayout(grid)
        column.addWidget(self.told)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.doubleClicked.connect(self.new_name.setFocus)
        self.rename_button.clicked.connect(self.rename)
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.remove)
        self.close_button.clicked.connect(self.accept)

    # what can be done

    def rename(self) -> None:
        """Give the current one another name in all plans."""
        person, new = self.current, self.new_name.text()
        if person is None or new == person.text:
            return
        rows: list[int] = []
        other = self._other_called(new, person)
        if self._done(lambda: rows.append(rename_person(self._file, person.text, new))):
            self._refresh(new)
            told = _renamed(person.text, rows[0], mentions_elsewhere(self._file, person.text))
            self._tell(f"{_joined(other)} {told}" if other is not None else told)

    def _other_called(self, new: str, person: PersonUse) -> PersonUse | None:
        """Another one who is called so already: after the renaming the two are one."""
        keys = {folded(new)} - {folded(person.text)}
        return next((other for other in people(self._file) if folded(other.text) in keys), None)

    def add(self) -> None:
        """Add somebody to the school's own list."""
        name, post = self.name.text(), self.post.text()
        if self._done(lambda: add_person(self._file, name, post)):
            self.name.clear()
            self.post.clear()
            self.search.clear()
            self._refresh(name.strip() or post)
            self._tell(f"Добавлено: {name.strip() or post.strip()}.")
            self.name.setFocus()

    def remove(self) -> None:
        """Take the current one out of the school's own list."""
        person = self.current
        if person is None or person.person_id is None:
            return
        id_ = person.person_id
        if self._done(lambda: remove_person(self._file, id_)):
            self._refresh(person.text)
            self._tell(f"Убрано из списка: {person.text}. В планах ничего не изменилось.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the field is for, and never closes the dialog; F2 goes to the new name."""
        if event.key() == Qt.Key.Key_F2:
            self.new_name.setFocus()
            self.new_name.selectAll()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        else:
            self._enter(self.focusWidget())

    def _enter(self, where: QWidget | None) -> None:
        if where in (self.new_name, self.rename_button):
            self.rename()
        elif where in (self.name, self.post, self.add_button):
            self.add()
        elif where in (self.table, self.search):
            self.new_name.setFocus()
            self.new_name.selectAll()
        elif where is self.remove_button:
            self.remove()
        elif where is self.close_button:
            self.accept()

    def _done(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except UserError as error:
            self._tell(str(error), "error")
            return False
        return True

    def _tell(self, text: str, role: str = "hint") -> None:
        self.told.setProperty("role", role)
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self.told.setText(text)

    def _refresh(self, text: str) -> None:
        place = max(self.table.currentIndex().row(), 0)
        self.model.show(people(self._file))
        found = self.model.place_of(text)
        self._select(found if found >= 0 else min(place, self.model.rowCount() - 1))

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._select(0)

    def _select(self, row: int) -> None:
        self.table.setCurrentIndex(self.model.index(row, 0))
        self._show_current()

    def _show_current(self) -> None:
        person = self.current
        self.new_name.setText(person.text if person else "")
        self.new_name.setEnabled(person is not None)
        self.rename_button.setEnabled(person is not None)
        self.remove_button.setEnabled(person is not None and person.person_id is not None)


def _joined(other: PersonUse) -> str:
    """That two lines of the list became one: nothing else tells them apart any more."""
    return f"«{other.text}» в списке уже есть: теперь это одна запись. Если это ошибка, сразу отмените."


def _renamed(old: str, rows: int, elsewhere: int) -> str:
    """What a renaming did, and what it left alone."""
    told = f"Переименовано: {plural(rows, 'строка', 'строки', 'строк')} планов. Вернуть можно одной отменой (Ctrl+Z)."
    if elsewhere:
        places = plural(elsewhere, "месте", "местах", "местах")
        told += f" В текстах, грифах и таблицах «{old}» осталось в {places}: найдите по Ctrl+F и поправьте сами."
    return told


def _line(name: str, example: str = "") -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(example)
    return field


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label
