"""The reading process itself: takes work from its standard input, answers on its standard output.

It ends with the program that started it, however that ended: nobody is left then who could say anything to it.
"""

from __future__ import annotations

import gc
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from ...models.errors import UserError
from .bounds import Bounds, hold_computing, hold_memory
from .packing import receive, send
from .replies import Reply

SWITCH = "--reading-process"
"""How a program that is one file is started as such a process."""


def serve() -> int:
    """Work until there is nobody to work for."""
    gc.disable()  # what is read is a tree without rings, and looking for them takes a third of the time
    inbox, outbox = _own_streams()
    work: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(inbox, work), daemon=True).start()
    bounds, function = work.get()
    hold_memory(bounds)
    while True:
        _one(function, work.get(), bounds, outbox)


def _one(function: Callable[..., Any], given: tuple[Any, ...], bounds: Bounds, outbox: BinaryIO) -> None:
    hold_computing(bounds)
    reply = answer(function, given)
    try:
        send(outbox, reply)
    except MemoryError:
        os._exit(1)  # half an answer is on its way: the end of the stream tells that it never came


def answer(function: Callable[..., Any], given: tuple[Any, ...]) -> Reply:
    """What becomes of one piece of work."""
    try:
        return Reply("done", function(*given))
    except UserError as error:
        return Reply("told", error)
    except MemoryError:
        return Reply("memory")
    except Exception:
        return Reply("broken", traceback.format_exc())


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Input and output for us alone: what a library may print goes nowhere."""
    if sys.platform == "win32":
        import msvcrt

        for number in (0, 1):
            msvcrt.setmode(number, os.O_BINARY)
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nowhere, number)
    return inbox, outbox


def _listen(inbox: BinaryIO, work: queue.SimpleQueue[Any]) -> None:
    """Hear of new work at any time, and of the end of the program in the middle of work."""
    try:
        while True:
            work.put(receive(inbox))
    except BaseException:
        os._exit(0)
