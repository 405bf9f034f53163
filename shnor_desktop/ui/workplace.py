"""Where a file is worked on: the outline at the left, the page with its notice, a panel beside it or at the edge."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
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
        self._panels: list[QWidget] = []
        self._edge: QWidget | None = None
        self._edge_width = 0
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
        self._watch(panel)

    def put_at_edge(self, panel: QWidget, width: int) -> None:
        """Keep a panel whose width the person sets at the right edge; else it is as those beside the page."""
        self.addWidget(panel)
        self._edge, self._edge_width = panel, width
        self._watch(panel)

    def kept_state(self) -> QByteArray:
        """The widths of outline and page for the next time; a panel at the edge is put away."""
        if self._edge is not None:
            self._edge.hide()
        return self.saveState()

    def _watch(self, panel: QWidget) -> None:
        self._panels.append(panel)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """There is room for one panel; the one at the edge comes as wide as it was."""
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            for panel in self._panels:
                if panel is not watched:
                    panel.hide()
            if watched is self._edge and self._edge_width:
                outline = self.sizes()[0]
                rest = self.width() - 2 * self.handleWidth() - outline
                self.setSizes([outline, rest - self._edge_width, self._edge_width])
        elif event.type() == QEvent.Type.Resize and watched is self._edge and self._edge.isVisible():
            self._edge_width = self._edge.width()
        return super().eventFilter(watched, event)
