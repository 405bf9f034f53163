"""A program that ended by itself: what it was doing lies in a file, found at the next start and told once.

Python's own fault handler writes the file when the system ends the process; it knows places in the program and no
data. Each running window has a file of its own, empty while nothing happens and gone when it is closed.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import time
from pathlib import Path
from typing import IO

_PREFIX = "crash-"
_OLD = 86_400.0
"""Seconds after which an empty file belongs to a program that was killed."""

_LONGEST = 20_000


class CrashWatch:
    """Watches over this process from `begin` to `end`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{_PREFIX}{os.getpid()}.txt"
        self._stream: IO[str] | None = None

    def begin(self) -> str:
        """Watch from now on; returns what an earlier process left, empty when none crashed."""
        left = _left_behind(self._path.parent)
        if faulthandler.is_enabled():  # somebody who looks for a fault wants to see it himself
            return left
        with contextlib.suppress(OSError):  # a folder that takes no file keeps nobody from working
            self._stream = self._path.open("w", encoding="utf-8")
            faulthandler.enable(self._stream)
        return left

    def end(self) -> None:
        """The program is closed as it should be."""
        if self._stream is None:
            return
        faulthandler.disable()
        self._stream.close()
        self._stream = None
        with contextlib.suppress(OSError):
            self._path.unlink()


def _left_behind(folder: Path) -> str:
    """The newest file of a crash; all that are told or old go."""
    found = ""
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f"{_PREFIX}*.txt"), key=_moment):
            with contextlib.suppress(OSError):
                text = path.read_text("utf-8", "replace")[:_LONGEST]
                found = text or found
                if text or time.time() - _moment(path) > _OLD:
                    path.unlink()
    return found


def _moment(path: Path) -> float:
    with contextlib.suppress(OSError):
        return path.stat().st_mtime
    return 0.0
