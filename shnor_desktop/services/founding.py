"""A new school file that is there whole or not at all: filled under another name beside its place, then moved there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from ..models.file import check_place, create_file
from ..models.lock import FileLock
from .files import write_aside
from .school_file import SchoolFile


@contextlib.contextmanager
def founded(target: Path, author: str = "") -> Iterator[SchoolFile]:
    """A new file to fill; it appears at `target` when the block ends well, and nothing stays of it otherwise.

    Raises UserError for a place where none can be made, and when somebody else makes one there meanwhile.
    """
    check_place(target)
    lock = FileLock(target)
    lock.acquire(take_over=True)
    try:
        with write_aside(target) as aside:
            aside.unlink()  # only its name is wanted: a school file is begun where nothing is
            with SchoolFile(create_file(aside, called=target.name), author) as file:
                yield file
            check_place(target)
    finally:
        lock.release()
