"""The strip of an indicator and its chart: both show one course, and what was chosen for them is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout

from ...models.indicators import Indicator
from ...services.courses import Courses
from ...services.indicator_chart import Chart, chart_of
from ...services.indicator_course import Rules
from ...services.user_folder import user_folder
from ..pages.base import PageContext
from ..settings import Settings
from .indicator_strip import IndicatorStrip, PutField

if TYPE_CHECKING:
    from .chart_card import ChartCard

CHART, LINE = "indicator_chart", "indicator_line"
"""What is remembered: whether the chart is open, and whether plans are taken from the straight line."""

YES, NO = "да", "нет"
_SHARE = 2
"""The chart's part of the width; the panel beside it has three."""


class CourseView(QObject):
    """Owns the courses of a section's indicators and what shows them; the chart is made when it is first wanted."""

    asked = Signal()
    """What is to be shown should be asked for again: the chart was opened, or courses are judged in another way."""

    def __init__(self, context: PageContext, section_id: int, put: PutField, beside: QBoxLayout) -> None:
        self.strip = IndicatorStrip(context, section_id, put)
        super().__init__(self.strip)
        self._context, self._beside = context, beside
        self._settings = Settings(user_folder())
        interpolate = self._settings.word(LINE, YES) == YES
        self.courses = Courses(context.file, Rules(interpolate=interpolate))
        self.card: ChartCard | None = None
        self.strip.interpolate = interpolate
        self.strip.line_toggled.connect(self._set_line)
        self.strip.chart.toggled.connect(self._show_chart)
        self.strip.chart.setChecked(self._settings.word(CHART) == YES)

    def show_indicator(self, row: Indicator | None, task: Sequence[Indicator]) -> None:
        """Show an indicator; `task` are all of its task, for the chart."""
        course = self.courses.of(row) if row is not None else None
        self.strip.show_indicator(row, self.courses.values(row.id) if row is not None else (), course)
        if self.card is not None and self.strip.chart.isChecked():
            charts = [chart for one in task if (chart := self._chart(one)) is not None]
            self.card.show_charts(self._chart(row) if row is not None else None, charts)

    def _chart(self, row: Indicator) -> Chart | None:
        return chart_of(row, self.courses.values(row.id), self.courses.of(row))

    def _show_chart(self, wanted: bool) -> None:
        self._settings.keep_word(CHART, YES if wanted else NO)
        if wanted and self.card is None:
            from .chart_card import ChartCard  # nothing of charts is there before one is wanted

            self.card = ChartCard(self._settings, self._context.attempt)
            self._beside.addWidget(self.card, _SHARE)
        if self.card is not None:
            self.card.setVisible(wanted)
            self.asked.emit()

    def _set_line(self, wanted: bool) -> None:
        self._settings.keep_word(LINE, YES if wanted else NO)
        self.courses.rules = Rules(interpolate=wanted)
        self.strip.interpolate = wanted
        self.asked.emit()
