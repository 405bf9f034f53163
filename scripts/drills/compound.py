"""A compound file, as old Office programs wrote them, around one stream «Workbook» ([MS-CFB], [MS-XLS])."""

from __future__ import annotations

import struct

SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_HEADER = 109


def record(kind: int, data: bytes) -> bytes:
    """A record of the stream."""
    return struct.pack("<HH", kind, len(data)) + data


def compound(stream: bytes) -> bytes:
    """A file that holds the stream in sectors one after another."""
    stream = stream.ljust(4096, b"\0")  # shorter ones would lie in the small stream
    used = -(-len(stream) // SECTOR)
    tables = 1
    while tables * (SECTOR // 4) < used + 1 + tables + _more(tables):
        tables += 1
    more = _more(tables)
    links = [*range(1, used), _END, _END, *[_TABLE] * tables, *[0xFFFFFFFC] * more]
    links += [_FREE] * (tables * (SECTOR // 4) - len(links))
    first = used + 1
    places = list(range(first, first + tables))
    begin_more = first + tables if more else _END
    header = struct.pack("<8s16x5H6xI", _OLE, 0x3E, 3, 0xFFFE, 9, 6, 0)
    header += struct.pack("<8I", tables, used, 0, 4096, _END, 0, begin_more, more)
    header += struct.pack(f"<{_IN_HEADER}I", *(places + [_FREE] * _IN_HEADER)[:_IN_HEADER])
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 0, len(stream)) + bytes(256)
    return b"".join(
        (
            header,
            stream.ljust(used * SECTOR, b"\0"),
            directory,
            struct.pack(f"<{len(links)}I", *links),
            _rest(places[_IN_HEADER:], more, begin_more),
        )
    )


def _more(tables: int) -> int:
    """Sectors for the places of tables that do not fit into the header."""
    return -(-max(tables - _IN_HEADER, 0) // (SECTOR // 4 - 1))


def _rest(places: list[int], more: int, begin: int) -> bytes:
    found = b""
    each = SECTOR // 4 - 1
    for number in range(more):
        part = places[number * each : (number + 1) * each]
        following = begin + number + 1 if number + 1 < more else _END
        found += struct.pack(f"<{each + 1}I", *part, *[_FREE] * (each - len(part)), following)
    return found


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    head = title.ljust(64, b"\0") + struct.pack("<HBBIII", len(title), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", first, size)
