"""The picker of periods: a small window below a field that writes natural Russian and says how it is recognised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...services.deadlines import Pick, Shape, parse_deadline, pick_of, recognised, takes_yearly, write_pick
from ..colours import colours
from .period_pages import CalendarPage, MonthsPage, PartsPage, PickPage, RepeatsPage

SHAPES: tuple[tuple[Shape, str], ...] = (
    (Shape.DAY, "День"),
    (Shape.UNTIL, "До дня"),
    (Shape.DAYS, "Несколько дней"),
    (Shape.RANGE, "С … по …"),
    (Shape.MONTHS, "Месяцы"),
    (Shape.PART, "Квартал, полугодие, год"),
    (Shape.REPEAT, "Повторяется"),
)
"""What can be picked, in the order of the list."""

_LOOK = """
#periodPicker {{ background: {ground}; border: 1px solid {strong_line}; }}
QListWidget::item {{ padding: 5px 6px; }}
QPushButton:checked {{ background: {selected}; border-color: {accent}; font-weight: 600; }}
"""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeriodPicker(QFrame):
    """Opens on the dates of a text. Nothing is written before «Вставить», Enter or a double click on a day."""

    picked = Signal(str)

    def __init__(self, text: str, years: tuple[int, int] | None, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("periodPicker")
        self.setAccessibleName("Выбор срока")
        self.setStyleSheet(_LOOK.format(**colours()._asdict()))
        self._years = years
        self._day = _within(today, years)
        found = parse_deadline(text, years)
        self._pick = pick_of(found, years)
        self._calendar, self._months, self._parts, self._repeats = (
            CalendarPage(),
            MonthsPage(),
            PartsPage(),
            RepeatsPage(),
        )
        self._pages: dict[Shape, PickPage] = {
            Shape.MONTHS: self._months,
            Shape.PART: self._parts,
            Shape.REPEAT: self._repeats,
        }
        self._make_parts()
        self._lay_out()
        if text.strip() and not found.known:
            self.note.setText("Нынешний текст не распознан как дата. Его можно и оставить: это не ошибка.")
        self.note.setVisible(bool(self.note.text()))
        for page in (self._calendar, self._months, self._parts, self._repeats):
            page.changed.connect(self._changed)
            page.meant.connect(self.insert)
        self.yearly.setChecked(self._pick.yearly)
        self.shapes.setCurrentRow([shape for shape, _ in SHAPES].index(self._pick.shape))
        self.shapes.currentRowChanged.connect(self._turn)
        self.yearly.toggled.connect(self._show)
        self._turn()

    # parts

    def _make_parts(self) -> None:
        self.shapes = QListWidget()
        self.shapes.setAccessibleName("Какой срок")
        self.shapes.addItems([name for _, name in SHAPES])
        self.shapes.setFixedWidth(self.shapes.sizeHintForColumn(0) + 28)
        self.stack = QStackedWidget()
        for page in (self._calendar, self._months, self._parts, self._repeats):
            self.stack.addWidget(page)
        self.yearly = QCheckBox("и далее ежегодно")
        self.note = _label("hint")
        self.written = _label("heading")
        self.recognised = _label("hint")
        self.insert_button = QPushButton("Вставить")
        self.insert_button.setProperty("kind", "primary")
        self.insert_button.clicked.connect(self.insert)
        self.cancel_button = QPushButton("Отмена")
        self.cancel_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self.written)
        told.addWidget(self.recognised)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addLayout(told, 1)
        foot.addWidget(self.insert_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignBottom)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.addWidget(self.note, 0, 0, 1, 2)
        grid.addWidget(self.shapes, 1, 0, 2, 1)
        grid.addWidget(self.stack, 1, 1)
        grid.addWidget(self.yearly, 2, 1)
        grid.addLayout(foot, 3, 0, 1, 2)
        grid.setRowStretch(1, 1)
        self.setFixedWidth(520)

    # what is picked

    @property
    def shape(self) -> Shape:
        """What is being picked."""
        return SHAPES[max(self.shapes.currentRow(), 0)][0]

    def pick(self) -> Pick:
        """The choice as it stands."""
        found = self._page().pick()
        return replace(found, yearly=self.yearly.isChecked() and takes_yearly(found))

    def text(self) -> str:
        """What would be written."""
        return write_pick(self.pick())

    def insert(self) -> None:
        """Hand over what is picked and close; nothing happens while nothing is."""
        text = self.text()
        if text:
            self.close()
            self.picked.emit(text)

    def _page(self) -> PickPage:
        return self._pages.get(self.shape, self._calendar)

    def _turn(self) -> None:
        """Another shape: its page begins with the dates of the one before."""
        page = self._page()
        page.start_at(replace(self._pick, shape=self.shape), self._day)
        self.stack.setCurrentWidget(page)
        self._show()

    def _changed(self) -> None:
        """The person chose something: other shapes begin with that."""
        pick = self.pick()
        if pick.spans or pick.words:
            self._pick = replace(pick, spans=pick.spans or self._pick.spans)
        self._show()

    def _show(self) -> None:
        pick = self.pick()
        self.yearly.setEnabled(takes_yearly(pick))
        text = write_pick(pick)
        self.insert_button.setEnabled(bool(text))
        self.written.setText(f"«{text}»" if text else "Пока ничего не выбрано")
        self.recognised.setText(recognised(parse_deadline(text, self._years)) if text else "")

    # the window

    def open_at(self, below: QPoint, above: QPoint) -> None:
        """Show it below a field, or above it where the screen ends."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        top = below.y() if below.y() + self.height() <= screen.bottom() else above.y() - self.height()
        left = min(below.x(), screen.right() - self.width())
        self.move(max(left, screen.left()), max(top, screen.top()))
        self.show()
        self._page().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes wherever the focus is, Esc gives up."""
        if event.key() in _ENTER and not self.cancel_button.hasFocus():
            self.insert()
        elif event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER):
            self.close()
        else:
            super().keyPressEvent(event)


def _within(today: date, years: tuple[int, int] | None) -> date:
    """Today, or the first day of a programme whose years it is not in."""
    return today if years is None or years[0] <= today.year <= years[1] else date(years[0], 1, 1)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
