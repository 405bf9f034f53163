"""What kind of picture some bytes are and how large it is on paper, read from the picture's own header."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

_INCH = 25.4
_SCREEN_DPI = 96.0
_LARGEST_MM = 10_000.0
_TIFF_SIZES = {1: 1, 3: 2, 4: 4, 5: 8}


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """A picture's file extension, media type and size on paper."""

    extension: str
    mime: str
    width_mm: float
    height_mm: float


def image_info(data: bytes) -> ImageInfo | None:
    """What `data` is, or None when it is no picture of a known kind or its header is damaged."""
    for mark, offset, extension, mime, read in _KINDS:
        if data[offset : offset + len(mark)] == mark:
            try:
                width, height = read(data)
            except (struct.error, IndexError, ValueError, ZeroDivisionError):
                return None
            if not (0 < width < _LARGEST_MM and 0 < height < _LARGEST_MM):
                return None
            return ImageInfo(extension, mime, width, height)
    return None


def _on_paper(width: int, height: int, dpi_x: float = 0, dpi_y: float = 0) -> tuple[float, float]:
    """Millimetres of a picture of so many pixels; a resolution that makes no sense counts as the screen's."""
    dpi_x = dpi_x if 20 <= dpi_x <= 5000 else _SCREEN_DPI
    dpi_y = dpi_y if 20 <= dpi_y <= 5000 else dpi_x
    return width / dpi_x * _INCH, height / dpi_y * _INCH


def _png(data: bytes) -> tuple[float, float]:
    width, height = struct.unpack_from(">II", data, 16)
    at = data.find(b"pHYs", 0, 4096)
    if at > 0:
        x, y, unit = struct.unpack_from(">IIB", data, at + 4)
        if unit == 1:  # pixels a metre
            return _on_paper(width, height, x * 0.0254, y * 0.0254)
    return _on_paper(width, height)


def _jpeg(data: bytes) -> tuple[float, float]:
    at, dpi = 2, (0.0, 0.0)
    while True:
        if data[at] != 0xFF:
            raise ValueError("not at a JPEG marker")
        kind = data[at + 1]
        if kind == 0xFF or 0xD0 <= kind <= 0xD8 or kind == 0x01:  # fill bytes and markers without content
            at += 1 if kind == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if kind == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            unit, x, y = struct.unpack_from(">BHH", data, at + 11)
            factor = {1: 1.0, 2: 2.54}.get(unit, 0.0)
            dpi = (x * factor, y * factor)
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _on_paper(width, height, *dpi)
        at += 2 + length


def _gif(data: bytes) -> tuple[float, float]:
    return _on_paper(*struct.unpack_from("<HH", data, 6))


def _bmp(data: bytes) -> tuple[float, float]:
    (header,) = struct.unpack_from("<I", data, 14)
    if header == 12:
        return _on_paper(*struct.unpack_from("<HH", data, 18))
    width, height = struct.unpack_from("<ii", data, 18)
    x, y = struct.unpack_from("<ii", data, 38)
    return _on_paper(abs(width), abs(height), x * 0.0254, y * 0.0254)


def _tiff(data: bytes) -> tuple[float, float]:
    order = "<" if data[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, start)
    fields: dict[int, float] = {}
    for at in range(start + 2, start + 2 + count * 12, 12):
        tag, kind, number = struct.unpack_from(order + "HHI", data, at)
        if tag not in (256, 257, 282, 283, 296) or kind not in _TIFF_SIZES or number != 1:
            continue
        place = at + 8 if _TIFF_SIZES[kind] <= 4 else struct.unpack_from(order + "I", data, at + 8)[0]
        if kind == 5:
            above, below = struct.unpack_from(order + "II", data, place)
            fields[tag] = above / below
        else:
            fields[tag] = struct.unpack_from(order + {1: "B", 3: "H", 4: "I"}[kind], data, place)[0]
    factor = {2.0: 1.0, 3.0: 2.54}.get(fields.get(296, 2), 0.0)
    size = int(fields.get(256, 0)), int(fields.get(257, 0))
    return _on_paper(*size, fields.get(282, 0) * factor, fields.get(283, 0) * factor)


def _emf(data: bytes) -> tuple[float, float]:
    if data[40:44] != b" EMF":
        raise ValueError("not an EMF")
    left, top, right, bottom = struct.unpack_from("<iiii", data, 24)  # the frame, in hundredths of a millimetre
    return (right - left) / 100, (bottom - top) / 100


def _wmf(data: bytes) -> tuple[float, float]:
    left, top, right, bottom, per_inch = struct.unpack_from("<hhhhH", data, 6)
    return abs(right - left) / per_inch * _INCH, abs(bottom - top) / per_inch * _INCH


def _bare_wmf(data: bytes) -> tuple[float, float]:
    """A metafile without the placeable header: it has no size of its own until a SetWindowExt record gives one."""
    at = 18
    while at + 6 <= len(data):
        length, function = struct.unpack_from("<IH", data, at)
        if function == 0x020C:
            height, width = struct.unpack_from("<hh", data, at + 6)
            return _on_paper(abs(width), abs(height))
        at += max(length, 3) * 2
    raise ValueError("a metafile without a size")


_KINDS: tuple[tuple[bytes, int, str, str, Callable[[bytes], tuple[float, float]]], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "png", "image/png", _png),
    (b"\xff\xd8\xff", 0, "jpeg", "image/jpeg", _jpeg),
    (b"GIF87a", 0, "gif", "image/gif", _gif),
    (b"GIF89a", 0, "gif", "image/gif", _gif),
    (b"BM", 0, "bmp", "image/bmp", _bmp),
    (b"II*\0", 0, "tiff", "image/tiff", _tiff),
    (b"MM\0*", 0, "tiff", "image/tiff", _tiff),
    (b"\x01\0\0\0", 0, "emf", "image/x-emf", _emf),
    (b"\xd7\xcd\xc6\x9a", 0, "wmf", "image/x-wmf", _wmf),
    (b"\x01\0\x09\0", 0, "wmf", "image/x-wmf", _bare_wmf),
)
