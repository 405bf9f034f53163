"""Where a file is worked on: the outline at the left, the page with its notice, a panel beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from .navigation import Navigation
from .notice_bar import NoticeBar
from .page_area import PageArea

_WIDTHS = (290, 990)


class Workplace(QSplitter):
    """Built when the first window stands on the screen: until a file is open nobody sees it."""

    def __init__(self, section_menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.navigation = Navigation(section_menu)
        self.notice = NoticeBar()
        self.notice.hide()
        self.page_area = PageArea()
        right, middle = QWidget(), QWidget()
        self._beside = QHBoxLayout(right)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._beside.addWidget(middle, 1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.page_area, 1)
        self.addWidget(self.navigation)
        self.addWidget(right)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        self.setSizes(list(_WIDTHS))

    def put_beside(self, panel: QWidget) -> None:
        """Keep a panel at the right of the page; it shows and hides itself, and takes the place of another one."""
        self._beside.addWidget(panel)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """There is room for one panel beside the page."""
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            for place in range(1, self._beside.count()):
                item = self._beside.itemAt(place)
                panel = item.widget() if item is not None else None
                if panel is not None and panel is not watched:
                    panel.hide()
        return super().eventFilter(watched, event)
