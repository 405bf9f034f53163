"""The first page of a programme: what is filled, done and late, and what comes next; everything leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...services.changes import Change
from ...services.overview import Event, Overview, overview, years_of
from ...services.queries import ProgrammeData, read_programme
from ..colours import colours
from ..widgets.page_header import PageHeader
from .base import Page, PageContext

_SHOWN = 8
"""Lines in a list; the rest is counted."""

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

    asked = Signal(int, str)
    """A place was chosen: section id and place."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, None, parent)
        self.header = PageHeader()
        self.header.set_title("Обзор")
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
        column.addLayout(self._cards)
        column.addLayout(lists)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self.count)
        self.count()

    def count(self) -> None:
        """Show the programme's state as it is now."""
        data = read_programme(self.context.file, self.context.form)
        state = overview(data, date.today())
        self.header.set_hint(_subtitle(data))
        _clear(self._cards)
        for figure in figures(state):
            self._cards.addWidget(_figure_card(figure))
        self._fill(self._events, state.upcoming, "В ближайшие четыре месяца сроков нет.")
        self._fill(self._late, state.overdue, "Ничего не просрочено.")

    def refresh(self, changes: list[Change]) -> None:
        """Count again soon: a burst of changes costs one count."""
        self._later.start()

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


class _EventButton(QPushButton):
    """A date and its text; a click leads there."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event_shown = event
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        text = f"{event.day:%d.%m.%Y}   {event.text}"
        self.setToolTip(text)
        self.setAccessibleName(("Просрочено: " if event.overdue else "") + text)
        self.setText(text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…")
        self.setMinimumWidth(60)


_LONG = 70


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
    column.addWidget(number)
    column.addWidget(caption)
    return card


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setContentsMargins(4, 4, 4, 4)
    return label


def _subtitle(data: ProgrammeData) -> str:
    years = years_of(data)
    span = "" if years is None else f"программа на {years[0]}–{years[1]} годы" if years[1] > years[0] else f"{years[0]}"
    return " · ".join(text for text in (data.school.short_name or data.school.full_name, span) if text)


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
