"""A rich editor that is as high as its text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..richtext.build import Pictures, Results, no_results
from .rich_edit import RichEdit

_LEAST = 40


class GrowEdit(RichEdit):
    """Grows and shrinks with what is typed; the page around it scrolls."""

    grown = Signal()
    """It has another height."""

    def __init__(
        self, name: str, pictures: Pictures, parent: QWidget | None = None, results: Results = no_results
    ) -> None:
        super().__init__(name, pictures, parent, results)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def _height(self) -> int:
        frame = self.height() - self.viewport().height() if self.isVisible() else 4
        return max(int(self.document().size().height()) + frame, _LEAST)

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Not less than the text."""
        return QSize(120, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        if event.size().height() != event.oldSize().height():
            self.grown.emit()
