"""The studio in which the pictures of the guide are taken: the part that matters, numbered frames, few colours."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from stage import ROOT, Stage

sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

WINDOW = (1100, 680)
MOST_BYTES = 150_000
_MARK = "#d9480f"
_COLOURS = 256

Shot = Callable[["Studio"], "tuple[QWidget, QRect, list[QRect]]"]


class Studio:
    """Takes pictures of widgets: the part that matters, with numbered frames, in few colours."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.window = stage.program.window
        self.after: Callable[[], object] | None = None  # what a shot wants put back in order
        self.over: list[QWidget] = []  # windows of their own that stand before the picture: menus, pickers
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def desk(self) -> Any:
        """The open file."""
        return self.stage.program.commands.desk

    def go(self, key: str) -> Any:
        """Show the section of this key; its page."""
        self.desk.go_to(self.section(key))
        self.stage.settle()
        return self.desk.page

    def section(self, key: str) -> int:
        """The id of a section of the form."""
        return next(id_ for id_, entry in self.desk._entries.items() if entry.section.key == key)

    def shoot(self, name: str, shot: Shot) -> None:
        """Take and keep one picture."""
        widget, part, marks = shot(self)
        self.stage.settle()
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        part = part.intersected(image.rect())
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for popup in self.over:
            painter.drawPixmap(popup.pos() - widget.mapToGlobal(QPoint(0, 0)), popup.grab())
        self.over.clear()
        for number, place in enumerate(marks, 1):
            _draw_mark(painter, place, str(number))
        painter.end()
        path = self._folder / f"{name}.png"
        few_colours(image.copy(part)).save(str(path), "PNG", 0)
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SystemExit(f"Снимок {path.name} слишком велик: {size} байт.")
        if self.after is not None:
            self.after()
            self.after = None
        self.window.resize(*WINDOW)
        print(f"{path.name}: {part.width()}×{part.height()}, {size // 1024} КБ")


def few_colours(image: QImage) -> QImage:
    """The picture in its 256 most frequent colours: a window has few, and the file is a third as large."""
    counts = Counter(memoryview(image.constBits()).cast("I").tolist())
    table = [colour | 0xFF000000 for colour, _ in counts.most_common(_COLOURS)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def place_of(widget: QWidget, root: QWidget) -> QRect:
    """Where a widget stands on its window."""
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _draw_mark(painter: QPainter, place: QRect, text: str) -> None:
    painter.setPen(QPen(QColor(_MARK), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 6, 6)
    circle = QRectF(place.right() - 12, place.top() - 12, 22, 22)
    painter.setBrush(QColor(_MARK))
    painter.drawEllipse(circle)
    painter.setPen(QColor("#ffffff"))
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, text)


def of_dialog(studio: Studio, dialog: QWidget) -> tuple[QWidget, QRect, list[QRect]]:
    """A dialog as it is."""
    dialog.show()
    studio.stage.settle()
    return dialog, dialog.rect(), []


def of_page(studio: Studio, marks: Sequence[QWidget] = (), height: int = 0) -> tuple[QWidget, QRect, list[QRect]]:
    """The page that is shown, or so much of its upper part; widgets that get a number."""
    studio.stage.settle()
    part = place_of(studio.desk.page, studio.window)
    if height:
        part.setHeight(height)
    return studio.window, part, [place_of(widget, studio.window) for widget in marks]
