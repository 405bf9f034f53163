"""Charts of the analysis page by pyqtgraph: grouped bars and lines over categories, with the corridor behind them.

Like `charts`, imported by nobody before a chart is asked for: let `warm_up.WarmUp` do it in a thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPaintDevice, QPainter, QPen, QResizeEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from ..services.results.views_model import View
from .charts import ticks
from .colours import LIGHT, Colours, colours

PICTURE, WIDE = QSize(720, 360), QSize(960, 480)
"""Points of a picture that is copied, saved or put into a document: letters of some 8 points on 16 cm of paper, smaller
ones where many labels need the room."""

DOTS = 1920
"""Of the width of a picture: on 16 cm they are 305 to the inch."""

_WORD = 40  # points of a value beside another one
_FEW = 12  # labels that have room for their values beside each other in the smaller picture
_MARGIN = 14
_SMALL = 2.0
_SAMPLES = ("школа", "муниципалитет", "регион", "вся выборка")
_GROUP = 0.8  # of the room of a category that its bars take
_SIDE = 56  # points beside the plot: numbers of the left axis and a margin
_GAP = 4  # points between two words side by side
_TURNED = 0.42  # of the height that names standing on end may take
_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.VerPattern,
)
_SYMBOLS = ("o", "s", "t", "d", "+")
_STROKES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_SIGN = "!"


class NameAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Names below a chart; where they do not fit side by side they take two lines or stand on end, a long one cut."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._names: tuple[str, ...] = ()
        self.turned = self.folded = False

    def show_names(self, names: Sequence[str], size: QSize, font: QFont) -> None:
        """Name the places 0, 1, … of a chart of this size."""
        metrics = QFontMetricsF(font)
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        room, most = _room(size, len(names)), size.height() * _TURNED
        fits = widest + _GAP <= room
        wide = (metrics.horizontalAdvance(name) + _GAP > room for name in names)
        lines = [_folded(name, metrics) if one else (name,) for name, one in zip(names, wide, strict=True)]
        self.folded = not fits and max(map(metrics.horizontalAdvance, chain(*lines))) + _GAP <= room
        self.turned = not fits and not self.folded
        cut = [metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, most) for name in names]
        self._names = tuple("\n".join(pair) for pair in lines) if self.folded else tuple(cut if self.turned else names)
        height = min(widest, most) if self.turned else 2 * metrics.lineSpacing() + _GAP
        self.setHeight(None if fits else height + 3 * _GAP)
        self.setTicks([list(enumerate(name if fits else "" for name in names))])

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:  # noqa: N803
        """Names in two lines and those that stand on end are drawn here, the rest as usual."""
        super().drawPicture(p, axisSpec, tickSpecs, textSpecs)
        if not self.turned and not self.folded:
            return
        first, last = self.range
        p.setFont(self.style["tickFont"])
        p.setPen(self.textPen())
        line = p.fontMetrics().height()
        for place, name in enumerate(self._names):
            p.save()
            p.translate((place - first) / (last - first) * self.width(), 0)
            if self.turned:
                p.rotate(-90)
                box = QRectF(-self.height(), -line / 2, self.height() - 2 * _GAP, line)
                p.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), name)
            else:
                half = self.width() / 2  # wide enough for any: that they fit has been seen to
                box = QRectF(-half, 2 * _GAP, 2 * half, 2 * line)
                p.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), name)
            p.restore()


@dataclass
class Word:
    """A value that may stand at its bar or point: in which series, at which label, where; made when it is shown."""

    series: int
    place: int
    x: float
    value: float
    outstanding: bool
    item: pg.TextItem | None = None


class ViewChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """One view; series differ by pattern or shape and not by colour alone, what stands out carries a sign."""

    def __init__(self, parent: QWidget | None = None, palette: Colours | None = None) -> None:
        self.bottom = NameAxis()
        self.words: list[Word] = []
        self.view: View | None = None
        super().__init__(parent=parent, background=None, axisItems={"bottom": self.bottom}, enableMenu=False)
        self._palette = palette
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)

    def show_view(self, view: View) -> None:
        """Draw a view in the colours of now."""
        self.view = view
        now = self._palette or colours()
        self.setAccessibleName(f"График «{view.title}»")
        self.setAccessibleDescription("; ".join(" ".join(row) for row in view.table))
        self.clear()
        self.words.clear()
        self._dress(now, view)
        self._draw_band(view, now)
        for place in range(len(view.series)):
            (self._draw_line if view.kind == "lines" else self._draw_bars)(view, place, now)
        self._set_ranges(view)
        self._fit()

    def close(self) -> bool:
        """Fit nothing any more: pyqtgraph takes its parts away and gives itself another size meanwhile."""
        self.view = None
        self.words.clear()
        return bool(super().close())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has room for other words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Turn names and leave words out as the room allows: all numbers stand in the table too."""
        if self.view is None:
            return
        self.bottom.show_names(self.view.labels, self.size(), self.font())
        metrics, room = QFontMetricsF(self.font()), _room(self.size(), len(self.view.labels))
        widest = max((metrics.horizontalAdvance(_said(word)) for word in self.words), default=0.0) + _GAP
        lines = self.view.kind == "lines"
        every = widest <= room * (1 if lines else _GROUP / max(len(self.view.series), 1))
        for word in self.words:
            wordy = every or (widest <= room and not lines and word.series == 0)
            self._show_word(word, _said(word) if wordy else _SIGN if word.outstanding else "")
        if lines:
            self._spread(metrics.height())

    def _spread(self, line: float) -> None:
        """A word too near to the one of a point above it goes below its own."""
        low, high = self.getViewBox().viewRange()[1]
        near = (high - low) * line / max(self.height() - 2 * line, 1.0)
        for word in self.words:
            above = [other.value for other in self.words if other.place == word.place and other.value > word.value]
            crowded = any(value - word.value < near * 1.5 for value in above)
            if word.item is not None:
                word.item.setAnchor((0.5, -0.15 if crowded else 1.05))

    def _dress(self, now: Colours, view: View) -> None:
        self.setBackground(now.paper)
        for axis in (self.getAxis("left"), self.bottom):
            axis.setPen(pg.mkPen(now.strong_line))
            axis.setTextPen(pg.mkPen(now.soft))
            axis.setStyle(tickFont=self.font())
        self.showGrid(x=False, y=True, alpha=0.25)

    def _draw_band(self, view: View, now: Colours) -> None:
        known = [(place, band) for place, band in enumerate(view.band) if band is not None]
        if not known:
            return
        brush = QColor(now.warning_ground)
        pen = pg.mkPen(now.warning, width=1, style=Qt.PenStyle.DashLine)
        xs = [place for place, _ in known]
        lows, heights = [band[0] for _, band in known], [band[1] - band[0] for _, band in known]
        self.addItem(pg.BarGraphItem(x=xs, y0=lows, height=heights, width=0.94, brush=brush, pen=pen))

    def _draw_bars(self, view: View, place: int, now: Colours) -> None:
        series, width, look = view.series[place], _GROUP / len(view.series), _look(view, place)
        colour, pattern = QColor(_hues(now)[look % 5]), _PATTERNS[look % len(_PATTERNS)]
        at = {n: n - _GROUP / 2 + width * (place + 0.5) for n in range(len(view.labels))}
        known = [(n, value) for n, value in enumerate(series.values) if value is not None]
        if not known:
            return
        pens = [pg.mkPen(now.error if n in series.outstanding else colour, width=1.5) for n, _ in known]
        brushes = [QBrush(colour, pattern) for _ in known]
        xs, heights = [at[n] for n, _ in known], [value for _, value in known]
        self.addItem(pg.BarGraphItem(x=xs, height=heights, width=width * 0.9, brushes=brushes, pens=pens))
        for n, value in known:
            self._word(place, n, at[n], value)

    def _draw_line(self, view: View, place: int, now: Colours) -> None:
        series, look = view.series[place], _look(view, place)
        colour = _hues(now)[look % 5]
        known = [(n, value) for n, value in enumerate(series.values) if value is not None]
        if not known:
            return
        xs, ys = [n for n, _ in known], [value for _, value in known]
        pen = pg.mkPen(colour, width=2, style=_STROKES[look % len(_STROKES)])
        self.plot(xs, ys, pen=pen, antialias=True)
        shape = _SYMBOLS[look % len(_SYMBOLS)]
        edges = [pg.mkPen(now.error if n in series.outstanding else colour, width=2) for n in xs]
        brush = pg.mkBrush(now.paper)
        self.addItem(pg.ScatterPlotItem(xs, ys, symbol=shape, size=11, pen=edges, brush=brush, antialias=True))
        for n, value in known:
            self._word(place, n, n, value)

    def _word(self, series: int, place: int, x: float, value: float) -> None:
        assert self.view is not None
        self.words.append(Word(series, place, x, value, place in self.view.series[series].outstanding))

    def _show_word(self, word: Word, text: str) -> None:
        """An empty text would leave a speck of its ground, so it is not shown at all."""
        if word.item is None and text:
            now = self._palette or colours()
            colour = now.error if word.outstanding else now.ink
            word.item = pg.TextItem("", color=colour, anchor=(0.5, 1.05), fill=QColor(*_through(now)))
            word.item.setFont(self.font())
            word.item.setPos(word.x, word.value)
            word.item.setZValue(10)  # over the bars of its neighbours
            self.addItem(word.item)
        if word.item is not None:
            word.item.setText(text)
            word.item.setVisible(bool(text))

    def _set_ranges(self, view: View) -> None:
        values = [value for series in view.series for value in series.values if value is not None]
        values += [edge for band in view.band if band is not None for edge in band]
        low, high = min(values, default=0.0), max(values, default=1.0)
        if view.kind == "bars":
            low = min(low, 0.0)
        room = (high - low) * 0.18 or max(abs(high) * 0.1, 1.0)
        bottom = low if view.kind == "bars" and low == 0 else low - room
        self.setXRange(-0.6, len(view.labels) - 0.4, padding=0)
        self.setYRange(bottom, high + room, padding=0)
        self.getAxis("left").setTicks([ticks(bottom, high + room)])


