"""Work that may crash, hang or take all memory, done in a child process where the system can fork one."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
FORKS = hasattr(os, "fork")
IN_MEMORY = next((place for place in ("/dev/shm",) if os.access(place, os.W_OK | os.X_OK)), None)
"""Where small files cost no disk: what is tried on them does not depend on when they are flushed."""


class Told(NamedTuple):
    """What became of one piece of work: what it said, or how its process ended; seconds of computing, most memory."""

    value: Any
    died: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0


def each(work: Callable[[T], Any], items: Sequence[T], *, block: int = 1, seconds: float = 60.0) -> Iterator[Told]:
    """What `work` says of each item, in order; a block of items shares a child, and a dead child takes one item."""
    if not FORKS:
        for item in items:
            begin = time.perf_counter()
            yield Told(work(item), "", time.perf_counter() - begin)
        return
    at = 0
    while at < len(items):
        found = _child(work, items[at : at + block], seconds)
        yield from found
        at += len(found)


def _child(work: Callable[[T], Any], items: Sequence[T], seconds: float) -> list[Told]:
    """What a child said of these items, up to the one that killed it."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        with contextlib.suppress(BaseException):
            os.close(ours)
            _work(work, items, seconds, theirs)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as stream:
        content = stream.read()
    _, status = os.waitpid(process, 0)
    found = list(_unpickled(content))
    if len(found) < len(items):
        died = f"сигнал {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "ошибка"
        found.append(Told(None, "дольше предела" if died == f"сигнал {int(signal.SIGALRM)}" else died, seconds))
    return found


def _work(work: Callable[[T], Any], items: Sequence[T], seconds: float, pipe: int) -> None:
    import resource

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with os.fdopen(pipe, "wb") as stream:
        for item in items:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            begin = time.process_time()
            value = work(item)
            took = time.process_time() - begin
            signal.setitimer(signal.ITIMER_REAL, 0)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            pickle.dump(Told(value, "", took, max(most - before, 0) / 1024), stream)
            stream.flush()


def _unpickled(content: bytes) -> Iterator[Told]:
    import io

    stream = io.BytesIO(content)
    while stream.tell() < len(content):
        try:
            yield pickle.load(stream)
        except (EOFError, pickle.UnpicklingError):
            return
