"""Many files read by several processes and the program itself, each result in its place whoever was first."""

from __future__ import annotations

import contextlib
import os
import queue
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from ...models.errors import UserError
from ..jobs import still_wanted
from .apart import TICK, apart
from .bounds import USUAL, Bounds
from .replies import Reply
from .worker import Answers, LostError, Worker

R = TypeVar("R")
Work = Callable[[Sequence[Path]], list[R]]
"""Reads some files; goes to the other processes as it is, and keeps there what it learned from the files before."""

Lost = Callable[[Path, UserError], R]
"""What stands for a file that could not be read, and why."""

MANY = 50
"""Fewer files are read before a process has started."""

_MOST_PROCESSES = 4
_MOST_AT_ONCE = 24
_AT_FIRST = 6
"""So few for a process that has not answered yet: it may take long to start, and nobody else will do these."""


def processes() -> int:
    """How many processes share the work, this one among them."""
    return min(os.cpu_count() or 1, _MOST_PROCESSES)


def shared(
    work: Work[R], files: Sequence[Path], lost: Lost[R], *, count: int | None = None, bounds: Bounds = USUAL
) -> Generator[R, None, None]:
    """What `work` makes of the files, in their order; it gets some at a time, here and in other processes.

    When a process hangs, dies or takes too much memory, each file that it was at is tried again by itself. Close the
    iterator to end the processes.
    """
    count = processes() if count is None else count
    if count < 2 or len(files) < MANY:
        for file in files:
            yield from work([file])
        return
    with contextlib.ExitStack() as stack:
        yield from _Sharing(work, files, lost, bounds).run(stack, count - 1)


class _Sharing(Generic[R]):
    """The work on its way: what is taken, what is back, what is told."""

    def __init__(self, work: Work[R], files: Sequence[Path], lost: Lost[R], bounds: Bounds) -> None:
        self._work, self._files, self._lost, self._bounds = work, files, lost, bounds
        self._answers: Answers = queue.SimpleQueue()
        self._taken = 0
        self._back: dict[int, R] = {}
        self._at: dict[Worker, range] = {}
        self._workers: list[Worker] = []
        self._started: set[Worker] = set()

    def run(self, stack: contextlib.ExitStack, others: int) -> Iterator[R]:
        """The results in order, as far as they are there."""
        with contextlib.suppress(LostError):
            for _ in range(others):
                self._workers.append(stack.enter_context(Worker(self._work, self._answers, self._bounds)))
        told = 0
        while told < len(self._files):
            self._hand_out()
            self._do_one() if self._taken < len(self._files) else self._wait()
            self._collect()
            while told in self._back:
                yield self._back.pop(told)
                told += 1

    def _take(self, most: int) -> range:
        """The next things in order, fewer towards the end: all are to be ready at the same time."""
        left = len(self._files) - self._taken
        size = max(1, min(most, left // (3 * len(self._workers) + 3), left))
        taken = range(self._taken, self._taken + size)
        self._taken = taken.stop
        return taken

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker not in self._at and self._taken < len(self._files):
                places = self._at[worker] = self._take(_MOST_AT_ONCE if worker in self._started else _AT_FIRST)
                worker.give([self._files[place] for place in places])

    def _do_one(self) -> None:
        place = self._take(1).start
        self._back[place] = self._work([self._files[place]])[0]

    def _wait(self) -> None:
        still_wanted()
        with contextlib.suppress(queue.Empty):
            self._answered(*self._answers.get(timeout=TICK))

    def _collect(self) -> None:
        """Answers that are there, and processes from which none will come."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._answered(*self._answers.get_nowait())
        for worker in [one for one in self._at if one.late]:
            self._give_up(worker)

    def _answered(self, worker: Worker, reply: Reply) -> None:
        if worker in self._at and reply.end == "done":
            self._started.add(worker)
            self._back.update(zip(self._at.pop(worker), reply.value, strict=True))
        elif worker in self._at:
            self._give_up(worker)

    def _give_up(self, worker: Worker) -> None:
        """End the process; what it was at is tried file by file, and the rest is shared by those that are left."""
        self._workers.remove(worker)
        worker.kill()
        for place in self._at.pop(worker):
            file = self._files[place]
            try:
                self._back[place] = apart(file.name, self._work, [file], bounds=self._bounds)[0]
            except UserError as error:
                self._back[place] = self._lost(file, error)