def legend_html(view: View, palette: Colours | None = None) -> str:
    """What is what: a mark of the series' colour and pattern, the corridor, the sign of what stands out."""
    now = palette or colours()
    return "&nbsp;&nbsp; ".join(
        f'<span style="color:{colour}">{sign}</span> {word}' for sign, word, colour in _legend(view, now)
    )


def _legend(view: View, now: Colours) -> list[tuple[str, str, str]]:
    signs = ("●", "■", "▲", "◆", "✚") if view.kind == "lines" else ("█", "▓", "▨", "▦", "▥")
    looks = [_look(view, n) for n in range(len(view.series))]
    found = [(signs[n % 5], one.name, _hues(now)[n % 5]) for n, one in zip(looks, view.series, strict=True)]
    if any(band is not None for band in view.band):
        found.append(("▒", "коридор", now.warning))
    if any(series.outstanding for series in view.series):
        found.append((_SIGN, view.sign, now.error))
    return found


def picture_size(view: View) -> QSize:
    """How many points the picture of a view has: the wide one where only that has room for the values of all series."""
    small, wide = (_room(size, len(view.labels)) * _GROUP / max(len(view.series), 1) for size in (PICTURE, WIDE))
    return WIDE if len(view.labels) > _FEW or small < _WORD <= wide else PICTURE


