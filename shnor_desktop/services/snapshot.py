"""The content of an open file as it is at one moment, to be read in another thread.

An open file has one connection, which belongs to the thread that opened it. Copying the whole database in memory
takes a few milliseconds even for a large file; reading ten thousand rows would hold up the window for much longer.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from ..models.seal import content_sha
from .formats import Format
from .queries import ProgrammeData, read_programme
from .school_file import SchoolFile

LARGE = 1_000_000
"""Bytes of a file that is read at once."""


class Snapshot(SchoolFile):
    """Reads like an open file; nothing can be written into it."""

    def __init__(self, content: bytes) -> None:
        self._memory = sqlite3.connect(":memory:", isolation_level=None)
        self._memory.deserialize(content)
        self._in_hand: set[str] = set()  # what `picture` tells; nothing is trimmed here

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection to the copy."""
        return self._memory

    def close(self) -> None:
        """Forget the copy."""
        self._memory.close()


def is_large(file: SchoolFile) -> bool:
    """Whether reading the whole file would hold up the window: then it is read beside it."""
    return holds_much(file.raw)


def holds_much(connection: sqlite3.Connection) -> bool:
    """The same of a connection alone."""
    (size,) = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    return bool(size >= LARGE)


def sha_of_content(content: bytes) -> str:
    """The sum of everything in a copy of a file, for a worker."""
    with opened(content) as snapshot:
        return content_sha(snapshot.raw)


def content_of(file: SchoolFile) -> bytes:
    """Everything in a file, for a snapshot."""
    return file.raw.serialize()


@contextlib.contextmanager
def opened(content: bytes) -> Iterator[Snapshot]:
    """The snapshot for the time of a block."""
    snapshot = Snapshot(content)
    try:
        yield snapshot
    finally:
        snapshot.close()


def programme_of(content: bytes, form: Format, *, hidden: bool = False) -> ProgrammeData:
    """The whole programme as plain data; for a worker."""
    with opened(content) as snapshot:
        return read_programme(snapshot, form, hidden=hidden)
