"""Kinds and sizes of pictures, from their headers."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies_tree import png

from shnor_desktop.services.documents.image_info import image_info

JFIF = b"\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x0102, 1, 254, 127, 0, 0)
FRAME = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, 100, 200, 1) + b"\1\x11\0"
COMMENT = b"\xff\xfe" + struct.pack(">H", 6) + b"\xff\xc0\0\0"
JPEG = b"\xff\xd8" + JFIF + COMMENT + b"\xff" + FRAME
BARE_JPEG = b"\xff\xd8" + FRAME
GIF = b"GIF89a" + struct.pack("<HH", 96, 48)
BMP = b"BM" + bytes(12) + struct.pack("<IiiHHIIii", 40, 200, -100, 1, 24, 0, 0, 10_000, 10_000)
OLD_BMP = b"BM" + bytes(12) + struct.pack("<IHH", 12, 96, 48)
TIFF_FIELDS = ((256, 3, 1, 200), (257, 4, 1, 100), (282, 5, 1, 62), (283, 5, 1, 62))
TIFF = b"II*\0" + struct.pack("<IH", 8, 4) + b"".join(struct.pack("<HHII", *field) for field in TIFF_FIELDS)
TIFF += bytes(62 - len(TIFF)) + struct.pack("<II", 200, 2)
EMF = struct.pack("<IIiiiiiiii", 1, 108, 0, 0, 9, 9, 0, 0, 5_000, 2_500) + b" EMF" + bytes(64)
WMF = struct.pack("<IHhhhhHIH", 0x9AC6CDD7, 0, 0, 0, 1_440, 720, 1_440, 0, 0) + bytes(18)
BARE_WMF = struct.pack("<HHHIHIH", 1, 9, 0x0300, 30, 0, 5, 0) + struct.pack("<IHhh", 5, 0x020C, 48, 96)
FINE_PNG = png(100, 50).replace(b"IDAT", b"pHYs" + struct.pack(">IIB", 10_000, 10_000, 1) + b"\0\0\0\0\0\0\0\0IDAT")


@pytest.mark.parametrize(
    ("data", "mime", "width", "height"),
    [
        (png(96, 48), "image/png", 25.4, 12.7),
        (FINE_PNG, "image/png", 10, 5),
        (JPEG, "image/jpeg", 20, 20),
        (BARE_JPEG, "image/jpeg", 52.9, 26.5),
        (GIF, "image/gif", 25.4, 12.7),
        (BMP, "image/bmp", 20, 10),
        (OLD_BMP, "image/bmp", 25.4, 12.7),
        (TIFF, "image/tiff", 50.8, 25.4),
        (EMF, "image/x-emf", 50, 25),
        (WMF, "image/x-wmf", 25.4, 12.7),
        (BARE_WMF, "image/x-wmf", 25.4, 12.7),
    ],
)
def test_known_kinds(data: bytes, mime: str, width: float, height: float):
    info = image_info(data)
    assert info is not None
    assert info.mime == mime
    assert (info.width_mm, info.height_mm) == (pytest.approx(width, abs=0.1), pytest.approx(height, abs=0.1))


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"%PDF-1.7", b"PK\3\4", png(0, 5), b"GIF89a" + bytes(4)])
def test_what_is_no_picture(data: bytes):
    assert image_info(data) is None


@given(st.sampled_from([JPEG, TIFF, EMF, WMF, BARE_WMF, FINE_PNG, BMP]), st.data())
def test_damaged_pictures_are_pictures_or_none_but_never_an_error(whole: bytes, data: st.DataObject):
    at = data.draw(st.integers(0, len(whole)))
    changed = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 4)) :]
    info = image_info(changed[: data.draw(st.integers(0, len(changed)))])
    assert info is None or (info.width_mm > 0 and info.height_mm > 0)
