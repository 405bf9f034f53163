"""A part of a page as high as it needs to be; where the window is low or letters are large it scrolls instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

LEAST = 110
"""Height below which nothing can be worked with."""


class Shrinking(QScrollArea):
    """Shows one widget; as high as that wants to be where there is room."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(content)
        for ground in (content, self.viewport()):
            ground.setAutoFillBackground(False)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """What the content wants."""
        content = self.widget()
        return content.sizeHint() if content is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The content's width; its height up to a least one, and room for the scroll bar."""
        content = self.widget()
        if content is None:
            return super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(content.minimumSizeHint().width() + bar, min(content.minimumSizeHint().height(), LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content wants another height: the page is laid out anew."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return bool(super().eventFilter(watched, event))


class SideBySide(QWidget):
    """Its parts stand beside each other where there is width for all of them, below each other otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(10)

    def _widths(self) -> list[int]:
        items = (self.row.itemAt(n) for n in range(self.row.count()))
        return [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest part."""
        return QSize(max(self._widths(), default=0), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Another width, or another part has come: lay them as they fit."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            widths = self._widths()
            fits = sum(widths) + self.row.spacing() * (len(widths) - 1) <= self.width()
            way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
            if way != self.row.direction():
                self.row.setDirection(way)
        return super().event(event)