def image_of(view: View) -> QImage:
    """The chart as a sharp picture on white, with title and legend, for a document."""
    *_, image = image_in_steps(view)
    assert image is not None
    return image


def image_in_steps(view: View) -> Iterator[QImage | None]:
    """The same in steps between which the window may go on: None after each, the picture after the last."""
    size = picture_size(view)
    image = QImage(size * (DOTS / size.width()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(DOTS / size.width())
    for _ in _painted(image, view):
        yield None
    yield image


def save_svg(view: View, path: Path) -> None:
    """Write the chart as lines and letters that stay sharp in any size."""
    made = QSvgGenerator()
    made.setFileName(str(path))
    size = picture_size(view)
    made.setSize(size)
    made.setViewBox(QRectF(0, 0, size.width(), size.height()))
    made.setTitle(view.title)
    for _ in _painted(made, view):
        pass


def _painted(device: QPaintDevice, view: View) -> Iterator[None]:
    """Prepare the chart step by step, then paint everything at once: no painter stays open between two steps."""
    plot, size = ViewChart(palette=LIGHT), picture_size(view)
    try:
        yield
        font = QFont(plot.font())
        font.setBold(True)
        width, metrics = size.width() - 2 * _MARGIN, QFontMetricsF(font, device)
        title = f"{view.title}, {view.unit}" if view.unit else view.title
        head = QRectF(_MARGIN, _MARGIN, width, 3 * round(metrics.lineSpacing()))
        flags = int(Qt.TextFlag.TextWordWrap)
        top = int(metrics.boundingRect(head, flags, title).bottom()) + 6
        height = size.height() - top - round(metrics.lineSpacing()) - _MARGIN
        plot.resize(width, height)
        yield
        plot.show_view(view)
        yield
        _lay_out(plot)
        yield
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), Qt.GlobalColor.white)
        painter.setFont(font)
        painter.setPen(QPen(QColor(LIGHT.ink)))
        painter.drawText(head, flags, title)
        plot.render(painter, QRectF(_MARGIN, top, width, height), plot.viewport().rect())
        painter.setFont(plot.font())
        _paint_legend(painter, view, top + height)
        painter.end()
    finally:
        plot.close()
        plot.deleteLater()


