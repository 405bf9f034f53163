"""A reading process as the program sees it: given work, it answers on a queue, is late, or is gone.

Started as a program of its own, never forked: a fork of a program with windows and threads stops at its first lock.
`multiprocessing` starts processes in this way too, but has each load the program's main module first, windows and all,
and knows no limits.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self, cast

from .bounds import USUAL, Bounds
from .child import SWITCH
from .packing import receive, send
from .replies import Reply

_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path[:0] = sys.argv[1:]; from shnor_desktop.services.workers.child import serve; serve()"


class LostError(Exception):
    """A process that was asked for could not be started at all."""


class Answer(NamedTuple):
    """What came from which process."""

    worker: Worker
    reply: Reply


Answers = queue.SimpleQueue[Answer]
"""Where the answers of several processes come together."""


class Worker:
    """One process that does one thing, again and again; leaving the `with` ends it, whatever it is at."""

    def __init__(self, function: Callable[..., Any], answers: Answers, bounds: Bounds = USUAL) -> None:
        self.bounds = bounds
        self._given = self._heard = 0
        self._since = 0.0
        self._answers = answers
        self._work: queue.SimpleQueue[tuple[Any, ...] | None] = queue.SimpleQueue()
        try:
            self._process = subprocess.Popen(
                command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise LostError(str(error)) from error
        streams = self._process.stdin, self._process.stdout
        out, back = cast(tuple[BinaryIO, BinaryIO], streams)
        self._threads = (
            threading.Thread(target=self._talk, args=(function, out), daemon=True),
            threading.Thread(target=self._hear, args=(back,), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def late(self) -> bool:
        """Whether it has been at one piece of work for too long."""
        return self._given > self._heard and time.monotonic() - self._since > self.bounds.seconds

    def give(self, *work: Any) -> None:
        """Have it begin, or go on with this when it is done with what it has; the answers come on the queue."""
        if self._given == self._heard:
            self._since = time.monotonic()
        self._given += 1
        self._work.put(work)

    def kill(self) -> None:
        """End the process at once and wait until it is gone."""
        self._process.kill()
        self._work.put(None)
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def _talk(self, function: Callable[..., Any], out: BinaryIO) -> None:
        """Work out, in a thread of its own: a pipe lets nobody wait for a while only."""
        try:
            send(out, (self.bounds, function))
            while (work := self._work.get()) is not None:
                send(out, work)
        except Exception:  # a pipe that ends, in whatever place, or what cannot be sent
            self._answers.put(Answer(self, Reply("gone")))

    def _hear(self, back: BinaryIO) -> None:
        """Answers back, in another: the next work is there before this one is done."""
        try:
            while True:
                reply = receive(back)
                self._heard, self._since = self._heard + 1, time.monotonic()
                self._answers.put(Answer(self, reply))
        except Exception:
            self._answers.put(Answer(self, Reply("gone")))


def command() -> list[str]:
    """How such a process is started: the program itself where it is one file, else Python with this package.

    Where modules are to be found is known here: Python need not look for it again, which takes as long as starting.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, SWITCH]
    return [sys.executable, "-I", "-S", "-c", _START, str(_ROOT), *(place for place in sys.path if place)]
