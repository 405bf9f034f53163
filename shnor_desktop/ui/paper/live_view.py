"""Pages that are followed while they change: the place is kept, values can be clicked, one of them is marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from shnor_desktop.services.documents.sources import parse_source
from shnor_desktop.ui.paper.page_view import PageView
from shnor_desktop.ui.paper.pages import Area, Page, Pages

_MARK = QColor(255, 236, 178)
_MARK_EDGE = QColor(214, 140, 0)
_HOVER = QColor(226, 236, 248)
_EDGE_WIDTH = 3
_ABOVE = 0.3
"""How far down the window a place stands that was scrolled to."""

_MOVED = 4
"""Pixels that the mouse may move in a click."""


class LiveView(PageView):
    """A `PageView` whose pages may be replaced without losing the place."""

    fits_each = True

    chosen = Signal(str)
    """The source of a value was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked = ""
        self._hovered = ""
        self._pressed: QPointF | None = None
        self.viewport().setMouseTracking(True)

    @property
    def marked(self) -> str:
        """The source that is marked."""
        return self._marked

    def replace_pages(self, pages: Pages) -> None:
        """Show the same paper after an edit: what was read stays where it is."""
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        self.show_pages(pages)
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(across)

    def mark(self, source: str) -> None:
        """Mark a value softly; an empty source marks none."""
        if source != self._marked:
            self._marked = source
            self.viewport().update()

    def place_of(self, source: str) -> tuple[int, Area] | None:
        """The page and the place where a source first shows."""
        for index, page in enumerate(self.pages.pages):
            for spot in page.spots:
                if spot.source == source:
                    return index, spot.area
        return None

    def find_within(self, start: str) -> str:
        """The first source on paper that begins so; empty when there is none."""
        found = (spot.source for page in self.pages.pages for spot in page.spots if spot.source.startswith(start))
        return next(found, "")

    def reveal(self, source: str, *, to_top: bool = False) -> bool:
        """Scroll to a source unless it can be seen; False when it is not on these pages."""
        found = self.place_of(source)
        if found is None:
            return False
        index, area = found
        place = self._on_screen(index, area)
        height = self.viewport().height()
        if to_top or place.top() < 0 or place.bottom() > height:
            bar = self.verticalScrollBar()
            target = 0.05 if to_top or place.height() > height * (1 - _ABOVE) else _ABOVE
            bar.setValue(round(bar.value() + place.top() - height * target))
        left, right, width = place.left(), place.right(), self.viewport().width()
        if left < 0 or (right > width and right - left < width):
            across = self.horizontalScrollBar()
            across.setValue(round(across.value() + (left if left < 0 else right - width)))
        return True

    def source_at(self, point: QPointF) -> str:
        """The source of the innermost value at a point of the view."""
        for index in self.visible_pages():
            rect = self.page_rect(index)
            if rect.contains(point):
                scale = rect.width() / self.pages.pages[index].size[0]
                place = (point - rect.topLeft()) / scale
                return _source_on(self.pages.pages[index], place)
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        self._hover(self.source_at(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        self._hover("")
        super().leaveEvent(event)

    def _hover(self, source: str) -> None:
        """Know what is under the mouse, and show it."""
        if source != self._hovered:
            self._hovered = source
            known = parse_source(source)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if known else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The beginning of a click."""
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for the value's place."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and (event.position() - pressed).manhattanLength() <= _MOVED:
            source = self.source_at(event.position())
            if source:
                self.chosen.emit(source)
        super().mouseReleaseEvent(event)

    def _on_screen(self, index: int, area: Area) -> QRectF:
        rect = self.page_rect(index)
        scale = rect.width() / self.pages.pages[index].size[0]
        left, top = rect.left() + area.left * scale, rect.top() + area.top * scale
        return QRectF(left, top, area.width * scale, area.height * scale)

    def _paint_page(self, painter: QPainter, index: int, rect: QRectF, exposed: QRectF) -> None:
        super()._paint_page(painter, index, rect, exposed)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)  # letters stay black
        for spot in self.pages.pages[index].spots:
            if spot.source == self._hovered and spot.source != self._marked:
                painter.fillRect(self._on_screen(index, spot.area), _HOVER)
            elif spot.source == self._marked and self._marked:
                place = self._on_screen(index, spot.area)
                painter.fillRect(place, _MARK)
                painter.fillRect(QRectF(place.left(), place.top(), _EDGE_WIDTH, place.height()), _MARK_EDGE)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _source_on(page: Page, place: QPointF) -> str:
    """The last spot drawn there is the innermost one."""
    for area, source in reversed(page.spots):
        if area.left <= place.x() <= area.right and area.top <= place.y() <= area.bottom:
            return source
    return ""
