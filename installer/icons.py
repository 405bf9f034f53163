"""The program's sign as the systems want it: PNG in several sizes, and one .ico for Windows. Run by the build's Python.

`python -m installer.icons SIGN.svg FOLDER`
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Mapping
from pathlib import Path

PNG_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICO = "app.ico"


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by size: a header, a line for each picture, the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    lines, bodies = b"", b""
    for size, data in sorted(pictures.items()):
        byte = size % 256  # 256 is written as 0
        lines += struct.pack("<BBBBHHII", byte, byte, 0, 0, 1, 32, len(data), offset + len(bodies))
        bodies += data
    return head + lines + bodies


def drawn(sign: Path, size: int) -> bytes:
    """The sign as a PNG of so many pixels."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(sign)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(buffer.data().data())


def main(sign: Path, folder: Path) -> None:
    """Write every size as `SIZE.png`, and the icon of Windows."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: drawn(sign, size) for size in PNG_SIZES}
    for size, data in pictures.items():
        (folder / f"{size}.png").write_bytes(data)
    (folder / ICO).write_bytes(ico({size: pictures[size] for size in ICO_SIZES}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
