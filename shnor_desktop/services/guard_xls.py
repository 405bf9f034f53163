"""The guard for old .xls workbooks: a compound file whose stream of records is walked before any reader opens it.

Each check here stands for a promise that a reader believes: it makes room first and looks later, and where there is no
room the whole program ends.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..models.errors import UserError
from .guard_sheets import Load

MOST_PLACES = 3_000_000
"""Cells of all sheets together, each counted to its last one."""

MOST_STRINGS = 2_000_000
_HEADER = 512
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EOF, _FILEPASS, _SST, _DIMENSIONS, _SHEET = 0x0A, 0x2F, 0xFC, 0x200, 0x85
_SHARED_TEXT, _TEXTS, _LONGEST_TEXT = 0xFD, frozenset((0xFC, 0x3C)), 1 << 17
# Records that put something into a cell: row and column stand first. MULRK and MULBLANK end with their last column.
_CELLS = frozenset((0x06, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0xD6, 0x406, 0x02, 0x03, 0x04, 0x05))
_RANGES = frozenset((0xBD, 0xBE))


def check_xls(name: str, content: bytes) -> Load:
    """What a sound, small, open workbook in a compound file becomes; UserError for anything else."""
    if _ENCRYPTED in content:
        raise UserError(f"Файл «{name}» защищён паролем. Откройте его в Excel, снимите пароль и сохраните.")
    try:
        stream = _workbook_stream(content)
        if stream is None:
            raise UserError(f"Файл «{name}» – не таблица Excel. Откройте его в своей программе и сохраните как .xlsx.")
        return _check_records(name, stream)
    except (struct.error, IndexError) as error:
        raise UserError(
            f"Файл «{name}» повреждён или скачан не полностью. Откройте его в Excel и пересохраните как .xlsx."
        ) from error


def _check_records(name: str, stream: bytes) -> Load:
    places = rows = columns = cells = texts = 0
    for kind, body in _records(stream):
        if kind == _FILEPASS:
            raise UserError(f"Файл «{name}» защищён паролем. Откройте его в Excel, снимите пароль и сохраните.")
        cells, texts = cells + (kind == _SHARED_TEXT), texts + (len(body) if kind in _TEXTS else 0)
        if kind == _SST and struct.unpack_from("<I", body, 4)[0] > MOST_STRINGS:
            raise IndexError("strings")
        if kind == _SHEET and struct.unpack_from("<I", body)[0] >= len(stream):
            raise IndexError("a sheet behind the end")
        if kind == _DIMENSIONS:
            _check_places(name, _promised(body))  # readers make room for so many
        elif kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind in _RANGES and len(body) >= 6:
            (row,), (last,) = struct.unpack_from("<H", body), struct.unpack_from("<H", body, len(body) - 2)
            rows, columns = max(rows, row + 1), max(columns, last + 1)
        elif kind == _EOF:
            places, rows, columns = places + rows * columns, 0, 0
            _check_places(name, places)
    places += rows * columns
    _check_places(name, places)
    return Load(places, cells, min(texts, _LONGEST_TEXT))


def _promised(body: bytes) -> int:
    """How many cells a sheet says it has."""
    top, bottom, left, right = struct.unpack_from("<IIHH" if len(body) >= 12 else "<HHHH", body)
    if top > bottom or left > right:
        raise IndexError("a sheet that ends before it begins")
    return int((bottom - top + 1) * (right - left + 1))


def _check_places(name: str, places: int) -> None:
    if places > MOST_PLACES:
        raise UserError(
            f"Файл «{name}» слишком велик: в нём больше {MOST_PLACES:_} ячеек. ".replace("_", " ")
            + "Откройте его в Excel, оставьте одну таблицу и сохраните как .xlsx."
        )


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _workbook_stream(content: bytes) -> bytes | None:
    """The stream «Workbook» (or «Book») of a compound file, joined from its sectors."""
    if len(content) < _HEADER:
        raise IndexError("header")
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    mini_size = 1 << struct.unpack_from("<H", content, 32)[0]
    if size not in (512, 4096) or mini_size != 64:
        raise IndexError("sector size")
    table = _sector_table(content, size)
    directory = _chain(content, table, struct.unpack_from("<I", content, 48)[0], size)
    cutoff = struct.unpack_from("<I", content, 56)[0]
    root: tuple[int, int] | None = None
    wanted: tuple[int, int] | None = None
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        title = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
        first, stored = (
            struct.unpack_from("<I", directory, at + 116)[0],
            struct.unpack_from("<I", directory, at + 120)[0],
        )
        if directory[at + 66] == 5:
            root = (first, stored)
        elif title in ("workbook", "book") and wanted is None:
            wanted = (first, stored)
    if wanted is None:
        return None
    if wanted[1] >= cutoff or root is None:
        return _chain(content, table, wanted[0], size)[: wanted[1]]
    small = _chain(content, table, root[0], size)
    mini = _numbers(_chain(content, table, struct.unpack_from("<I", content, 60)[0], size))
    return _follow(small, mini, wanted[0], mini_size, 0)[: wanted[1]]


def _sector_table(content: bytes, size: int) -> list[int]:
    """The allocation table: which sector follows which."""
    sectors = [sector for sector in struct.unpack_from("<109I", content, 76) if sector < _END]
    following, count = struct.unpack_from("<II", content, 68)
    while following < _END and count:
        block = _numbers(_sector(content, following, size))
        sectors.extend(sector for sector in block[:-1] if sector < _END)
        following, count = block[-1], count - 1
    return [number for sector in sectors for number in _numbers(_sector(content, sector, size))]


def _sector(content: bytes, number: int, size: int) -> bytes:
    data = content[(number + 1) * size : (number + 2) * size]
    if not data:
        raise IndexError(number)
    return data.ljust(size, b"\0")


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chain(content: bytes, table: list[int], first: int, size: int) -> bytes:
    return _follow(content, table, first, size, size)


def _follow(content: bytes, table: list[int], first: int, size: int, offset: int) -> bytes:
    """The sectors of a chain, joined; a chain that comes back to itself is damage."""
    pieces: list[bytes] = []
    at = first
    while at < _END:
        if len(pieces) > len(table):
            raise IndexError("a chain without an end")
        start = offset + at * size
        if start >= len(content):
            raise IndexError(at)
        pieces.append(content[start : start + size])
        at = table[at]
    return b"".join(pieces)
