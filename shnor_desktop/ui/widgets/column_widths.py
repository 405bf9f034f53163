"""How wide the columns of a table are: the form's proportions, or what the person made of them."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QTableView

from ..itemmodels.rows import RowsModel
from .cell_text import PADDING, cell_font, text_width
from .wrap_header import WrapHeader

_LONGEST = {
    "number": "10.10",
    "period": "ежеквартально",
    "control_date": "ежеквартально",
    "responsible": "Заместитель",
    "year": "2026",
    "subject": "Обществознание",
    "mean_score": "15,95\u00a0✎",
    "remarks": "а участников 1234.",
    "source": "индивидуальные.xlsx",
}
"""Words that no column of these fields breaks: a number of two levels, and what is written there again and again."""

_ROUNDING = 4
"""Pixels that a scale of 125 or 150 % and the lines of the grid may take."""

_WIDEST = 0.5
"""The part of the table that a column takes at most when it is fitted to its texts."""


class ColumnWidths(QObject):
    """Shares the room among the columns by weight; columns that somebody drags become the weights."""

    changed = Signal()
    """The widths are others now."""

    dragged = Signal()
    """The person made a column wider or narrower, or took that back."""

    def __init__(self, view: QTableView, model: RowsModel, header: WrapHeader) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._header = header
        self._fields: tuple[str, ...] = ()
        self._weights: list[float] = []
        self._own: dict[str, int] = {}
        self.busy = False
        header.sectionResized.connect(self._resized)

    def restore(self, own: Mapping[str, int]) -> None:
        """Take the widths by field that were once dragged; none: the form's proportions."""
        self._own = dict(own)
        self._fields = ()
        self.columns_changed()

    def own(self) -> dict[str, int]:
        """The widths by field that the person made; empty while they are the form's."""
        return dict(self._own)

    def forget(self) -> None:
        """Go back to the form's proportions."""
        self.restore({})
        self.dragged.emit()

    def columns_changed(self) -> None:
        """Weigh the columns that there are now; a new one among dragged ones gets its part of the form's."""
        if self._fields == self._model.fields:
            return
        self._fields = self._model.fields
        known = [column for column in self._model.columns if column.field in self._own]
        asked = sum(column.width for column in known)
        scale = sum(self._own[column.field] for column in known) / asked if asked else 1.0
        self._weights = [float(self._own.get(c.field, c.width * scale)) for c in self._model.columns]
        self.fit()

    def fit(self) -> None:
        """Share the room anew."""
        if self.busy or not self._weights:
            return
        self.busy = True
        least = [self._least(n) for n in range(len(self._weights))]
        widths = shared(self._view.viewport().width(), self._weights, least)
        differ = widths != [self._header.sectionSize(n) for n in range(len(widths))]
        for section, width in enumerate(widths):
            self._header.resizeSection(section, width)
        self.busy = False
        if differ:
            self.changed.emit()

    def wanted(self, section: int) -> int:
        """The width at which the texts in sight stand on one line, within reason."""
        column, widest = self._model.columns[section], self._least(section)
        top, bottom = self._view.rowAt(0), self._view.rowAt(self._view.viewport().height() - 1)
        last = bottom if bottom >= 0 else self._model.rowCount() - 1
        for row in range(max(top, 0), last + 1):
            if self._view.columnSpan(row, section) == 1:
                line = self._model.lines[row]
                font = cell_font(self._view.font(), line.level)
                widest = max(widest, text_width(self._model.text(line, column.field), font))
        return min(widest, max(int(self._view.viewport().width() * _WIDEST), self._least(section)))

    def _least(self, section: int) -> int:
        """The width at which no word of the heading is broken, and none that stands in the column all the time."""
        least = self._header.least_width(section)
        word = _LONGEST.get(self._model.columns[section].field, "")
        needed = ceil(QFontMetricsF(self._view.font()).horizontalAdvance(word)) + 2 * PADDING + _ROUNDING
        return max(least, needed) if word else least

    def _resized(self, section: int, _old: int, new: int) -> None:
        if self.busy or len(self._weights) != self._header.count():
            return
        sizes = self._given(section, new)
        self.busy = True
        for place, size in enumerate(sizes):
            self._header.resizeSection(place, size)
        self.busy = False
        self._weights = [float(size) for size in sizes]
        self._own = dict(zip(self._fields, sizes, strict=True))
        self.changed.emit()
        self.dragged.emit()

    def _given(self, section: int, new: int) -> list[int]:
        """All widths once a column has a new one: the columns right of it share what is left, all stay in sight.

        The last column takes from all others.
        """
        sizes = [self._header.sectionSize(n) for n in range(self._header.count())]
        others = list(range(section + 1, len(sizes))) or list(range(section))
        least = [self._least(n) for n in others]
        kept = sum(size for n, size in enumerate(sizes) if n != section and n not in others)
        room = self._view.viewport().width() - kept
        sizes[section] = max(min(new, room - sum(least)), self._least(section))
        shares = shared(room - sizes[section], [float(sizes[n]) for n in others], least)
        for place, size in zip(others, shares, strict=True):
            sizes[place] = size
        return sizes


def shared(room: int, weights: list[float], least: list[int]) -> list[int]:
    """Column widths that share the room by weight, none narrower than its least width."""
    total = sum(weights) or 1.0
    fixed = {n for n, weight in enumerate(weights) if room * weight / total < least[n]}
    rest = room - sum(least[n] for n in fixed)
    open_weight = sum(weight for n, weight in enumerate(weights) if n not in fixed) or 1.0
    widths = [
        least[n] if n in fixed else max(least[n], int(rest * weight / open_weight)) for n, weight in enumerate(weights)
    ]
    if sum(widths) < room and len(fixed) < len(widths):
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths[widest] += room - sum(widths)
    return widths
