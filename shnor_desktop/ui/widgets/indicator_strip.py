"""The strip of an indicator: baseline → checkpoints → target, what is planned above, what was achieved below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...models.indicators import Indicator, IndicatorValue
from ...services.editing import indicator_values as editing
from ...services.indicator_course import Course, Point, Verdict, has_data
from ...services.indicator_measure import fold, number_text
from ..pages.base import PageContext
from .checkpoints import LINE, Checkpoints
from .strip_cells import Key, StripCells, heading, menu_button, one_line, say, shortened

PutField = Callable[[Indicator, str, str], bool]

SIGNS: dict[Verdict, tuple[str, str]] = {
    Verdict.REACHED: ("✓ достигнуто", "good"),
    Verdict.ON_TRACK: ("→ по плану", "good"),
    Verdict.BEHIND: ("! отстаёт", "error"),
    Verdict.UNKNOWN: ("? нет данных", "warning"),
}
"""A verdict in a sign, a word and a look: the colour never stands alone."""

WAITING = ("… впереди", "hint")
"""A checkpoint whose day has not come."""

_NAMES, _PLAN, _FACT, _SIGN = range(4)
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_SIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_OWN = (("baseline", "Исходное значение"), ("target", "Целевое значение"), ("achieved", "Достигнуто"))


def sign_of(point: Point) -> tuple[str, str]:
    """The sign, word and look of a checkpoint."""
    if point.verdict is Verdict.REACHED:
        return "✓ выполнено", "good"
    if point.verdict is Verdict.UNKNOWN and not point.due:
        return WAITING
    return SIGNS[point.verdict]


class IndicatorStrip(QWidget):
    """Shows and writes what one indicator was, shall be and has become."""

    line_toggled = Signal(bool)
    """The person wants checkpoints without a plan of their own held against the straight line, or not."""

    def __init__(self, context: PageContext, section_id: int, put: PutField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._put = context, put
        self._points = Checkpoints(context, section_id, self, self.commit, self._added)
        self._row: Indicator | None = None
        self._values: tuple[IndicatorValue, ...] = ()
        self._built: tuple[object, ...] = ()
        self._signs: dict[int, QLabel] = {}
        self.interpolate = True
        self.verdict = QLabel()
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setWordWrap(True)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.split = self._offer(self._split)
        self.take = self._offer(self._take)
        self.chart = QToolButton()
        self.chart.setText("График")
        self.chart.setToolTip("Показать или убрать график показателя")
        self.chart.setCheckable(True)
        self.chart.setAutoRaise(True)
        self.chart.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.chart.setArrowType(Qt.ArrowType.RightArrow)
        self.chart.toggled.connect(self._turn_arrow)
        self._top = QHBoxLayout()
        self._top.setSpacing(6)
        for widget in (self.verdict, self.split, self.take, self.chart):
            self._top.addWidget(widget)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._top)
        column.addWidget(self._area)
        self.cells: StripCells | None = None

    def _offer(self, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "link")
        button.clicked.connect(act)
        button.hide()
        return button

    def _turn_arrow(self, is_open: bool) -> None:
        self.chart.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)

    # showing

    def show_indicator(self, row: Indicator | None, values: Sequence[IndicatorValue], course: Course | None) -> None:
        """Show an indicator; the same one as before keeps what is being typed and where the cursor is."""
        anew = row is None or self._row is None or row.id != self._row.id
        if anew:
            self.commit()
        self._row, self._values = row, tuple(values)
        self.setVisible(row is not None and course is not None)
        if row is None or course is None:
            return
        built = (row.id, self.interpolate, *((value.id, value.checkpoint) for value in values))
        if built != self._built:
            self._build(row)
            self._built = built
        self._fill(row, course, anew=anew)

    def _fill(self, row: Indicator, course: Course, *, anew: bool) -> None:
        assert self.cells is not None
        texts: dict[Key, str] = {(field, 0): getattr(row, field) for field, _ in _OWN}
        for value in self._values:
            texts["target", value.id], texts["achieved", value.id] = value.target, value.achieved
        for key, text in texts.items():
            self.cells.cells[key].binding.display(text, anew=anew)
        for value, point in zip(self._values, course.points, strict=True):
            computed = not value.target.strip() and point.planned is not None
            hint = f"≈ {number_text(point.planned or 0.0, row.unit)}" if computed else ""
            self.cells.cells["target", value.id].setPlaceholderText(hint)
            say(self._signs[value.id], *sign_of(point))
        waits = course.verdict is Verdict.UNKNOWN and course.points and not any(point.due for point in course.points)
        sign, look = WAITING if waits else SIGNS[course.verdict]
        say(self._signs[0], sign, look)
        say(self.verdict, f"{sign[0]} {course.reason}", look)
        self.verdict.setAccessibleName(course.reason)
        self._fill_offers(row)

    def _fill_offers(self, row: Indicator) -> None:
        found = editing.split_of(row)
        self.split.setVisible(found is not None)
        if found is not None:
            parts = [text for text in (found.comparison, found.target, found.unit) if text]
            self.split.setText(f"Отделить «{shortened(found.comparison)}»")
            self.split.setToolTip("Записать отдельно: " + " · ".join(f"«{part}»" for part in parts))
            self.split.setAccessibleName(self.split.toolTip())
        last = self._last()
        fresh = last is not None and fold(last.achieved) != fold(row.achieved)
        self.take.setVisible(fresh)
        if last is not None and fresh:
            self.take.setText(f"Достигнуто: взять {shortened(one_line(last.achieved))}")
            self.take.setToolTip(f"Перенести значение точки «{last.checkpoint}» в «Достигнуто», которое печатается")

    def _last(self) -> IndicatorValue | None:
        return next((value for value in reversed(self._values) if has_data(value.achieved)), None)

    # building

    def _build(self, row: Indicator) -> None:
        """Lay the strip anew: another indicator, or its checkpoints are others."""
        self.commit()
        held = self.cells.current() if self.cells is not None else None
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(3)
        self.cells = StripCells(grid, holder)
        self._signs = {}
        last = len(self._values) + 2
        for line, text in ((_PLAN, "План"), (_FACT, "Факт")):
            grid.addWidget(heading(text, holder), line, 0, _SIDE)
        grid.addWidget(heading("Исходное", holder), _NAMES, 1, _MIDDLE)
        buttons = [self._header(value, holder) for value in self._values]
        for column, button in enumerate(buttons, 2):
            grid.addWidget(button, _NAMES, column, _MIDDLE)
        grid.addWidget(heading("Цель", holder, "heading"), _NAMES, last, _MIDDLE)
        self._cells(row, last)
        for column, id_ in enumerate([*(value.id for value in self._values), 0], 2):
            self._signs[id_] = heading("", holder)
            grid.addWidget(self._signs[id_], _SIGN, column, _MIDDLE)
        more = self._more(row, holder)
        grid.addWidget(more, _NAMES, last + 1)
        grid.setColumnStretch(last + 2, 1)
        self._order([*self.cells.cells.values(), *buttons, more])
        self._show(holder)
        if held is not None:
            self.cells.go_to(held)

    def _cells(self, row: Indicator, last: int) -> None:
        """The cells in the order of Tab: baseline, what is planned, what was achieved."""
        assert self.cells is not None
        own = dict(_OWN)
        self.cells.add(("baseline", 0), own["baseline"], partial(self._put, row, "baseline"), _FACT, 1)
        for line, field in ((_PLAN, "target"), (_FACT, "achieved")):
            for column, value in enumerate(self._values, 2):
                name = f"{value.checkpoint}: {editing.LABELS[field]}"
                self.cells.add((field, value.id), name, partial(self._points.put, value.id, field), line, column)
            self.cells.add((field, 0), own[field], partial(self._put, row, field), line, last)

    @staticmethod
    def _order(widgets: Sequence[QWidget]) -> None:
        for before, after in zip(widgets, widgets[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _show(self, holder: QWidget) -> None:
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()  # not at once: a menu of it may be what asked
        self._area.setWidget(holder)
        holder.setAutoFillBackground(False)
        self._fit()

    def _fit(self) -> None:
        holder = self._area.widget()
        if holder is None:
            return
        wide = holder.minimumSizeHint().width() > self._area.width()
        bar = self._area.horizontalScrollBar().sizeHint().height() if wide else 0
        self._area.setFixedHeight(holder.sizeHint().height() + bar)

    def event(self, event: QEvent) -> bool:
        """A strip that is too wide makes room for its scroll bar."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.LayoutRequest):
            self._fit()
        return done

    def _header(self, value: IndicatorValue, holder: QWidget) -> QToolButton:
        name = value.checkpoint or "Без названия"
        return menu_button(name, "переименовать, передвинуть, удалить", self._points.of(value), holder)

    def _more(self, row: Indicator, holder: QWidget) -> QToolButton:
        line = "Не считать план по прямой" if self.interpolate else "Считать план по прямой, где он не введён"
        entries = [*self._points.proposed(row.id), LINE, (line, self._toggle_line)]
        return menu_button("+ Точка", "", entries, holder)

    # writing

    def commit(self) -> None:
        """Write what is typed and not written yet."""
        if self.cells is not None:
            self.cells.commit()

    def go_to(self, field: str) -> bool:
        """Put the cursor into a field of the indicator itself; False when the strip has none of that name."""
        return self._row is not None and self.cells is not None and self.cells.go_to((field, 0))

    def go_to_value(self, id_: int, field: str) -> bool:
        """Put the cursor into a value of a checkpoint: what is planned unless `field` says «achieved»."""
        return self.cells is not None and self.cells.go_to((field or "target", id_))

    def _added(self, value: IndicatorValue) -> None:
        self.go_to_value(value.id, "target")

    def _toggle_line(self) -> None:
        self.line_toggled.emit(not self.interpolate)

    def _split(self) -> None:
        self.commit()
        row = self._context.file.get(Indicator, self._row.id) if self._row is not None else None
        if row is not None:
            self._context.attempt(lambda: editing.split_fields(self._context.file, row))

    def _take(self) -> None:
        self.commit()
        last = self._last()
        if self._row is not None and last is not None:
            self._put(self._row, "achieved", last.achieved.strip())
