"""The two tables of risks and measures: signs that the results show, and the school's risk profile."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ...models.results import ExamResult
from ...models.risks import MeasureReason, RiskFactor
from ...services.changes import RESULT_TABLES, Change
from ...services.editing.risks import set_factor
from ...services.editing.sheet import RowsSheet
from ...services.formats import ColumnSpec
from ...services.risks import SIGNIFICANCE_NAMES, sign_of
from ..pages.base import PageContext
from .rows import Choices, Line, Look, RowsModel

if TYPE_CHECKING:
    from ...services.results.signs import Sign

_TURN = 0.03
"""Seconds that looking at results may take before the window gets its turn."""

SIGN_COLUMNS = (
    ColumnSpec("title", "Экзамен", width=22),
    ColumnSpec("text", "Что видно", width=46),
    ColumnSpec("caution", "Осторожно", width=18),
    ColumnSpec("measures", "Мер в планах", width=10, align="center"),
)
FACTOR_COLUMNS = (
    ColumnSpec("text", "Фактор риска", width=34),
    ColumnSpec("significance", "Значимость", width=12),
    ColumnSpec("evidence", "Доказательства", width=42),
    ColumnSpec("measures", "Мер в планах", width=10, align="center"),
)
_CAUTIONS = {
    "no_conclusions": "мало участников: выводов не делать",
    "limited": "участников немного: вывод осторожный",
}


class SignsModel(RowsModel):
    """What results show that asks for a measure; nothing is typed here."""

    sortable = False

    looked = Signal()
    """All results were looked at."""

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, SIGN_COLUMNS, parent)
        self._signs: list[Sign] = []
        self._waiting: list[list[ExamResult]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_on)
        self.look_again()

    @property
    def looking(self) -> bool:
        """Whether there are results that were not looked at yet."""
        return bool(self._waiting)

    def look_again(self) -> None:
        """Look through the results from the beginning, a few of them at a time: statistics of many take a while."""
        from ...services.results.methods import methods_of
        from ...services.results.signs import apart

        self._signs = []
        self._waiting = apart(self.context.file.rows(ExamResult))
        self._methods = methods_of(self.context.file)
        self._look_on()

    def _look_on(self) -> None:
        from ...services.results.exam_tables import Results  # statistics are read when the page is shown
        from ...services.results.signs import in_order, signs_of

        until = time.perf_counter() + _TURN
        while self._waiting and time.perf_counter() < until:
            self._signs += signs_of(Results(self._waiting.pop(), methods=self._methods))
        self._signs = in_order(self._signs)
        self.reload()
        if self._waiting:
            self._timer.start()
            return
        self._timer.stop()
        self.looked.emit()

    def load(self) -> list[Line]:
        """The signs found so far, the newest first."""
        counts = reasons_of(self.context)
        return [Line(sign.key, sign, number=str(counts[sign.key])) for sign in self._signs]

    def refresh(self, changes: Sequence[Change]) -> bool:
        """Other results are looked at anew; other measures are counted."""
        if any(change.table in RESULT_TABLES for change in changes):
            self.look_again()
            return True
        return super().refresh(changes)

    def mine(self, change: Change) -> bool:
        """Results, and measures that answer a sign."""
        return change.table in (*RESULT_TABLES, "measure_reason")

    def key_of(self, change: Change) -> Hashable:
        """No line is a row of the file: each change has the signs found anew."""
        return None

    def text(self, line: Line, field: str) -> str:
        """What a field shows."""
        if field == "measures":
            return "" if line.number == "0" else line.number
        value = str(getattr(line.row, field))
        return _CAUTIONS.get(value, "") if field == "caution" else value

    def editable(self, line: Line, field: str) -> bool:
        """What the results say is not typed."""
        return False


class FactorsModel(RowsModel):
    """The risk profile: factor, significance, evidence."""

    sortable = False

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, FACTOR_COLUMNS, parent)
        self.reload()

    def load(self) -> list[Line]:
        """The factors in order."""
        counts = reasons_of(self.context)
        rows = self.context.file.rows(RiskFactor)
        return [Line(("risk_factor", row.id), row, number=str(counts[sign_of(row)])) for row in rows]

    def mine(self, change: Change) -> bool:
        """Every factor, and measures that answer one."""
        return change.table in ("risk_factor", "measure_reason")

    def text(self, line: Line, field: str) -> str:
        """What a field shows."""
        if field == "measures":
            return "" if line.number == "0" else line.number
        value = str(getattr(line.row, field))
        return SIGNIFICANCE_NAMES.get(value, value) if field == "significance" else value

    def editable(self, line: Line, field: str) -> bool:
        """Measures are counted."""
        return field != "measures"

    def choices(self, line: Line, field: str) -> Choices | None:
        """Three degrees and none."""
        return Choices(tuple(SIGNIFICANCE_NAMES.values())) if field == "significance" else None

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """A high significance stands out, by its word too."""
        high = column.field == "significance" and line.row.significance == "high"
        return Look(line.level, "bad" if high else "", column.align)

    def sheet(self) -> RowsSheet:
        """The typed fields; more rows are added at the end."""
        return RowsSheet(self.context.file, [line.row for line in self.lines], ("text", "evidence"), RiskFactor())

    def write(self, line: Line, field: str, text: str) -> None:
        """Store a field of a factor."""
        set_factor(self.context.file, line.row, field, text)


def reasons_of(context: PageContext) -> Counter[str]:
    """Sign → how many rows of plans answer it."""
    return Counter(row.sign for row in context.file.rows(MeasureReason))
