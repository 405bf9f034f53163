"""A table header whose labels wrap and that is as high as its highest label."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

_SIDES = 10
_ABOVE_AND_BELOW = 16
_MOST_HEIGHTS = 1_000
_UP, _DOWN = QStyleOptionHeader.SortIndicator.SortUp, QStyleOptionHeader.SortIndicator.SortDown
_TURNED = {_UP: _DOWN, _DOWN: _UP}


class WrapHeader(QHeaderView):
    """Labels centred and wrapped at words."""

    chosen = Signal(int)
    """A heading was clicked, and not the edge by which a column is made wider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(int(Qt.TextFlag.TextWordWrap)))
        self.setSectionsClickable(False)  # Qt would sort at the first click
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self._heights: dict[tuple[str, int, str], int] = {}

    def _metrics(self) -> QFontMetrics:
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font)

    def setSelectionModel(self, model: QItemSelectionModel) -> None:
        """Selected cells light up no heading: to find out which would ask every cell of the table."""
        super().setSelectionModel(QItemSelectionModel(model.model(), self))

    def label(self, section: int) -> str:
        """The label of a column; «%» stays with what is counted."""
        text = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        return str(text or "").replace("% ", "%\u00a0")

    def least_width(self, section: int) -> int:
        """The width at which no word of the label is broken."""
        metrics = self._metrics()
        words = self.label(section).replace("\n", " ").split(" ")
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + _SIDES + 6

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """The arrow points up where the smallest stands on top, as it does in spreadsheets."""
        super().initStyleOptionForIndex(option, section)
        option.text = self.label(section)
        option.sortIndicator = _TURNED.get(option.sortIndicator, option.sortIndicator)

    def paint_label(self, painter: QPainter, spot: QRect, section: int) -> None:
        """Paint a heading elsewhere."""
        self.paintSection(painter, spot, section)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a column, as it does in spreadsheets."""
        super().mousePressEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        at_edge = self.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
        if event.button() == Qt.MouseButton.LeftButton and section >= 0 and not at_edge:
            self.chosen.emit(section)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """What a column is fitted to when it has no texts; the header is as high as its highest section."""
        return QSize(self.least_width(section), self._height(section) + _ABOVE_AND_BELOW)

    def _height(self, section: int) -> int:
        """Of a wrapped label; Qt asks dozens of times while a page opens, and laying out takes its time."""
        key = (self.label(section), max(self.sectionSize(section) - _SIDES, 20), self.font().key())
        if key not in self._heights:
            if len(self._heights) > _MOST_HEIGHTS:
                self._heights.clear()  # every width that a column had while its edge was dragged
            room = QRect(0, 0, key[1], 10_000)
            self._heights[key] = self._metrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), key[0]).height()
        return self._heights[key]
