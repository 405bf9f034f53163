"""Long work: how it tells its progress and how it is cancelled. Knows no threads; the window brings its own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

BLOCK = 400
"""So many rows are worked on between two words of progress: nobody waits long for the next."""

Progress = Callable[[float], None]
"""Called now and then with the part that is done, 0 to 1; may raise `Cancelled`."""


class Cancelled(Exception):  # noqa: N818 - the person's wish, not an error
    """The person cancelled; whoever was at work leaves nothing half-written behind."""


def no_progress(part: float) -> None:
    """For callers whom progress does not interest."""


def _nobody_asks() -> None:
    """For work that nobody can cancel."""


_WISH: ContextVar[Callable[[], None]] = ContextVar("wish", default=_nobody_asks)


@contextlib.contextmanager
def cancelled_by(ask: Callable[[], None]) -> Iterator[None]:
    """While the block lasts, `ask` raises `Cancelled` when the person cancelled: for waits deep inside of the work."""
    token = _WISH.set(ask)
    try:
        yield
    finally:
        _WISH.reset(token)


def still_wanted() -> None:
    """Ask now; whoever waits for another process asks some times a second."""
    _WISH.get()()


def within(progress: Progress, start: float, end: float) -> Progress:
    """Progress of a part of the work, reported as `start` to `end` of the whole."""
    return lambda part: progress(start + (end - start) * part)


def in_blocks(things: Sequence[T], progress: Progress = no_progress) -> Iterator[Sequence[T]]:
    """Things, some hundred at a time; before each block but the first, the part that is done is told."""
    for start in range(0, len(things), BLOCK):
        if start:
            progress(start / len(things))
        yield things[start : start + BLOCK]
