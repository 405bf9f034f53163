"""How new the C library of a system must be for the tree: read from what the ELF files themselves ask for."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from scripts.bootstrap import StopError

_VERNEED = 0x6FFFFFFE
_VERSION = re.compile(r"^GLIBC_(\d+(?:\.\d+)+)$")


def version(text: str) -> tuple[int, ...]:
    """A version as numbers that can be compared."""
    return tuple(int(part) for part in text.split("."))


def needed(data: bytes) -> set[str]:
    """The versions of glibc that a 64-bit little-endian ELF file asks for; none for any other file."""
    if data[:6] != b"\x7fELF\x02\x01":
        return set()
    (sections,) = struct.unpack_from("<Q", data, 40)
    size, count = struct.unpack_from("<HH", data, 58)
    heads = [struct.unpack_from("<IIQQQQIIQQ", data, sections + index * size) for index in range(count)]
    found: set[str] = set()
    for head in heads:
        if head[1] == _VERNEED:
            strings = heads[head[6]]
            names = data[strings[4] : strings[4] + strings[5]]
            found |= {match[1] for name in _needed_names(data, head[4], names) if (match := _VERSION.match(name))}
    return found


def _needed_names(data: bytes, at: int, names: bytes) -> Iterator[str]:
    """Names of the versions in a section of needed versions: a chain of files, each with a chain of versions."""
    while True:
        _, count, _, first, following = struct.unpack_from("<HHIII", data, at)
        place = at + first
        for _ in range(count):
            _, _, _, name, step = struct.unpack_from("<IHHII", data, place)
            yield names[name : names.index(b"\0", name)].decode("ascii", "replace")
            place += step
        if not following:
            return
        at += following


def highest(tree: Path) -> tuple[str, list[str]]:
    """The newest version that any file of the tree asks for, and the files that do; ("", []) where none does."""
    asked: dict[str, list[str]] = {}
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink():
            for name in needed(path.read_bytes()):
                asked.setdefault(name, []).append(path.relative_to(tree).as_posix())
    if not asked:
        return "", []
    most = max(asked, key=version)
    return most, asked[most]


def fits(tree: Path, newest: str) -> None:
    """StopError where a file of the tree asks for a newer glibc than this one."""
    asked, askers = highest(tree)
    if asked and version(asked) > version(newest):
        raise StopError(f"Собранное просит glibc {asked} вместо {newest}: {', '.join(askers[:5])}.")
