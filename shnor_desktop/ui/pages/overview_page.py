"""The first page of a programme: what is filled, done and late, and what comes next; everything leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from ...services.changes import Change
from ...services.formats import Format
from ...services.jobs import Progress
from ...services.overview import Event, Overview, overview, years_of
from ...services.queries import ProgrammeData, read_programme
from ...services.snapshot import content_of, is_large, programme_of
from ..background_check import BackgroundCheck
from ..colours import colours
from ..paper.worker import Beside
from ..visits import Visits
from ..widgets.elided_button import ElidedButton
from ..widgets.news_card import NewsCard
from ..widgets.page_header import PageHeader
from ..widgets.readiness_card import ReadinessCard
from .base import Page, PageContext

_SHOWN = 8
"""Lines in a list; the rest is counted."""

_NEAR = timedelta(days=14)
"""A deadline that is so near stands in the colour of warnings."""


_SETTLE_MS = 300
"""After the last change the figures are counted again."""


@dataclass(frozen=True)
class Figure:
    """A large figure of a card: its text, what it counts, and its colour."""

    text: str
    caption: str
    colour: str


def figures(state: Overview) -> tuple[Figure, ...]:
    """The cards at the top."""
    late = len(state.overdue)
    return (
        Figure(f"{state.filled * 100:.0f}\u00a0%", "заполнено программы", colours().link),
        Figure(f"{state.activities_done} из {state.activities}", "мероприятий выполнено", colours().good),
        Figure(str(late), "просрочено", colours().error if late else colours().good),
        Figure(f"{state.indicators_reached} из {state.indicators}", "показателей достигнуто", colours().warning),
    )


class OverviewPage(Page):
    """Read-only; counts again a moment after each change."""

    check_asked = Signal()
    """All findings are wanted."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, None, parent)
        self.header = PageHeader()
        self.header.set_title("Обзор")
        self.news = NewsCard()
        self.news.asked.connect(self.asked)
        self.readiness = ReadinessCard()
        self.readiness.asked.connect(self.asked)
        self.readiness.all_wanted.connect(self.check_asked)
        self._checker = BackgroundCheck(self)
        self._checker.found.connect(self.readiness.show_report)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(10)
        self._events = _Card("Ближайшие сроки")
        self._late = _Card("Просрочено")
        lists = QGridLayout()
        lists.setSpacing(10)
        lists.addWidget(self._events, 0, 0)
        lists.addWidget(self._late, 0, 1)
        lists.setColumnStretch(0, 1)
        lists.setColumnStretch(1, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(22, 16, 22, 14)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.news)
        column.addLayout(self._cards)
        column.addLayout(lists)
        column.addWidget(self.readiness)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._visits: Visits | None = None
        self._beside = Beside(self)
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.timeout.connect(self._check_now)
        self._check.setInterval(_SETTLE_MS)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self.count)
        self.count()

    def count(self) -> None:
        """Show the programme's state as it is now; a large file is counted beside the window."""
        if self._beside.busy or self.context.file.writing:
            self._later.start()
        elif not is_large(self.context.file):
            self._show(*counted(read_programme(self.context.file, self.context.form)))
        else:
            work = partial(_count, content_of(self.context.file), self.context.form)
            self._beside.begin(work, lambda result: self._show(*result))

    def showEvent(self, event: QShowEvent) -> None:
        """The check comes after the page."""
        super().showEvent(event)
        if not event.spontaneous():
            self._check.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is being counted for a page that goes is given up."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._beside.give_up()
            self._checker.stop()

    def _check_now(self) -> None:
        self._checker.watch(self.context.file, self.context.form)

    def _show(self, subtitle: str, state: Overview) -> None:
        self.header.set_hint(subtitle)
        _clear(self._cards)
        for figure in figures(state):
            self._cards.addWidget(_figure_card(figure))
        self._fill(self._events, state.upcoming, "В ближайшие четыре месяца сроков нет.")
        self._fill(self._late, state.overdue, "Ничего не просрочено.")

    def show_visits(self, visits: Visits) -> None:
        """Tell what has changed since the last visit, now and when it has been counted."""
        self._visits = visits
        self.news.dismissed.connect(visits.dismiss)
        visits.changed.connect(self._show_news)
        self._show_news()

    def _show_news(self) -> None:
        self.news.show_news(self._visits.news if self._visits else None)

    def refresh(self, changes: list[Change]) -> None:
        """Count again soon: a burst of changes costs one count."""
        self._later.start()
        self._checker.soon()

    def _fill(self, card: _Card, events: Sequence[Event], nothing: str) -> None:
        card.clear()
        for event in events[:_SHOWN]:
            button = _EventButton(event)
            button.clicked.connect(self._asked)
            card.add(button)
        if not events:
            card.add(_hint(nothing))
        elif len(events) > _SHOWN:
            card.add(_hint(f"и ещё {len(events) - _SHOWN}"))

    def _asked(self) -> None:
        button = self.sender()
        if isinstance(button, _EventButton):
            self.asked.emit(button.event_shown.section_id, button.event_shown.place)


class _Card(QFrame):
    """A white card with a heading and lines."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(2)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self._column.addWidget(heading)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._column.addLayout(self._lines)
        self._column.addStretch(1)

    def clear(self) -> None:
        """Take all lines away."""
        _clear(self._lines)

    def add(self, line: QWidget) -> None:
        """Add a line."""
        self._lines.addWidget(line)


class _EventButton(ElidedButton):
    """A date and its text; a click leads there."""

    def __init__(self, event: Event) -> None:
        self._day = f"{event.day:%d.%m.%Y}"
        super().__init__(f"{self._day}   {event.text}")
        self.event_shown = event
        self._near = event.day - date.today() <= _NEAR
        self.setAccessibleName(("Просрочено: " if event.overdue else "") + self.whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The date in the colour of its urgency over the one that is there."""
        super().paintEvent(event)
        if not self.text().startswith(self._day) or not (self.event_shown.overdue or self._near):
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        place.setWidth(self.fontMetrics().horizontalAdvance(self._day))
        painter = QPainter(self)
        now = colours()
        painter.fillRect(place, QColor(now.hover if self.underMouse() else now.paper))
        painter.setPen(QColor(now.error if self.event_shown.overdue else now.warning))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._day)


def _figure_card(figure: Figure) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    card.setAccessibleName(f"{figure.caption}: {figure.text}")
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(2)
    number = QLabel(figure.text)
    number.setStyleSheet(f"font-size: 19pt; font-weight: 600; color: {figure.colour}")
    caption = QLabel(figure.caption)
    caption.setProperty("role", "hint")
    caption.setWordWrap(True)
    column.addWidget(number)
    column.addWidget(caption)
    return card


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setContentsMargins(4, 4, 4, 4)
    return label


def counted(data: ProgrammeData) -> tuple[str, Overview]:
    """What the page shows of a programme today."""
    return _subtitle(data), overview(data, date.today())


def _count(content: bytes, form: Format, progress: Progress) -> tuple[str, Overview]:
    result = counted(programme_of(content, form))
    progress(1.0)
    return result


def _subtitle(data: ProgrammeData) -> str:
    years = years_of(data)
    span = "" if years is None else f"программа на {years[0]}–{years[1]} годы" if years[1] > years[0] else f"{years[0]}"
    return " · ".join(text for text in (data.school.short_name or data.school.full_name, span) if text)


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