def _lay_out(plot: ViewChart) -> None:
    """Lay out axes that were never on a screen; bars are half of the drawing, and nothing of them is needed for it."""
    bars = [item for item in plot.getPlotItem().items if isinstance(item, pg.BarGraphItem)]
    for item in bars:
        item.hide()
    plot.grab()
    for item in bars:
        item.show()


def _paint_legend(painter: QPainter, view: View, top: float) -> None:
    x, base = float(_MARGIN), top + painter.fontMetrics().ascent()
    for sign, word, colour in _legend(view, LIGHT):
        for text, shade in ((f"{sign} ", colour), (f"{word}    ", LIGHT.ink)):
            painter.setPen(QPen(QColor(shade)))
            painter.drawText(int(x), int(base), text)
            x += painter.fontMetrics().horizontalAdvance(text)


def _through(now: Colours) -> tuple[int, int, int, int]:
    """The paper's colour, through which a little is seen: words stay readable over bars."""
    paper = QColor(now.paper)
    return paper.red(), paper.green(), paper.blue(), 200


def _hues(now: Colours) -> tuple[str, ...]:
    return now.link, now.soft, now.good, now.warning, now.icon


def _look(view: View, place: int) -> int:
    """Which colour and pattern a series has: a sample the same one in every chart, whoever is missing beside it."""
    name = view.series[place].name
    return _SAMPLES.index(name) if name in _SAMPLES else place


def _number(value: float) -> str:
    """One decimal, of small values two: relative scores of 0,92 and 0,95 are not the same."""
    text = f"{value:.{2 if abs(value) < _SMALL else 1}f}".rstrip("0").rstrip(".").replace(".", ",")
    return text.replace("-", "−")


def _said(word: Word) -> str:
    return f"{_SIGN} {_number(word.value)}" if word.outstanding else _number(word.value)


def _folded(name: str, metrics: QFontMetricsF) -> tuple[str, ...]:
    """A name in the two lines that are shortest, in one where it is one word."""
    words = name.split(" ")
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(pairs, key=lambda pair: max(map(metrics.horizontalAdvance, pair)), default=(name,))


def _room(size: QSize, labels: int) -> float:
    """Points of a chart's width for each of so many labels."""
    return max(size.width() - _SIDE, 1) / max(labels, 1)
