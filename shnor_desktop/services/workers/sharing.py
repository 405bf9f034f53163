"""Many files read by several processes and the program itself, each result in its place whoever was first."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

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
_AT_FIRST = 4
"""So few for a process that has not answered yet: it may take long to start, and nobody else will do these."""

_AHEAD = 2
"""Pieces of work that a process has at a time: it goes on with one while the answer to the other is on its way."""


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
    with Readers(work, count=count if len(files) >= MANY else 1, bounds=bounds) as readers:
        yield from readers.read(files, lost)


class Readers(Generic[R]):
    """The processes of `shared` before it is known what they will read: they start while a person chooses files.

    Leaving the `with`, or `close`, ends them, whether they have read anything or not.
    """

    def __init__(self, work: Work[R], *, count: int | None = None, bounds: Bounds = USUAL) -> None:
        self.work, self.bounds = work, bounds
        self.answers: Answers = queue.SimpleQueue()
        self._workers: list[Worker] = []
        others = (processes() if count is None else count) - 1
        self._starting = threading.Thread(target=self._start, args=(others,), daemon=True)
        self._starting.start()  # a system that looks through every program first takes long to start one

    def read(self, files: Sequence[Path], lost: Lost[R]) -> Generator[R, None, None]:
        """What the work makes of the files, in their order, once; few are read here."""
        if len(files) >= MANY:
            self._starting.join()
        if len(files) < MANY or not self._workers:
            for file in files:
                yield from self.work([file])
        else:
            yield from _Sharing(self, files, lost, self._workers).run()

    def close(self) -> None:
        """End the processes; nothing of them is left."""
        self._starting.join()
        while self._workers:
            self._workers.pop().kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _start(self, others: int) -> None:
        with contextlib.suppress(LostError):
            for _ in range(others):
                worker = Worker(self.work, self.answers, self.bounds)
                self._workers.append(worker)
                worker.give(())  # to learn the work and say so


class _Sharing(Generic[R]):
    """The work on its way: what is taken, what is back, what is told."""

    def __init__(self, readers: Readers[R], files: Sequence[Path], lost: Lost[R], workers: list[Worker]) -> None:
        self._readers, self._files, self._lost, self._workers = readers, files, lost, workers
        self._taken = 0
        self._back: dict[int, R] = {}
        self._at: dict[Worker, deque[range]] = {worker: deque((range(0),)) for worker in workers}
        self._started: set[Worker] = set()

    def run(self) -> Iterator[R]:
        """The results in order, as far as they are there."""
        self._collect()  # who is ready says so
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
            pieces = self._at.setdefault(worker, deque())
            while len(pieces) < _AHEAD and self._taken < len(self._files):
                places = self._take(_MOST_AT_ONCE if worker in self._started else _AT_FIRST)
                pieces.append(places)
                worker.give([self._files[place] for place in places])

    def _do_one(self) -> None:
        place = self._take(1).start
        self._back[place] = self._readers.work([self._files[place]])[0]

    def _wait(self) -> None:
        still_wanted()
        with contextlib.suppress(queue.Empty):
            self._answered(*self._readers.answers.get(timeout=TICK))

    def _collect(self) -> None:
        """Answers that are there, and processes from which none will come."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._answered(*self._readers.answers.get_nowait())
        for worker in [one for one in self._at if one.late]:
            self._give_up(worker)

    def _answered(self, worker: Worker, reply: Reply) -> None:
        if worker in self._at and reply.end == "done":
            self._started.add(worker)
            self._back.update(zip(self._at[worker].popleft(), reply.value, strict=True))
        elif worker in self._at:
            self._give_up(worker)

    def _give_up(self, worker: Worker) -> None:
        """End the process; what it was at is tried file by file, and the rest is shared by those that are left."""
        readers = self._readers
        self._workers.remove(worker)
        worker.kill()
        for place in chain.from_iterable(self._at.pop(worker)):
            file = self._files[place]
            try:
                self._back[place] = apart(file.name, readers.work, [file], bounds=readers.bounds)[0]
            except UserError as error:
                self._back[place] = self._lost(file, error)
