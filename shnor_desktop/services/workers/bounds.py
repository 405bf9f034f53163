"""How much time and memory a reading process may take, and how the system is asked to hold it to that."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """For one piece of work: seconds by the clock, for the whole process: megabytes of data."""

    seconds: float = 60.0
    megabytes: int = 420


USUAL = Bounds()
"""The largest programme that was ever tried, 10,000 rows, takes some five seconds here; her computer may be slow."""

_CPU_GRACE = 5
"""Seconds of computing beyond the limit: by then the program itself has ended the process, if it is still there."""


def hold_memory(bounds: Bounds) -> None:
    """Have the system refuse this process more memory. macOS takes the wish and does not keep it."""
    if sys.platform == "win32":
        from .windows_job import limit_memory

        limit_memory(bounds.megabytes << 20)
    else:
        import resource

        _lower(resource.RLIMIT_DATA, bounds.megabytes << 20)
        _lower(resource.RLIMIT_CORE, 0)


def hold_computing(bounds: Bounds) -> None:
    """Have the system end this process when its next piece of work computes for too long and nobody is there to see."""
    if sys.platform != "win32":
        import resource
        import time

        _lower(resource.RLIMIT_CPU, int(time.process_time() + bounds.seconds) + _CPU_GRACE)


def _lower(what: int, limit: int) -> None:
    """Set the limit that counts, never above the one that may not be passed."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
