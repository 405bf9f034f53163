"""The history of a row's deadline: when, by whom, from when to when, and a reason that can be written here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ...models.all import DeadlineMove
from ...services.editing.deadline_moves import set_move_reason
from ...services.move_wording import day_text
from ..pages.base import PageContext
from ..widgets.bound import BoundLine
from .sizes import open_at


class MovesDialog(QDialog):
    """The moves of one row, oldest first; each reason is stored as it is typed."""

    def __init__(
        self, context: PageContext, name: str, text: str, moves: Sequence[DeadlineMove], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Переносы срока")
        self._context = context
        self.reasons: list[BoundLine] = []
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for words, role in ((f"Переносы срока: {name}", "title"), (text, "hint")):
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self._cards(moves), 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        open_at(self, 640, min(170 + 108 * max(len(moves), 1), 620))
        if self.reasons:
            self.reasons[-1].setFocus()

    def done(self, result: int) -> None:
        """What is typed is stored, however the dialog is closed."""
        for field in self.reasons:
            field.binding.commit()
        super().done(result)

    def _cards(self, moves: Sequence[DeadlineMove]) -> QScrollArea:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for move in moves:
            column.addWidget(self._card(move))
        if not moves:
            nothing = QLabel("Срок этой строки не переносили. Когда вы измените его на другой, это запомнится здесь.")
            nothing.setWordWrap(True)
            column.addWidget(nothing)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        return area

    def _card(self, move: DeadlineMove) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        what = QLabel(f"{_flat(move.was)}  →  {_flat(move.became)}")
        what.setProperty("role", "heading")
        who = QLabel(" · ".join(part for part in (moment_text(move.at), move.author) if part))
        who.setProperty("role", "hint")
        for label in (what, who):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        field = BoundLine(f"Причина переноса с {_flat(move.was)} на {_flat(move.became)}", partial(self._write, move))
        field.setPlaceholderText("Почему перенесли")
        field.binding.display(move.reason, anew=True)
        caption = QLabel("Причина")
        caption.setBuddy(field)
        grid.addWidget(what, 0, 0, 1, 2)
        grid.addWidget(who, 1, 0, 1, 2)
        grid.addWidget(caption, 2, 0)
        grid.addWidget(field, 2, 1)
        grid.setColumnStretch(1, 1)
        self.reasons.append(field)
        return card

    def _write(self, move: DeadlineMove, text: str) -> bool:
        return self._context.attempt(lambda: set_move_reason(self._context.file, move, text))


def moment_text(at: str) -> str:
    """«21 сентября 2026 г., 10:40»; what is no time stands as it is."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{day_text(moment.date())}, {moment:%H:%M}"


def _flat(text: str) -> str:
    return " ".join(text.split())
