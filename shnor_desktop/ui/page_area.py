"""The place for a page: as large as there is room, and with a scroll bar where a low screen has less than it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_LEAST_HEIGHT = 120


class PageArea(QScrollArea):
    """Gives its page all the room, but never less height than its parts can stand in without covering each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageArea")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_page(self, page: QWidget | None) -> None:
        """Show this page; the one before is let go, not destroyed."""
        before = self.takeWidget()
        if before is not None:
            before.removeEventFilter(self)
        if page is not None:
            self.setWidget(page)
            page.installEventFilter(self)
            self._fit()
            page.show()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As wide as the page needs: it has no scroll bar for that."""
        page = self.widget()
        return QSize(page.minimumSizeHint().width() if page is not None else 0, _LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page needs another height when something on it was unfolded."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page = self.widget()
        if page is None:
            return
        layout = page.layout()
        if layout is not None:
            layout.activate()  # asked for its size first, it would count as arranged and stay as it was
        room = self.maximumViewportSize()
        needed = _least_height(page, room.width())
        width = room.width()
        if needed > room.height():
            width -= self.verticalScrollBar().sizeHint().width()
            needed = _least_height(page, width)
        page.resize(width, max(needed, room.height()))


def _least_height(page: QWidget, width: int) -> int:
    layout = page.layout()
    if layout is None:
        return page.minimumSizeHint().height()
    if layout.hasHeightForWidth():
        return layout.minimumHeightForWidth(width)
    return layout.minimumSize().height()
