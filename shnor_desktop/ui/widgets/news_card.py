"""The card of the overview that says what has changed since the last visit; each line leads to its place."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...services.news import Item, News, headline
from ..status_line import day_and_time
from .elided_button import ElidedButton

MOST = 8
"""Lines that are shown at first."""


class NewsCard(QFrame):
    """Hidden while there is nothing to tell."""

    asked = Signal(int, str)
    """A place was chosen: section id and place."""

    dismissed = Signal()
    """The person knows now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._news: News | None = None
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.known = QPushButton("Понятно")
        self.known.setToolTip("Убрать этот список")
        self.known.clicked.connect(self.dismissed)
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.setCursor(Qt.CursorShape.PointingHandCursor)
        self.more.clicked.connect(self._show_all)
        self.lines: list[QWidget] = []
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.known, 0, Qt.AlignmentFlag.AlignTop)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(self._list)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_news(self, news: News | None) -> None:
        """Tell this; None hides the card."""
        if news == self._news:
            return
        self._news = news
        self._fill(MOST)
        self.setVisible(news is not None)

    def _show_all(self) -> None:
        self._fill(10_000)

    def _fill(self, most: int) -> None:
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        if self._news is None:
            return
        today = date.today()
        title = headline(self._news, _day_words(self._news.day, today))
        self.heading.setText(title)
        self.setAccessibleName(title)
        left = most
        for section in self._news.sections:
            if left <= 0:
                break
            self._add_title(section.title)
            for item in section.items[:left]:
                self._add_item(section.section_id, section.title, item, section.there)
            left -= len(section.items)
        rest = sum(len(section.items) for section in self._news.sections) - most
        self.more.setText(f"Показать ещё {rest}")
        self.more.setVisible(rest > 0)

    def _add_title(self, text: str) -> None:
        label = QLabel(text)
        label.setProperty("role", "hint")
        label.setContentsMargins(4, 4, 4, 0)
        label.setMinimumWidth(60)
        self._add(label)

    def _add_item(self, section_id: int, title: str, item: Item, there: bool) -> None:
        text = line_of(item, date.today())
        button = ElidedButton(text)
        button.setAccessibleName(f"{title}: {text}")
        button.setEnabled(there)
        button.setProperty("place", [section_id, item.place])
        button.clicked.connect(self._chosen)
        self._add(button)

    def _add(self, line: QWidget) -> None:
        self._list.addWidget(line)
        self.lines.append(line)

    def _chosen(self) -> None:
        section_id, place = self.sender().property("place")
        self.asked.emit(section_id, place)


def line_of(item: Item, today: date) -> str:
    """«сегодня в 10:40   Правка мероприятия, 3 раза – ivanova»."""
    times = f", {item.times} раз{'а' if _few(item.times) else ''}" if item.times > 1 else ""
    who = f" – {item.author}" if item.author else ""
    return f"{day_and_time(item.at, today)}   {item.name}{times}{who}"


def _few(number: int) -> bool:
    return 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14


def _day_words(day: date | None, today: date) -> str:
    """«вчера», «20 ноября»."""
    return day_and_time(datetime.combine(day, time()), today).rpartition(" в ")[0] if day else ""
