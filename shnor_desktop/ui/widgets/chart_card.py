"""The card with the chart of an indicator, or of all indicators of its task; what draws is imported when it is open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...models.errors import UserError
from ...services.files import write_aside
from ...services.indicator_chart import Chart
from ..file_dialogs import FileDialogs, FileKind, documents_folder, file_name
from ..messages import Messages
from ..settings import Settings
from ..warm_up import WarmUp

if TYPE_CHECKING:
    from ..charts import IndicatorChart

MODULE = "shnor_desktop.ui.charts"
PNG = FileKind(".png", "Картинки PNG", "papers")
SVG = FileKind(".svg", "Картинки SVG", "papers")
ONE, ALL = "Этот показатель", "Все показатели задачи"

_SMALL = 150
"""Height of one of many charts."""

_LEAST = 220
"""A chart that is lower says little."""

_AFTER_PAINT = 150
"""Milliseconds to the import: it would take turns with the painting of a page that has just opened."""

_NOTHING = "Для графика нужны числа: исходное значение, цель или контрольные точки."
_WAIT = "Готовлю график…"
_MISSING = "График не показать: установите программу заново."


class ChartCard(QFrame):
    """Shows charts; `show_charts` may be called at any time, before the drawing module is there too."""

    def __init__(self, settings: Settings, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMinimumHeight(_LEAST)
        self._settings, self._attempt = settings, attempt
        self._module: ModuleType | None = sys.modules.get(MODULE)
        self._warm_up: WarmUp | None = None
        self._charts: tuple[Chart | None, tuple[Chart, ...]] = (None, ())
        self._queue: list[Chart] = []
        self._build()

    def _build(self) -> None:
        self.choice = QComboBox()
        self.choice.addItems([ONE, ALL])
        self.choice.setAccessibleName("Что на графике")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(9)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(lambda _index: self._draw())
        self.copy = self._button("Копировать", "Скопировать график – вставьте его в Word", self._copy)
        self.save = self._button("Сохранить", "Сохранить график картинкой")
        menu = QMenu(self.save)
        for kind, text in ((PNG, "Картинка PNG…"), (SVG, "Картинка SVG, чёткая в любом размере…")):
            menu.addAction(text).triggered.connect(partial(self._save, kind))
        self.save.setMenu(menu)
        top = QHBoxLayout()
        top.addWidget(self.choice, 1)
        top.addWidget(self.copy)
        top.addWidget(self.save)
        self.message = QLabel(_WAIT)
        self.message.setProperty("role", "hint")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.message)
        self.stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setWordWrap(True)
        self.plot: IndicatorChart | None = None
        self._many: QScrollArea | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        column.addWidget(self.legend)

    def _button(self, text: str, tip: str, act: Callable[[], None] | None = None) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "link")
        button.setToolTip(tip)
        if act is not None:
            button.clicked.connect(act)
        return button

    # what is shown

    def show_charts(self, one: Chart | None, task: Sequence[Chart]) -> None:
        """The chart of the current indicator (None: no numbers) and those of its task."""
        charts = (one, tuple(task))
        if charts == self._charts and self._module is not None:
            return
        self._charts = charts
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours: what is drawn is drawn again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._module is not None:
            QTimer.singleShot(0, self, self._draw)

    def _draw(self) -> None:
        if self._module is None:
            self._prepare()
            return
        one, task = self._charts
        self._timer.stop()
        several = self.choice.currentText() == ALL
        there = bool(task) if several else one is not None
        self.legend.setText(self._module.legend_html())
        self.legend.setVisible(there)
        for button in (self.copy, self.save):
            button.setEnabled(one is not None and not several)
        if not there:
            self._say(_NOTHING)
        elif several:
            self._draw_many(task)
        elif one is not None:
            self._draw_one(one)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.stack.setCurrentWidget(self.message)

    def _draw_one(self, chart: Chart) -> None:
        assert self._module is not None
        if self.plot is None:
            self.plot = self._module.IndicatorChart()
            self.stack.addWidget(self.plot)
        self.plot.show_chart(chart)
        self.stack.setCurrentWidget(self.plot)

    def _draw_many(self, charts: Sequence[Chart]) -> None:
        """One below the other, one at a time: many would hold the window up."""
        if self._many is not None:
            self.stack.removeWidget(self._many)
            self._many.deleteLater()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 6, 0)
        self._many = QScrollArea()
        self._many.setFrameShape(QFrame.Shape.NoFrame)
        self._many.setWidgetResizable(True)
        self._many.setWidget(holder)
        for ground in (holder, self._many.viewport()):
            ground.setAutoFillBackground(False)  # the card's own shows through
        self.stack.addWidget(self._many)
        self.stack.setCurrentWidget(self._many)
        self._queue = list(charts)
        self._timer.start()

    def _next(self) -> None:
        if not self._queue or self._many is None or self._module is None:
            self._timer.stop()
            return
        chart = self._queue.pop(0)
        holder = self._many.widget()
        layout = holder.layout() if holder is not None else None
        assert layout is not None
        title = QLabel(f"{chart.title}, {chart.unit}" if chart.unit else chart.title)
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        plot = self._module.IndicatorChart()
        plot.setFixedHeight(_SMALL)
        plot.show_chart(chart)
        layout.addWidget(title)
        layout.addWidget(plot)

    # what draws

    def _prepare(self) -> None:
        """Import what draws, in a thread: it takes as long as a third of a second."""
        self._say(_WAIT)
        self.legend.hide()
        if self._warm_up is None:
            self._warm_up = WarmUp((MODULE,), self)
            self._warm_up.ready.connect(self._ready)
            QTimer.singleShot(_AFTER_PAINT, self._warm_up, self._warm_up.start)

    def _ready(self) -> None:
        self._module = sys.modules.get(MODULE)
        if self._module is None:
            self._say(_MISSING)
            return
        self._draw()

    # out of the window

    def _copy(self) -> None:
        one = self._charts[0]
        if one is not None and self._module is not None:
            QGuiApplication.clipboard().setImage(self._module.image_of(one))

    def _save(self, kind: FileKind) -> None:
        one = self._charts[0]
        if one is None or self._module is None:
            return
        window = self.window()
        dialogs = FileDialogs(window, self._settings, Messages(window), documents_folder())
        path = dialogs.save("Сохранить график", kind, file_name(one.title, "График"))
        if path is not None:
            self._attempt(lambda: self.write(one, path))

    def write(self, chart: Chart, path: Path) -> None:
        """Write a chart as a picture: lines for .svg, points otherwise; UserError when it cannot be written."""
        assert self._module is not None
        with write_aside(path) as aside:
            if path.suffix.casefold() == SVG.suffix:
                self._module.save_svg(chart, aside)
            elif not self._module.image_of(chart).save(str(aside), "PNG"):
                raise UserError(f"График не записан в «{path.name}»: проверьте место на диске и права на папку.")
