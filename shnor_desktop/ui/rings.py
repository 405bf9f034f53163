"""Small rings that show a part: grey while nothing is there, amber on the way, green when full."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from .colours import colours

_WIDTH = 2.0
_FAINT = 110
"""How much of the letters' colour the empty part of a ring has in the chosen line, of 255."""

_TURN = 16 * 360  # Qt counts angles in sixteenths of a degree
_TOP = 16 * 90


def ring_icon(part: float | None, size: QSize, ratio: float = 1.0) -> QIcon:
    """The ring of a part (0 to 1), also for a selected line; empty space of the same size for None."""
    now = colours()
    icon = QIcon(_picture(part, size, ratio, now.strong_line, now.good if part == 1 else now.warning))
    faint = QColor(now.on_accent)
    faint.setAlpha(_FAINT)
    selected = _picture(part, size, ratio, faint.name(QColor.NameFormat.HexArgb), now.on_accent)
    icon.addPixmap(selected, QIcon.Mode.Selected)
    return icon


def _picture(part: float | None, size: QSize, ratio: float, track: str, arc: str) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if part is None:
        return pixmap
    side = min(size.width(), size.height()) - _WIDTH - 1
    area = QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, share in ((track, 1.0), (arc, part)):
        painter.setPen(QPen(QColor(colour), _WIDTH))
        painter.drawArc(area, _TOP, -round(_TURN * share))
    painter.end()
    return pixmap
