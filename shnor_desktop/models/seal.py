"""The content seal: a SHA-256 over everything in the file, so that silent damage is seen at the next opening.

Half of all single-bit damages pass SQLite's own checks. The seal carries the file's change counter: a seal that is
older than the last change says nothing, so a crash never looks like damage.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

ShaOf = Callable[[sqlite3.Connection], str]
"""Takes the sum of everything in a file, as `content_sha` does."""


def content_sha(connection: sqlite3.Connection) -> str:
    """SHA-256 over the schema and all rows but the seal's own, in a fixed order; linear in the file's size."""
    digest = hashlib.sha256()
    tables = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    for name, sql in tables:
        digest.update(f"{name}\0{sql}\0".encode("utf-8", "surrogatepass"))
        if name == "seal":
            continue
        for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1'):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def change_counter(path: Path) -> int:
    """The change counter in the file's header (bytes 24–27): SQLite raises it with every committed transaction."""
    with path.open("rb") as stream:
        header = stream.read(28)
    return int.from_bytes(header[24:28], "big")


def write_seal(connection: sqlite3.Connection, path: Path) -> None:
    """Seal the file as it stands; costs one small transaction."""
    sha = content_sha(connection)
    # read before the transaction: on POSIX, closing the file a second time would give up SQLite's lock on it
    counter = change_counter(path) + 1
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("DELETE FROM seal")
        connection.execute("INSERT INTO seal VALUES (1, ?, ?)", (sha, counter))
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def seal_broken(connection: sqlite3.Connection, path: Path, sha_of: ShaOf = content_sha) -> bool:
    """Whether the file was sealed at its last change and yet its content is another now."""
    row = connection.execute("SELECT sha, counter FROM seal").fetchone()
    if row is None or row[1] != change_counter(path):
        return False
    return bool(row[0] != sha_of(connection))
