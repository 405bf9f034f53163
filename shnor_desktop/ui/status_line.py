"""The line at the foot of the window: when the last change was saved, where, and how old the last copy is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

DOT = "   ·   "
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def day_and_time(moment: datetime, today: date) -> str:
    """«сегодня в 09:05», «вчера в 18:40», «3 марта в 12:00», with the year when it is another one."""
    days = (today - moment.date()).days
    if days == 0:
        day = "сегодня"
    elif days == 1:
        day = "вчера"
    else:
        day = f"{moment.day} {_MONTHS[moment.month - 1]}" + ("" if moment.year == today.year else f" {moment.year} г.")
    return f"{day} в {moment:%H:%M}"


def saved_text(saved: datetime, path: Path, copied: datetime | None, today: date) -> str:
    """The whole line for an open file."""
    at = f"{saved:%H:%M}" if saved.date() == today else ""
    parts = [
        f"Все изменения сохранены в {at}" if at else f"Все изменения сохранены {day_and_time(saved, today)}",
        str(path),
        f"копия {day_and_time(copied, today)}" if copied else "копии ещё нет",
    ]
    return DOT.join(parts)


def unsaved_text(path: Path) -> str:
    """The line for a file whose disk refused the last entry: the one above the page says why and what to do."""
    return f"⚠ Последняя запись не сохранена{DOT}{path}"


class StatusLine(QLabel):
    """Shows a long line shortened in the middle; the whole of it stands in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_line(self, text: str) -> None:
        """Show this line from now on."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._shorten()

    @property
    def whole(self) -> str:
        """The line in full length."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        width = self.contentsRect().width() - 8
        self.setText(QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideMiddle, width))
