"""What stands above a table: the filters of a plan with their counts, and the way back to the document's order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ..itemmodels.rows import RowsModel
from .chips import LOOK, Chips
from .rows_view import RowsView

if TYPE_CHECKING:
    from ...services.plan_filters import PlanFilters, Years

ALL = "all"
SETTLE_MS = 150
"""A burst of edits is counted once."""

_LONGEST = 24
"""Characters of a heading that is named."""

_SLICE = 0.015
"""Seconds of counting at a time: the first count of a long plan reads many periods."""

_CHIPS = (
    (ALL, "Все"),
    ("late", "Просроченные"),
    ("month", "В этом месяце"),
    ("no_responsible", "Без ответственного"),
    ("no_deadline", "Без срока"),
)


class ArrangeBar(QWidget):
    """Filters a plan by a click; any table that is sorted gets its way back. `years` is None where nothing filters."""

    def __init__(
        self, model: RowsModel, view: RowsView, years: Callable[[], Years] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._view = view
        self._years = years
        self._filters: PlanFilters | None = None
        self._span: Years = None
        self._counted = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.chips = Chips(_CHIPS, "Показать строки", self)
        self.chips.setVisible(years is not None)
        self.chips.chosen.connect(self._choose)
        self.back = QPushButton("Порядок документа")
        self.back.setStyleSheet(LOOK)
        self.back.setToolTip("Показать все строки, как они стоят в документе (Esc)")
        self.back.clicked.connect(self.show_all)
        self.sorted_by = QLabel()
        self.sorted_by.setProperty("role", "hint")
        row.addWidget(self.chips, 1)
        row.addWidget(self.sorted_by, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        model.arranged.connect(self._show)
        self._show()

    @property
    def filters_rows(self) -> bool:
        """Whether there is anything to filter by."""
        return self._years is not None

    def show_all(self) -> None:
        """All lines, in the document's order."""
        self._view.commit_editor()
        had_focus = self.back.hasFocus()
        self.chips.reset()
        self._model.keep(None)
        self._view.sort_rows(-1)
        if had_focus:
            self._view.setFocus()

    def count_soon(self, *, anew: bool = False) -> None:
        """Something was edited; `anew`: the years of the programme, on which every period hangs."""
        if self._years is None:
            return
        if anew or self._filters is None:
            self._filters, self._span = None, self._years()
        self._counted = 0
        if self.isVisible():
            self._timer.start(SETTLE_MS)

    def showEvent(self, event: QShowEvent) -> None:
        """The first count comes after the first sight."""
        super().showEvent(event)
        self.count_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is counted out of sight: the file may be closed by then. Nor are the rows kept for it."""
        self._timer.stop()
        if not event.spontaneous() and self._filters is not None:
            QTimer.singleShot(SETTLE_MS, self._filters.forget)
            self._filters = None
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes filter and order off, and leads back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.show_all()
            self._view.setFocus()
        else:
            super().keyPressEvent(event)

    def _order(self) -> str:
        """By what the rows are sorted: a click on a heading is easily made by mistake."""
        if self._model.sorting is None:
            return ""
        field, down = self._model.sorting
        label = " ".join(next((one.label for one in self._model.columns if one.field == field), "").split())
        short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
        return f"Для глаз – по «{short}» {'↓' if down else '↑'}"

    def _choose(self, key: str) -> None:
        self._view.commit_editor()
        if key == ALL:
            self._model.keep(None)
        else:
            shown = self._ready().shown([line.row for line in self._model.whole], key)
            self._model.keep({("activity", id_) for id_ in shown})

    def _ready(self) -> PlanFilters:
        """The filters of today."""
        from ...services.plan_filters import PlanFilters  # reads deadlines: after the first sight of the page

        today = date.today()
        if self._filters is None or self._filters.today != today:
            self._filters = PlanFilters(self._span, today)
        return self._filters

    def _count(self) -> None:
        if self._model.context.file.writing:
            self._timer.start(SETTLE_MS)
            return
        filters, whole = self._ready(), self._model.whole
        end = perf_counter() + _SLICE
        while self._counted < len(whole):
            for line in whole[self._counted : self._counted + 50]:
                filters.judged(line.row)
            self._counted += 50
            if perf_counter() > end:
                self._timer.start(0)
                return
        counts = filters.counts([line.row for line in whole])
        self.chips.show_counts({**counts, ALL: sum(line.level == "item" for line in whole)})

    def _show(self) -> None:
        self.back.setVisible(self._model.is_arranged)
        self.sorted_by.setText(self._order())
        self.sorted_by.setVisible(bool(self.sorted_by.text()))
        self.setVisible(self._years is not None or self._model.is_arranged)
        if self._model.is_arranged:
            self.count_soon()
