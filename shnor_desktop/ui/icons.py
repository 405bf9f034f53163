"""The program's own pictures: SVG files in `resources/icons`, drawn when they are shown in the colours worn then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPixmap

from ..resources import resource_path
from .colours import LIGHT, Colours, colours

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_INKS = ("icon", "link", "good", "error", "faint")
"""The files are written in the light palette's values of these colours; others stay as they are."""

_SIGN = "app"
"""The sign of the program looks the same everywhere."""


def icon(name: str, *, lit: str = "") -> QIcon:
    """The icon of that name, empty for an empty name; `lit` is its colour in a chosen line, its own by default."""
    return QIcon(_Engine(name, lit)) if name else QIcon()


class _Engine(QIconEngine):
    """Draws one file, in any size, in the palette of the moment; grey where it is disabled."""

    def __init__(self, name: str, lit: str) -> None:
        super().__init__()
        self._name = name
        self._inks = {QIcon.Mode.Disabled: "faint", QIcon.Mode.Selected: lit}
        self._drawn: dict[tuple[int, int, str, Colours], QPixmap] = {}

    def clone(self) -> QIconEngine:
        """Another icon with the same picture."""
        return _Engine(self._name, self._inks[QIcon.Mode.Selected])

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into a rectangle of somebody's picture."""
        ratio = painter.device().devicePixelRatioF()
        picture = self._picture(rect.size() * ratio, mode)
        picture.setDevicePixelRatio(ratio)
        painter.drawPixmap(QPointF(rect.topLeft()), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A picture of so many pixels."""
        return self._picture(size, mode)

    def _picture(self, size: QSize, mode: QIcon.Mode) -> QPixmap:
        ink = self._inks.get(mode, "")
        key = (size.width(), size.height(), ink, colours())
        if key not in self._drawn:
            self._drawn[key] = _drawn(self._name, size, ink)
        return QPixmap(self._drawn[key])


def _drawn(name: str, size: QSize, one: str) -> QPixmap:
    side = min(size.width(), size.height())  # the pictures are squares
    picture = QPixmap()
    picture.loadFromData(
        _dressed(name, one).replace(b"<svg ", b'<svg width="%d" height="%d" ' % (side, side), 1), "svg"
    )
    return picture


def _dressed(name: str, one: str) -> bytes:
    """The file in the colours of the moment; all in one of them where it is named."""
    text = resource_path("icons", f"{name}.svg").read_text("utf-8")
    if name == _SIGN:
        return text.encode()
    now = colours()
    for ink in _INKS:
        text = text.replace(getattr(LIGHT, ink), f"\0{ink}\0")
    for ink in _INKS:
        text = text.replace(f"\0{ink}\0", getattr(now, one or ink))
    return text.encode()
