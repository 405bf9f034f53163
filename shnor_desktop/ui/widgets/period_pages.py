"""The pages of the period picker: a calendar, months, parts of a year, and what repeats. Each holds one choice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QButtonGroup,
    QCalendarWidget,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...services.deadlines import REPEATS, Pick, Shape, Span, parts_of
from ...services.deadlines.picking import months_in, runs
from ...services.deadlines.vocabulary import MONTH_NAMES
from ...services.years import FIRST_YEAR, LAST_YEAR
from ..colours import colours

RUSSIAN = QLocale(QLocale.Language.Russian, QLocale.Country.Russia)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINTS = {
    Shape.DAYS: "Отметьте каждый день щелчком или пробелом.",
    Shape.RANGE: "Отметьте первый и последний день щелчком или пробелом.",
}


class PickPage(QWidget):
    """A way to choose. `changed`: by the person; `meant`: this one, at once."""

    changed = Signal()
    meant = Signal()

    def pick(self) -> Pick:
        """What is chosen."""
        raise NotImplementedError

    def start_at(self, pick: Pick, day: date) -> None:
        """Begin with a choice made elsewhere, as far as it can be one here; `day` is where the calendar opens."""
        raise NotImplementedError


class CalendarPage(PickPage):
    """Days on a calendar: one, the last one, several, or the first and the last of a span."""

    def __init__(self) -> None:
        super().__init__()
        self._shape = Shape.DAY
        self._days: set[date] = set()
        self._first: date | None = None
        self.hint = QLabel()
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(RUSSIAN)
        self.calendar.setAccessibleName("Календарь")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        self.calendar.setMinimumSize(300, 210)
        rest = QTextCharFormat()
        rest.setForeground(QColor(colours().error))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, rest)
        self.calendar.selectionChanged.connect(self._moved)
        self.calendar.clicked.connect(self._clicked)
        self.calendar.activated.connect(self._activated)
        view = self.calendar.findChild(QTableView)
        assert view is not None
        view.installEventFilter(self)
        self.setFocusProxy(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hint)
        column.addWidget(self.calendar, 1)

    def pick(self) -> Pick:
        """The days that are marked."""
        days = sorted(self._days)
        if not days:
            return Pick(self._shape)
        if self._shape is Shape.RANGE:
            return Pick(self._shape, (Span(days[0], days[-1]),))
        return Pick(self._shape, tuple(Span(day, day) for day in days))

    def start_at(self, pick: Pick, day: date) -> None:
        """Mark the days, or the first and the last of longer spans."""
        self._shape, self._first = pick.shape, None
        self.hint.setText(_HINTS.get(pick.shape, ""))
        self.hint.setVisible(pick.shape in _HINTS)
        last = pick.spans[-1].end if pick.spans else day
        shown = last if pick.shape is Shape.UNTIL else pick.spans[0].start if pick.spans else day
        if pick.shape in (Shape.DAY, Shape.UNTIL):
            days = {shown}
        elif pick.shape is Shape.RANGE:
            days = {shown, last} if pick.spans else set()
        else:
            days = {span.start for span in pick.spans}
        self._mark(days)
        self.calendar.blockSignals(True)
        self.calendar.setSelectedDate(_qdate(shown))
        self.calendar.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space marks a day, Enter means what is marked."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self._clicked(self.calendar.selectedDate())
                return True
            if event.key() in _ENTER:
                self.meant.emit()
                return True
        return False

    def _moved(self) -> None:
        if self._shape in (Shape.DAY, Shape.UNTIL):
            self._set({_date(self.calendar.selectedDate())})

    def _clicked(self, chosen: QDate) -> None:
        day = _date(chosen)
        if self._shape is Shape.DAYS:
            self._set(self._days ^ {day})
        elif self._shape is Shape.RANGE and self._first is None:
            self._first = day
            self._set({day})
        elif self._shape is Shape.RANGE:
            first, self._first = self._first, None
            self._set({first or day, day})

    def _activated(self, _day: QDate) -> None:
        """A double click."""
        if self._shape in (Shape.DAY, Shape.UNTIL):
            self.meant.emit()

    def _set(self, days: set[date]) -> None:
        self._mark(days)
        self.changed.emit()

    def _mark(self, days: set[date]) -> None:
        self._days = days
        self.calendar.setDateTextFormat(QDate(), QTextCharFormat())
        look = QTextCharFormat()
        look.setBackground(QColor(colours().accent))
        look.setForeground(QColor(colours().on_accent))
        look.setFontWeight(QFont.Weight.Bold)
        for day in self._lit():
            self.calendar.setDateTextFormat(_qdate(day), look)

    def _lit(self) -> Iterable[date]:
        """The days to paint: of a span all of them, a year at most."""
        if self._shape is not Shape.RANGE or not self._days:
            return self._days
        first, last = min(self._days), max(self._days)
        return (first + timedelta(n) for n in range(min((last - first).days, 366) + 1))


class MonthsPage(PickPage):
    """The months of a year, one by one; those of other years stay marked."""

    def __init__(self) -> None:
        super().__init__()
        self._months: set[int] = set()
        self.year = _year_box()
        self.year.valueChanged.connect(self._show)
        self.buttons = [QPushButton(name) for name in MONTH_NAMES[1:]]
        hint = QLabel("Отметьте один или несколько месяцев.")
        hint.setProperty("role", "hint")
        grid = QGridLayout()
        for n, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(self._toggled)
            grid.addWidget(button, n // 3, n % 3)
        self.setFocusProxy(self.buttons[0])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(hint)
        column.addLayout(_beside("Год", self.year))
        column.addLayout(grid)
        column.addStretch(1)

    def pick(self) -> Pick:
        """Months that follow each other are one span."""
        return Pick(Shape.MONTHS, tuple(runs(self._months)))

    def start_at(self, pick: Pick, day: date) -> None:
        """The months that the spans touch."""
        self._months = set(months_in(pick.spans)) if pick.spans else set()
        self.year.setValue(pick.spans[0].start.year if pick.spans else day.year)
        self._show()

    def _show(self) -> None:
        for n, button in enumerate(self.buttons):
            button.setChecked(self.year.value() * 12 + n in self._months)

    def _toggled(self) -> None:
        first = self.year.value() * 12
        here = {first + n for n, button in enumerate(self.buttons) if button.isChecked()}
        self._months = {month for month in self._months if not first <= month < first + 12} | here
        self.changed.emit()


class PartsPage(PickPage):
    """Quarters, halves, the year, and the same of the school year."""

    def __init__(self) -> None:
        super().__init__()
        self.year = _year_box()
        self.group = QButtonGroup(self)
        grid = QGridLayout()
        for n in range(len(parts_of(2026))):
            button = QRadioButton()
            self.group.addButton(button, n)
            grid.addWidget(button, n, 0)
        self.year.valueChanged.connect(self._name)
        self.year.valueChanged.connect(self._chosen)
        self.group.idClicked.connect(self._chosen)
        self.setFocusProxy(self.group.button(0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_beside("Год", self.year))
        column.addLayout(grid)
        column.addStretch(1)
        self._name()

    def pick(self) -> Pick:
        """The part that is chosen."""
        chosen = self.group.checkedId()
        return Pick(Shape.PART, (parts_of(self.year.value())[chosen][1],)) if chosen >= 0 else Pick(Shape.PART)

    def start_at(self, pick: Pick, day: date) -> None:
        """The part that is the span, none where no part is."""
        begins = pick.spans[0].start if pick.spans else day
        found = (-1, begins.year)
        for year in (begins.year - 1, begins.year):
            spans = [span for _, span in parts_of(year)]
            if len(pick.spans) == 1 and pick.spans[0] in spans:
                found = (spans.index(pick.spans[0]), year)
        self.year.blockSignals(True)
        self.year.setValue(found[1])
        self.year.blockSignals(False)
        self._name()
        _check(self.group, found[0])

    def _name(self) -> None:
        for n, (text, _) in enumerate(parts_of(self.year.value())):
            self.group.button(n).setText(text)

    def _chosen(self) -> None:
        self.changed.emit()


class RepeatsPage(PickPage):
    """What comes round, and what has no dates of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for n, words in enumerate(REPEATS):
            button = QRadioButton(words)
            self.group.addButton(button, n)
            column.addWidget(button)
        column.addStretch(1)
        self.group.idClicked.connect(self._chosen)
        self.setFocusProxy(self.group.button(0))

    def pick(self) -> Pick:
        """The words that are chosen."""
        chosen = self.group.checkedId()
        return Pick(Shape.REPEAT, words=REPEATS[chosen] if chosen >= 0 else "")

    def start_at(self, pick: Pick, day: date) -> None:
        """The words of the choice."""
        _check(self.group, REPEATS.index(pick.words) if pick.words in REPEATS else -1)

    def _chosen(self) -> None:
        self.changed.emit()


def _check(group: QButtonGroup, id_: int) -> None:
    """Check one of a group, or none of it."""
    group.setExclusive(False)
    for button in group.buttons():
        button.setChecked(group.id(button) == id_)
    group.setExclusive(True)


def _year_box() -> QSpinBox:
    box = QSpinBox()
    box.setRange(FIRST_YEAR, LAST_YEAR - 1)
    box.setAccessibleName("Год")
    box.setFixedWidth(90)
    return box


def _beside(text: str, box: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    label = QLabel(text)
    label.setBuddy(box)
    row.addWidget(label)
    row.addWidget(box)
    row.addStretch(1)
    return row


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
