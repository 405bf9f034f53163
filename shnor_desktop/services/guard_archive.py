"""The list at the end of an archive: what parts it holds and where their bytes stand in it.

A folder of workbooks is a thousand small lists, and `zipfile` takes a good part of the time that reading them takes.
A list that is written as plainly as can be is gone through here; whatever is unusual about it is left to `zipfile`.
"""

from __future__ import annotations

import io
import struct
from functools import lru_cache
from typing import NamedTuple

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s2xBx2H8x2L3H8xL")
_ENTRY_SIGN, _END_SIGN = b"PK\x01\x02", b"PK\x05\x06"
STORED, DEFLATED = 0, 8
"""The two ways of packing that Office programs use, by their numbers in the format."""

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
    """The parts of an archive in the order of its list; ValueError and its like for what is none."""
    plain = _plain_list(content)
    return _list_of_any(content) if plain is None else plain


def _list_of_any(content: bytes) -> list[Part]:
    import zipfile  # with all that it brings, for few files

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [
                Part(one.filename, one.flag_bits, one.compress_type, one.compress_size, one.header_offset)
                for one in archive.infolist()
            ]
    except zipfile.BadZipFile as error:
        raise ValueError("no archive") from error


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
        sign, version, flags, method, packed, unpacked, length, extra, note, offset = entry
        at += _ENTRY.size
        name = _usual_name(content[at : at + length])
        usual = sign == _ENTRY_SIGN and version <= _NEWEST and not extra and not note and name
        if not usual or _ELSEWHERE in (packed, unpacked, offset):
            return None
        parts.append(Part(name, flags, method, packed, offset))
        at += length
    return parts if at == end else None


@lru_cache(maxsize=256)
def _usual_name(name: bytes) -> str:
    """A name in Latin letters, empty for any other: workbooks have the same few, and each is made once."""
    return name.decode() if name.isascii() and b"\0" not in name else ""
