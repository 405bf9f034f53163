"""Charts of indicators by pyqtgraph: the only module that knows it, imported by nobody before a chart is asked for.

Its import takes a third of a second and brings numpy: let `warm_up.WarmUp` do it in a thread.
"""

from __future__ import annotations

import math
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from ..services.indicator_chart import Chart
from ..services.indicator_measure import number_text
from .colours import LIGHT, Colours, colours

pg.setConfigOption("exitCleanup", False)  # at the end it would look at every object there is

LEGEND: tuple[tuple[str, str, str], ...] = (
    ("◇", "исходное", "soft"),
    ("□", "план", "link"),
    ("●", "достигнуто", "good"),
    ("▼", "отстаёт", "error"),
    ("┅", "цель", "warning"),
)
"""The signs of the chart: each kind has a shape or a stroke of its own, not a colour only."""

PICTURE = QSize(720, 336)
"""Points of a picture that is copied or saved: letters of some 8 points on 16 cm of paper."""

SHARPNESS = 2.5
_MARGIN = 14
_TICKS = 6
_SLIP = 1e-9


def ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Round numbers between two values, at most seven, with the decimal comma of a Russian paper."""
    rough = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough * (1 - _SLIP))
    places = max(0, math.ceil(-math.log10(step) - _SLIP))
    first, last = math.ceil(low / step - _SLIP), math.floor(high / step + _SLIP)
    values = [round(n * step, places) for n in range(first, last + 1)]
    return [(value, f"{value:.{places}f}".replace(".", ",").replace("-", "−")) for value in values]


class IndicatorChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """The plan as a dashed line, what was achieved as a full one, the target across."""

    def __init__(self, parent: QWidget | None = None, palette: Colours | None = None) -> None:
        super().__init__(parent=parent, background=None)
        self._palette = palette
        self.chart: Chart | None = None
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)

    def show_chart(self, chart: Chart) -> None:
        """Draw an indicator in the colours of now."""
        self.chart = chart
        now = self._palette or colours()
        self.setAccessibleName(f"График показателя «{chart.title}»")
        self.setAccessibleDescription(chart.described)
        self.clear()
        self._dress(now, chart)
        self._draw_target(chart, now)
        self._draw_plan(chart, now)
        self._draw_achieved(chart, now)
        self._set_ranges(chart)

    def _dress(self, now: Colours, chart: Chart) -> None:
        self.setBackground(now.paper)
        bottom = self.getAxis("bottom")
        bottom.setTicks([[(place, _short(label)) for place, label in enumerate(chart.labels)]])
        for axis in (self.getAxis("left"), bottom):
            axis.setPen(pg.mkPen(now.strong_line))
            axis.setTextPen(pg.mkPen(now.soft))
            axis.setStyle(tickFont=self.font())
        self.showGrid(x=False, y=True, alpha=0.25)

    def _draw_target(self, chart: Chart, now: Colours) -> None:
        if chart.target is None:
            return
        pen = pg.mkPen(now.warning, width=1.5, style=Qt.PenStyle.DotLine)
        self.addItem(pg.InfiniteLine(chart.target, angle=0, pen=pen))

    def _draw_plan(self, chart: Chart, now: Colours) -> None:
        pen = pg.mkPen(now.link, width=1.5, style=Qt.PenStyle.DashLine)
        self.plot([one.place for one in chart.planned], [one.value for one in chart.planned], pen=pen, antialias=True)
        own = [one for one in chart.planned if one.own and (one.place or chart.baseline is None)]
        self._marks([(one.place, one.value) for one in own], "s", now.link, now.paper, 8)
        if chart.baseline is not None:
            self._marks([(0, chart.baseline)], "d", now.soft, now.paper, 11)

    def _draw_achieved(self, chart: Chart, now: Colours) -> None:
        points = [(one.place, one.value) for one in chart.achieved]
        if chart.baseline is not None:
            points.insert(0, (0, chart.baseline))
        pen = pg.mkPen(now.good, width=2)
        self.plot([place for place, _ in points], [value for _, value in points], pen=pen, antialias=True)
        for behind, shape, colour in ((False, "o", now.good), (True, "t", now.error)):
            self._marks([(a.place, a.value) for a in chart.achieved if a.behind is behind], shape, colour, colour, 11)
        plans = {one.place: one.value for one in chart.planned}
        for one in chart.achieved:
            above = one.value >= plans.get(one.place, one.value)  # away from the plan's own mark
            text = number_text(one.value, chart.unit)
            word = pg.TextItem(text, color=now.ink, anchor=(0.5, 1.25 if above else -0.25), fill=now.paper)
            word.setFont(self.font())
            word.setPos(one.place, one.value)
            self.addItem(word)

    def _marks(self, points: list[tuple[int, float]], shape: str, edge: str, fill: str, size: int) -> None:
        if points:
            pen, brush = pg.mkPen(edge, width=1.5), pg.mkBrush(fill)
            xs, ys = [place for place, _ in points], [value for _, value in points]
            self.addItem(pg.ScatterPlotItem(xs, ys, symbol=shape, size=size, pen=pen, brush=brush, antialias=True))

    def _set_ranges(self, chart: Chart) -> None:
        values = [one.value for one in chart.planned] + [one.value for one in chart.achieved]
        values += [one for one in (chart.target, chart.baseline) if one is not None]
        low, high = min(values), max(values)
        room = (high - low) * 0.25 or max(abs(high) * 0.1, 1.0)
        self.setXRange(-0.5, len(chart.labels) - 0.5, padding=0)
        self.setYRange(low - room, high + room, padding=0)
        self.getAxis("left").setTicks([ticks(low - room, high + room)])


def legend_html() -> str:
    """The legend in the colours of now."""
    now = colours()._asdict()
    return "&nbsp;&nbsp; ".join(f'<span style="color:{now[name]}">{sign}</span> {word}' for sign, word, name in LEGEND)


def image_of(chart: Chart) -> QImage:
    """The chart as a sharp picture on white, with title and legend, for a document."""
    image = QImage(PICTURE * SHARPNESS, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(SHARPNESS)
    painter = QPainter(image)
    _paint(painter, chart)
    painter.end()
    return image


def save_svg(chart: Chart, path: Path) -> None:
    """Write the chart as lines and letters that stay sharp in any size."""
    made = QSvgGenerator()
    made.setFileName(str(path))
    made.setSize(PICTURE)
    made.setViewBox(QRectF(0, 0, PICTURE.width(), PICTURE.height()))
    made.setTitle(chart.title)
    made.setDescription(chart.described)
    painter = QPainter(made)
    painter.fillRect(0, 0, PICTURE.width(), PICTURE.height(), Qt.GlobalColor.white)
    _paint(painter, chart)
    painter.end()


def _paint(painter: QPainter, chart: Chart) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot = IndicatorChart(palette=LIGHT)
    font = QFont(plot.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QPen(QColor(LIGHT.ink)))
    width = PICTURE.width() - 2 * _MARGIN
    flags = int(Qt.TextFlag.TextWordWrap)
    title = f"{chart.title}, {chart.unit}" if chart.unit else chart.title
    head = painter.drawText(QRectF(_MARGIN, _MARGIN, width, 3 * painter.fontMetrics().lineSpacing()), flags, title)
    foot = painter.fontMetrics().lineSpacing()
    top = int(head.bottom()) + 6
    height = PICTURE.height() - top - foot - _MARGIN
    plot.resize(width, height)
    plot.show_chart(chart)
    plot.grab()  # lays out axes that were never on a screen
    plot.render(painter, QRectF(_MARGIN, top, width, height), plot.viewport().rect())
    plot.close()
    plot.deleteLater()
    _paint_legend(painter, plot.font(), top + height)


def _paint_legend(painter: QPainter, font: QFont, top: int) -> None:
    painter.setFont(font)
    metrics, x = painter.fontMetrics(), float(_MARGIN)
    for sign, word, name in LEGEND:
        for text, colour in ((f"{sign} ", getattr(LIGHT, name)), (f"{word}    ", LIGHT.ink)):
            painter.setPen(QPen(QColor(colour)))
            painter.drawText(int(x), top + metrics.ascent(), text)
            x += metrics.horizontalAdvance(text)


def _short(label: str) -> str:
    return label if len(label) <= 16 else f"{label[:15]}…"
