"""The pages of an SQLite database read from raw bytes, by the file format that sqlite.org/fileformat.html describes.

SQLite itself refuses a file with one bad page; the rows on all the others are still there. Everything here takes
damaged numbers for granted: whatever does not make sense is passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

TABLE_LEAF, TABLE_INTERIOR = 0x0D, 0x05
INDEX_LEAF, INDEX_INTERIOR = 0x0A, 0x02
_KINDS = frozenset((TABLE_LEAF, TABLE_INTERIOR, INDEX_LEAF, INDEX_INTERIOR))
_HEADER = 100
_USUAL_SIZE = 4096
_SIZES = (4096, 8192, 16384, 32768, 65536, 2048, 1024, 512)
_MOST_PAYLOAD = 64 << 20
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value = None | int | float | str | bytes


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it lies on a page: its rowid and its values in the order of the table's columns."""

    rowid: int
    values: tuple[Value, ...]


class Pages:
    """The pages of one file; numbers begin at 1, as in the format."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = _page_size(content)
        self.count = len(content) // self.size  # a piece of a page at the end is no page
        self._read: dict[int, tuple[Record, ...]] = {}
        self._usable = self.size - (content[20] if content[:16] == b"SQLite format 3\0" and content[20] < 64 else 0)

    def page(self, number: int) -> bytes:
        """The bytes of a page."""
        return self.content[(number - 1) * self.size : number * self.size]

    def kind(self, number: int) -> int:
        """The type byte of a page; 0 where there is none."""
        if not 1 <= number <= self.count:
            return 0
        first = self.content[(number - 1) * self.size + self._start(number)]
        return first if first in _KINDS else 0

    def cell_count(self, number: int) -> int:
        """How many cells a page says that it has."""
        start = (number - 1) * self.size + self._start(number) + 3
        return int.from_bytes(self.content[start : start + 2], "big")

    def children(self, number: int) -> list[int]:
        """The pages that an interior page of a table points at, in order."""
        page, start = self.page(number), self._start(number)
        found = [int.from_bytes(page[offset : offset + 4], "big") for offset in self._cells(page, start, 12)]
        found.append(int.from_bytes(page[start + 8 : start + 12], "big"))
        return [child for child in found if 1 < child <= self.count]

    def records(self, number: int) -> tuple[Record, ...]:
        """The rows of a leaf page, read once; those that are damaged are passed over."""
        if number not in self._read:
            page = self.page(number)
            found = (self._record(page, offset) for offset in self._cells(page, self._start(number), 8))
            self._read[number] = tuple(record for record in found if record is not None)
        return self._read[number]

    def free(self) -> set[int]:
        """The pages of the free list: what lies there was deleted."""
        found: set[int] = set()
        trunk = int.from_bytes(self.content[32:36], "big") if self.content[:16] == b"SQLite format 3\0" else 0
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self.size // 4 - 2)
            leaves = struct.unpack(f">{count}I", page[8 : 8 + 4 * count])
            found.update(leaf for leaf in leaves if 1 < leaf <= self.count)
            trunk = int.from_bytes(page[:4], "big")
        return found

    @staticmethod
    def _start(number: int) -> int:
        return _HEADER if number == 1 else 0

    def _cells(self, page: bytes, start: int, head: int) -> Iterator[int]:
        """Offsets of the cells of a page."""
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for index in range(min(count, self.size // 4)):
            place = start + head + 2 * index
            offset = int.from_bytes(page[place : place + 2], "big")
            if start + head <= offset < len(page):
                yield offset

    def _record(self, page: bytes, offset: int) -> Record | None:
        size, offset = varint(page, offset)
        rowid, offset = varint(page, offset)
        if not 0 < size <= min(_MOST_PAYLOAD, len(self.content)):
            return None
        payload = self._payload(page, offset, size)
        values = decode(payload) if payload is not None else None
        return None if values is None else Record(rowid, values)

    def _payload(self, page: bytes, offset: int, size: int) -> bytes | None:
        """A record's bytes, with what was put on other pages because it did not fit."""
        usable = self._usable
        most, least = usable - 35, (usable - 12) * 32 // 255 - 23
        if size <= most:
            whole = page[offset : offset + size]
            return whole if len(whole) == size else None
        fitting = least + (size - least) % (usable - 4)
        local = fitting if fitting <= most else least
        parts = [page[offset : offset + local]]
        following = int.from_bytes(page[offset + local : offset + local + 4], "big")
        left, seen = size - local, set[int]()
        while left > 0:
            if not 1 < following <= self.count or following in seen:
                return None
            seen.add(following)
            overflow = self.page(following)
            parts.append(overflow[4 : 4 + min(left, usable - 4)])
            left -= usable - 4
            following = int.from_bytes(overflow[:4], "big")
        whole = b"".join(parts)
        return whole if len(whole) == size else None


def varint(data: bytes, offset: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next one begins; -1 where the data end."""
    value = 0
    if offset < len(data) and data[offset] < 0x80:  # nearly all of them
        return data[offset], offset + 1
    for index in range(9):
        if offset + index >= len(data):
            return -1, offset
        byte = data[offset + index]
        if index == 8:
            value = value << 8 | byte
            return (value - (1 << 64) if value >> 63 else value), offset + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, offset + index + 1
    return -1, offset


def decode(payload: bytes) -> tuple[Value, ...] | None:
    """The values of a record; None when it is no sound record."""
    size, offset = varint(payload, 0)
    if not offset <= size <= len(payload):
        return None
    kinds: list[int] = []
    while offset < size:
        kind, offset = varint(payload, offset)
        if kind < 0:
            return None
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        found = _value(payload, offset, kind)
        if found is None:
            return None
        value, offset = found
        values.append(value)
    return tuple(values) if offset == len(payload) else None


def _value(payload: bytes, offset: int, kind: int) -> tuple[Value, int] | None:
    if kind == 0:
        return None, offset
    if kind in (8, 9):
        return kind - 8, offset
    if kind in _INTEGERS:
        end = offset + _INTEGERS[kind]
        return (int.from_bytes(payload[offset:end], "big", signed=True), end) if end <= len(payload) else None
    if kind == 7:
        end = offset + 8
        return (struct.unpack(">d", payload[offset:end])[0], end) if end <= len(payload) else None
    if kind < 12:
        return None
    end = offset + (kind - 12) // 2
    if end > len(payload):
        return None
    if kind % 2 == 0:
        return payload[offset:end], end
    try:
        return payload[offset:end].decode("utf-8"), end
    except UnicodeDecodeError:
        return None


def _page_size(content: bytes) -> int:
    """From the header, else the size at which most pages begin like pages."""
    if content[:16] == b"SQLite format 3\0":
        size = int.from_bytes(content[16:18], "big")
        size = 65536 if size == 1 else size
        if size in _SIZES:
            return size

    def likely(size: int) -> float:
        starts = range(size, len(content), size)
        return sum(content[start] in _KINDS for start in starts) / max(len(starts), 1)

    best = max(_SIZES, key=likely)
    return best if likely(best) > likely(_USUAL_SIZE) * 1.5 else _USUAL_SIZE
