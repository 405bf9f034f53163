"""Rows moved with the mouse: taken at their number or at the table's left edge, dropped where the line shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

from ...services.editing.moving import Carry
from ..itemmodels.rows import Line
from .rows_view import RowsView

_EDGE = 14
"""Pixels at the left edge by which a row can be taken where it has no number."""

_NEAR = 24
"""Pixels from the top or bottom at which the table begins to scroll."""

_SCROLL_MS = 60
_THICK = 3


class Moves(Protocol):
    """What is asked of the page."""

    def refuses_moves(self) -> bool:
        """Whether rows cannot be moved now; says why."""
        ...

    def drop(self, lines: Sequence[Line], before: Line | None) -> None:
        """Move lines before another one, or to the end."""
        ...


class RowDrag(QObject):
    """Watches the mouse over a table. Esc gives up."""

    def __init__(self, view: RowsView, moves: Moves) -> None:
        super().__init__(view)
        self._view = view
        self._moves = moves
        self._start: QPoint | None = None
        self._held = False
        self._lines: list[Line] = []
        self._carry: Carry | None = None
        self._target: int | None = None
        self._mark = QFrame(view.viewport())
        self._mark.setAutoFillBackground(True)
        self._mark.setStyleSheet("background: palette(highlight); border: none")
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(_SCROLL_MS)
        self._timer.timeout.connect(self._scroll)
        self._handlers: dict[QEvent.Type, Callable[[QMouseEvent], bool]] = {
            QEvent.Type.MouseButtonPress: self._pressed,
            QEvent.Type.MouseMove: self._moved,
            QEvent.Type.MouseButtonRelease: self._released,
        }
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    @property
    def active(self) -> bool:
        """Whether rows are being dragged."""
        return self._carry is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse over the table; Esc while rows are held."""
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            handler = self._handlers.get(event.type())
            return handler(event) if handler else False
        if self.active and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._end()
            event.accept()
            return True
        return False

    def _is_handle(self, spot: QPoint) -> bool:
        index = self._view.indexAt(spot)
        if not index.isValid():
            return False
        if self._view.rows.columns[index.column()].field == "number":
            return True
        return index.column() == 0 and spot.x() < _EDGE

    def _pressed(self, event: QMouseEvent) -> bool:
        self._start, self._held = None, False
        spot = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() != Qt.MouseButton.LeftButton or not plain or not self._is_handle(spot):
            return False
        self._start = spot
        line = self._view.rows.lines[self._view.rowAt(spot.y())]
        chosen = self._view.selected_lines()
        self._held = len(chosen) > 1 and any(line is other for other in chosen)
        if self._held:
            self._view.commit_editor()
        return self._held

    def _moved(self, event: QMouseEvent) -> bool:
        spot = event.position().toPoint()
        if self._start is None or not event.buttons() & Qt.MouseButton.LeftButton:
            hand = Qt.CursorShape.OpenHandCursor if self._is_handle(spot) else Qt.CursorShape.ArrowCursor
            if not event.buttons():
                self._view.viewport().setCursor(hand)
            return False
        if not self.active and (spot - self._start).manhattanLength() >= QApplication.startDragDistance():
            self._begin(self._start)
        if self.active:
            self._aim(spot)
        return True

    def _begin(self, spot: QPoint) -> None:
        if self._moves.refuses_moves():
            self._end()
            return
        self._view.commit_editor()
        line = self._view.rows.lines[self._view.rowAt(spot.y())]
        self._lines = self._view.selected_lines() if self._held else [line]
        self._carry = self._view.rows.carry(self._lines)
        self._timer.start()

    def _aim(self, spot: QPoint) -> None:
        """Show where the rows would go."""
        assert self._carry is not None
        view = self._view
        row = view.rowAt(max(spot.y(), 0))
        if row < 0:
            gap = view.rows.rowCount()
        else:
            gap = row + (spot.y() > view.rowViewportPosition(row) + view.rowHeight(row) // 2)
        self._target = self._carry.landing(gap)
        view.viewport().setCursor(
            Qt.CursorShape.ForbiddenCursor if self._target is None else Qt.CursorShape.ClosedHandCursor
        )
        self._mark.setVisible(self._target is not None)
        if self._target is not None:
            self._mark.setGeometry(0, self._line_at(self._carry.gap(self._target)), view.viewport().width(), _THICK)
            self._mark.raise_()

    def _line_at(self, gap: int) -> int:
        view = self._view
        if gap < view.rows.rowCount():
            return view.rowViewportPosition(gap) - _THICK // 2 - 1
        last = view.rows.rowCount() - 1
        return view.rowViewportPosition(last) + view.rowHeight(last) - _THICK

    def _scroll(self) -> None:
        """Near the edge the table moves under the rows that are held."""
        view = self._view
        spot = view.viewport().mapFromGlobal(view.cursor().pos())
        step = -1 if spot.y() < _NEAR else 1 if spot.y() > view.viewport().height() - _NEAR else 0
        if step:
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + step)
            self._aim(spot)

    def _released(self, event: QMouseEvent) -> bool:
        carry, target, lines = self._carry, self._target, self._lines
        held, start = self._held, self._start
        self._end()
        if carry is not None:
            if target is not None and not carry.leads_nowhere(target):
                gap = carry.gap(target)
                whole = self._view.rows.whole
                self._moves.drop(lines, whole[gap] if gap < len(whole) else None)
            return True
        if held and start is not None:  # several rows were selected and none was dragged: this one alone now
            self._view.select_area(*self._row_area(start))
            return True
        return False

    def _row_area(self, spot: QPoint) -> tuple[int, int, int, int]:
        row = self._view.rowAt(spot.y())
        return row, 0, row, self._view.rows.columnCount() - 1

    def _end(self) -> None:
        self._start, self._held, self._lines, self._carry, self._target = None, False, [], None, None
        self._timer.stop()
        self._mark.hide()
        self._view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
