"""One piece of work in a process of its own: for a file that is large enough to make trouble."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from ..jobs import still_wanted
from .bounds import USUAL, Bounds
from .replies import Reply, opened
from .worker import Answers, LostError, Worker

P = ParamSpec("P")
T = TypeVar("T")

TICK = 0.05
"""Seconds between two looks at whether the person still wants it."""


def apart(name: str, function: Callable[..., T], *given: object, bounds: Bounds = USUAL) -> T:
    """What `function` gives, computed in a process of its own.

    UserError about the file called `name` where it takes too long or too much; Cancelled soon after the person's wish.
    Where no process can be started the work is done here.
    """
    answers: Answers = queue.SimpleQueue()
    try:
        worker = Worker(function, answers, bounds)
    except LostError:
        return function(*given)
    with worker:
        worker.give(*given)
        return cast(T, opened(_wait(worker, answers), name))


def _wait(worker: Worker, answers: Answers) -> Reply:
    while not worker.late:
        still_wanted()
        try:
            return answers.get(timeout=TICK).reply
        except queue.Empty:
            continue
    return Reply("late")
