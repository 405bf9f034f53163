"""The list at the end of an archive: what parts it holds and where their bytes stand in it.

A folder of workbooks is a thousand small lists, and `zipfile` takes a good part of the time that reading them takes.
A list that is written as plainly as can be is gone through here; whatever is unusual about it is left to `zipfile`.
"""

from __future__ import annotations

import io
import struct
import zipfile
from typing import NamedTuple

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s4B4H3L5H2L")
_ENTRY_SIGN, _END_SIGN = b"PK\x01\x02", b"PK\x05\x06"
_NEWEST = 63
"""The version of the format that `zipfile` refuses to read beyond."""
_ELSEWHERE = 0xFFFFFFFF
"""In the place of a size or a position: it stands in another record."""


class Part(NamedTuple):
    """A part of an archive as the list promises it; nothing of it has been looked at."""

    name: str
    flags: int
    method: int
    packed: int
    """How many bytes it takes in the archive."""
    at: int
    """Where its own header begins."""


def parts_of(content: bytes) -> list[Part]:
    """The parts of an archive in the order of its list; BadZipFile and its like for what is none."""
    plain = _plain_list(content)
    if plain is not None:
        return plain
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            Part(one.filename, one.flag_bits, one.compress_type, one.compress_size, one.header_offset)
            for one in archive.infolist()
        ]


def _plain_list(content: bytes) -> list[Part] | None:
    """The list where it is usual in every way: alone at the end, names of Latin letters, nothing told elsewhere."""
    end = len(content) - _END.size
    if end < 0:
        return None
    sign, disk, first_disk, here, count, size, start, comment = _END.unpack_from(content, end)
    if sign != _END_SIGN or disk or first_disk or comment or here != count or start + size != end:
        return None
    parts, at = [], start
    for _ in range(count):
        if at + _ENTRY.size > end:
            return None
        entry = _ENTRY.unpack_from(content, at)
        version, flags, method, packed, unpacked = entry[3], entry[5], entry[6], entry[10], entry[11]
        length, extra, note, offset = entry[12], entry[13], entry[14], entry[18]
        name = content[at + _ENTRY.size : at + _ENTRY.size + length]
        usual = entry[0] == _ENTRY_SIGN and version <= _NEWEST and not extra and not note
        if not usual or not name.isascii() or b"\0" in name or _ELSEWHERE in (packed, unpacked, offset):
            return None
        parts.append(Part(name.decode(), flags, method, packed, offset))
        at += _ENTRY.size + length
    return parts if at == end else None
