"""How much work something is, in functions run and questions asked: unlike seconds, the same on a busy machine."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable


def calls_made(action: Callable[[], object]) -> int:
    """How many functions, Python's and C's, run."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(None)
    return calls


def questions_asked(connection: sqlite3.Connection, action: Callable[[], object]) -> list[str]:
    """What a file is asked and told, in SQL."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    try:
        action()
    finally:
        connection.set_trace_callback(None)
    return asked


def in_proportion(small: int, large: int, times: int) -> bool:
    """Whether work that is so many times as large is not more than so many times the work, but for a fifth."""
    return 0 < small < large <= small * times * 1.2
