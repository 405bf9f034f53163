"""Pictures: how large they are and their pixels, read with limits; what Qt cannot read gives None."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from shnor_desktop.services.documents.image_info import image_info
from shnor_desktop.services.documents.tree import Picture
from shnor_desktop.ui.paper.pages import TWIPS_PER_INCH, mm

MOST_PIXELS = 60_000_000
"""Pictures larger than this are not decoded: a small file may unpack to gigabytes."""

PRINT_DPI = 300
UNKNOWN_MM = (60.0, 20.0)
"""The size of the frame that stands for a picture of unknown size."""


def _reader(data: bytes) -> tuple[QImageReader, QBuffer]:
    """A reader and the buffer it reads from, which has to live as long."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer), buffer


def pixel_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where Qt cannot read the picture or it is too large."""
    reader, _buffer = _reader(data)
    size = reader.size()
    if not size.isValid() or size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        return None
    return size.width(), size.height()


def load_picture(data: bytes, width: float, height: float) -> QImage | None:
    """The picture for a place of this size in twips, at print resolution at most; None where it cannot be read."""
    size = pixel_size(data)
    if size is None:
        return None
    reader, _buffer = _reader(data)
    most = [round(side * PRINT_DPI / TWIPS_PER_INCH) + 1 for side in (width, height)]
    if size[0] > most[0] or size[1] > most[1]:
        reader.setScaledSize(QSize(min(size[0], most[0]), min(size[1], most[1])))
    image = reader.read()
    return None if image.isNull() else image


def fitted_size(picture: Picture, data: bytes, width: float, height: float) -> tuple[float, float]:
    """Width and height of a picture on paper: as the tree or the file says, made smaller to fit the room."""
    info = image_info(data)
    own = (info.width_mm, info.height_mm) if info else UNKNOWN_MM
    wide, high = picture.width_mm, picture.height_mm
    if wide <= 0 and high <= 0:
        wide, high = own
    elif wide <= 0:
        wide = high * own[0] / own[1]
    elif high <= 0:
        high = wide * own[1] / own[0]
    wide, high = mm(wide), mm(high)
    factor = min(width / wide, height / high, 1.0)
    return wide * factor, high * factor
