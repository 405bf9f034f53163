"""Pages one under another on the screen: scrolled, zoomed, only the visible ones painted."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from shnor_desktop.ui.paper.draw import Kit, draw_page
from shnor_desktop.ui.paper.pages import TWIPS_PER_INCH, Pages

ZOOMS = (50, 75, 100, 125, 150, 200)
LEAST_FIT = 25
"""A narrow view makes pages as small as this at most."""

GAP = 14
"""Pixels around and between pages."""

_DESK = QColor("#8c9196")
_EDGE = QColor("#5f6468")


class PageView(QAbstractScrollArea):
    """Shows laid-out pages."""

    fits_each = False
    """Whether fitting to the width is done page by page: upright ones come larger than those that lie."""

    current_changed = Signal(int)  # index of the page in the middle of the view
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = Pages(())
        self._kit = Kit(self._pages)
        self._tops: list[float] = []
        self._size = (0.0, 0.0)
        self._zoom = 100
        self._fits = True
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Страницы документа")
        self.verticalScrollBar().valueChanged.connect(self._tell_current)

    @property
    def pages(self) -> Pages:
        """What is shown."""
        return self._pages

    @property
    def zoom(self) -> int | None:
        """Per cent, or None while the width of the window decides."""
        return None if self._fits else self._zoom

    @property
    def current(self) -> int:
        """Index of the page in the middle of the view."""
        return self._current

    def show_pages(self, pages: Pages) -> None:
        """Show other pages, from their beginning."""
        self._pages, self._kit = pages, Kit(pages)
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._tell_current()

    def set_zoom(self, zoom: int | None) -> None:
        """Zoom to so many per cent; None fits the pages to the width of the window."""
        bar = self.verticalScrollBar()
        place = (bar.value() + bar.pageStep() / 2) / max(self._size[1], 1.0)
        self._fits = zoom is None
        if zoom is not None:
            self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._arrange()
        bar.setValue(round(place * self._size[1] - bar.pageStep() / 2))
        self.zoom_changed.emit()

    def zoom_in(self) -> None:
        """The next larger zoom."""
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self._percent() + 0.5), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next smaller zoom."""
        self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._percent() - 0.5), ZOOMS[0]))

    def go_to(self, index: int) -> None:
        """Show the top of a page."""
        if self._tops:
            index = min(max(index, 0), len(self._tops) - 1)
            self.verticalScrollBar().setValue(round(self._tops[index] - GAP))

    def visible_pages(self) -> range:
        """Indexes of the pages that can be seen, at least in part."""
        top = self.verticalScrollBar().value()
        first = max(bisect_right(self._tops, top) - 1, 0)
        if self._tops and self._tops[first] + self._pages.pages[first].size[1] * self._scale(first) <= top + 1:
            first += 1  # only the gap under it is left
        return range(first, bisect_right(self._tops, top + self.viewport().height()))

    def page_rect(self, index: int) -> QRectF:
        """Where a page stands in the viewport."""
        width, height = (side * self._scale(index) for side in self._pages.pages[index].size)
        room = max(self._size[0], self.viewport().width())
        left = (room - width) / 2 - self.horizontalScrollBar().value()
        return QRectF(round(left), round(self._tops[index] - self.verticalScrollBar().value()), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part of the pages that was asked for."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), _DESK)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self.visible_pages():
            page = self.page_rect(index)
            exposed = page.intersected(QRectF(event.rect()))
            if not exposed.isEmpty():
                self._paint_page(painter, index, page, exposed)
        painter.end()

    def _paint_page(self, painter: QPainter, index: int, rect: QRectF, exposed: QRectF) -> None:
        painter.setPen(_EDGE)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        scale = self._scale(index)
        painter.save()
        painter.setClipRect(exposed)
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        shown = exposed.translated(-rect.topLeft())
        visible = QRectF(shown.x() / scale, shown.y() / scale, shown.width() / scale, shown.height() / scale)
        draw_page(painter, self._pages.pages[index], self._kit, visible)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the zoom to the width, and the page that is read."""
        current = self._current
        self._arrange()
        if self._fits:
            self.go_to(current)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the ends of the document; the other keys scroll as everywhere."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms while Ctrl is held."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.zoom_in()
        elif event.angleDelta().y() < 0:
            self.zoom_out()

    def _percent(self) -> float:
        if not self._fits:
            return self._zoom
        return self._fitting(self._current)

    def _fitting(self, index: int) -> float:
        """The zoom at which a page is as wide as the view, or the widest of all."""
        if self.fits_each and index < len(self._pages.pages):
            width = self._pages.pages[index].size[0]
        else:
            width = max((page.size[0] for page in self._pages.pages), default=1.0)
        room = max(self.viewport().width() - 2 * GAP, 50)
        percent = room / (width / TWIPS_PER_INCH * self.logicalDpiX()) * 100
        return min(max(percent, LEAST_FIT), ZOOMS[-1])

    def _scale(self, index: int) -> float:
        """Pixels of a twip on a page."""
        percent = self._fitting(index) if self._fits else self._zoom
        return percent / 100 * self.logicalDpiX() / TWIPS_PER_INCH

    def _arrange(self) -> None:
        """Place the pages and tell the scroll bars how far they reach."""
        self._tops, y, widest = [], float(GAP), 0.0
        for index, page in enumerate(self._pages.pages):
            scale = self._scale(index)
            self._tops.append(y)
            y += page.size[1] * scale + GAP
            widest = max(widest, page.size[0] * scale)
        self._size = (widest + 2 * GAP, y)
        for bar, size, room in (
            (self.horizontalScrollBar(), self._size[0], self.viewport().width()),
            (self.verticalScrollBar(), self._size[1], self.viewport().height()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(40)
            bar.setRange(0, max(round(size) - room, 0))
        self.viewport().update()

    def _tell_current(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        current = max(bisect_right(self._tops, middle) - 1, 0)
        if current != self._current:
            self._current = current
            self.current_changed.emit(current)
