"""Long work: how it tells its progress and how it is cancelled. Knows no threads; the window brings its own."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called now and then with the part that is done, 0 to 1; may raise `Cancelled`."""


class Cancelled(Exception):  # noqa: N818 - the person's wish, not an error
    """The person cancelled; whoever was at work leaves nothing half-written behind."""


def no_progress(part: float) -> None:
    """For callers whom progress does not interest."""


def within(progress: Progress, start: float, end: float) -> Progress:
    """Progress of a part of the work, reported as `start` to `end` of the whole."""
    return lambda part: progress(start + (end - start) * part)
