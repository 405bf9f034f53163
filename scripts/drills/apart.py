"""Work that may crash, hang or take all memory, done in a child process where the system can fork one."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
FORKS = hasattr(os, "fork")
IN_MEMORY = next((place for place in ("/dev/shm",) if os.access(place, os.W_OK | os.X_OK)), None)
"""Where small files cost no disk: what is tried on them does not depend on when they are flushed."""


class Told(NamedTuple):
    """What became of one piece of work: what it said, or how its process ended; seconds of computing, most memory.

    Both count the processes that the work started, too: their memory on top of the most that the work itself took.
    """

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
            begin = _computing()
            value = work(item)
            left, largest = _left_running()
            took = _computing() - begin + left
            signal.setitimer(signal.ITIMER_REAL, 0)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            largest = max(largest, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            pickle.dump(Told(value, "", took, (max(most, 0) + largest) / 1024), stream)
            stream.flush()


def _computing() -> float:
    """Seconds that this process and those of its children that have ended have computed."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _left_running() -> tuple[float, int]:
    """Seconds of computing and most kilobytes of the children that still run."""
    seconds, largest = 0.0, 0
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            stat = (place / "stat").read_text("utf-8").rpartition(")")[2].split()
            if int(stat[1]) == os.getpid():
                seconds += (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
                lines = (place / "status").read_text("utf-8").splitlines()
                largest = max(largest, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    return seconds, largest


def _unpickled(content: bytes) -> Iterator[Told]:
    import io

    stream = io.BytesIO(content)
    while stream.tell() < len(content):
        try:
            yield pickle.load(stream)
        except (EOFError, pickle.UnpicklingError):
            return
