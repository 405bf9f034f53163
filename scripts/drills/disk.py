"""A disk that remembers what was written to it and what was flushed: SQLite's own, with a scribe before it.

SQLite reaches a disk through a table of functions (sqlite.org/vfs.html). Here the system's table is copied and the
functions that change something are replaced by ones that first write down what they do. The program under test opens
its files as always; whatever it would have lost at any moment can be worked out afterwards.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_POINTER, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_OK = 0


class _Vfs(ctypes.Structure):
    """The first version of `sqlite3_vfs`, which all later ones begin with; `tail` holds what they add."""

    _fields_ = [
        ("version", _INT),
        ("size", _INT),
        ("longest", _INT),
        ("following", _POINTER),
        ("name", ctypes.c_char_p),
        ("data", _POINTER),
        ("open", _POINTER),
        ("delete", _POINTER),
        ("rest", _POINTER * 14),
    ]


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`, of any version up to 3."""

    _fields_ = [
        ("version", _INT),
        ("close", _POINTER),
        ("read", _POINTER),
        ("write", _POINTER),
        ("truncate", _POINTER),
        ("sync", _POINTER),
        ("size", _POINTER),
        ("lock", _POINTER),
        ("unlock", _POINTER),
        ("reserved", _POINTER),
        ("control", _POINTER),
        ("sector", _POINTER),
        ("character", _POINTER),
        ("rest", _POINTER * 6),
    ]


class _File(ctypes.Structure):
    _fields_ = [("methods", ctypes.POINTER(_Methods))]


_OPEN = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, ctypes.POINTER(_File), _INT, _POINTER)
_DELETE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)
_WRITE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _POINTER, _LONG)
_SYNC = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)
_ASK = ctypes.CFUNCTYPE(_INT, _POINTER)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a file, or a word of who writes it (`kind` is «said»)."""

    kind: str
    """write, cut, flush, delete, delete-flushed, said."""

    name: str
    place: int = 0
    data: bytes = b""


class Scribe:
    """Writes down what happens to all SQLite files while it is at work; knows the files' first content."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.first: dict[str, bytes] = {}
        self._paths: dict[int, str] = {}
        self._kept: list[object] = []  # what C points at must not be collected

    def say(self, word: str) -> None:
        """Put a word among the events."""
        self.events.append(Event("said", word))

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """All connections that are opened inside go through the scribe."""
        library = _library()
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        usual = library.sqlite3_vfs_find(None)
        ours = _Vfs()
        ctypes.memmove(ctypes.byref(ours), usual, ctypes.sizeof(_Vfs))
        ours.version, ours.name = 1, b"scribe"
        opens, deletes = _OPEN(usual.contents.open), _DELETE(usual.contents.delete)
        taken = _OPEN(lambda *given: self._open(opens, *given)), _DELETE(lambda *given: self._delete(deletes, *given))
        ours.open, ours.delete = (ctypes.cast(one, _POINTER) for one in taken)
        self._kept += [ours, opens, deletes, *taken]
        if library.sqlite3_vfs_register(ctypes.byref(ours), 1) != _OK:
            raise OSError("SQLite took no other disk")
        try:
            yield
        finally:
            library.sqlite3_vfs_register(usual, 1)
            library.sqlite3_vfs_unregister(ctypes.byref(ours))

    def _open(self, opens, vfs, name, file, flags, told) -> int:  # type: ignore[no-untyped-def] # noqa: ANN001
        path = (
            ctypes.string_at(name).decode() if name else ""
        )  # SQLite keeps the pointer itself: it is handed on as it is
        if path and path not in self.first:
            self.first[path] = Path(path).read_bytes() if Path(path).exists() else b""
        status = int(opens(vfs, name, file, flags, told))
        if status == _OK and path:
            self._paths[ctypes.addressof(file.contents)] = path
            self._replace(file)
        return status

    def _replace(self, file) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
        usual = file.contents.methods.contents
        ours = _Methods()
        length = ctypes.sizeof(_Methods) if usual.version >= 3 else _Methods.rest.offset
        ctypes.memmove(ctypes.byref(ours), ctypes.byref(usual), length)
        write, cut, flush = _WRITE(usual.write), _TRUNCATE(usual.truncate), _SYNC(usual.sync)

        def written(at: int, data: int, size: int, place: int) -> int:
            self.events.append(Event("write", self._paths[at], place, ctypes.string_at(data, size)))
            return write(at, data, size, place)

        def was_cut(at: int, size: int) -> int:
            self.events.append(Event("cut", self._paths[at], size))
            return cut(at, size)

        def flushed(at: int, flags: int) -> int:
            status = flush(at, flags)
            self.events.append(Event("flush", self._paths[at]))
            return status

        taken = _WRITE(written), _TRUNCATE(was_cut), _SYNC(flushed), _ASK(lambda _at: 512), _ASK(lambda _at: 0)
        ours.write, ours.truncate, ours.sync, ours.sector, ours.character = (ctypes.cast(t, _POINTER) for t in taken)
        self._kept += [ours, write, cut, flush, *taken]
        file.contents.methods = ctypes.pointer(ours)

    def _delete(self, deletes, vfs, name, with_folder) -> int:  # type: ignore[no-untyped-def] # noqa: ANN001
        status = int(deletes(vfs, name, with_folder))
        if status == _OK:
            self.events.append(Event("delete-flushed" if with_folder else "delete", ctypes.string_at(name).decode()))
        return status


def available() -> bool:
    """Whether this Python's SQLite can be given another disk: one that is built in cannot."""
    try:
        scribe = Scribe()
        with scribe.at_work():
            names = {row[0] for row in _names()}
    except (OSError, AttributeError):
        return False
    return "scribe" in names


def _names() -> Iterator[tuple[str]]:
    """The disk that a new connection of this Python stands on: it must be the very library that we changed."""
    connection = sqlite3.connect("file:?vfs=scribe", uri=True)
    try:
        yield ("scribe",)
    finally:
        connection.close()


def _library() -> ctypes.CDLL:
    """The SQLite that Python's own module uses."""
    if sys.platform == "win32":
        return ctypes.CDLL("sqlite3.dll")
    found = next((line.split()[-1] for line in _mapped() if "libsqlite3" in line), None)
    return ctypes.CDLL(found or ctypes.util.find_library("sqlite3"))


def _mapped() -> list[str]:
    with contextlib.suppress(OSError):
        return Path("/proc/self/maps").read_text("utf-8").splitlines()
    return []
