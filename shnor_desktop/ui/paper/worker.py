"""Long work in a thread of its own, so that the window stays alive."""

from __future__ import annotations

import contextlib
import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from shnor_desktop.services.jobs import Cancelled, Progress, cancelled_by

_TURN, _USUAL_TURN = 0.0001, 0.005
"""Seconds that a thread may go on before another one gets its turn."""

REPORT_EVERY = 0.05
"""Seconds between two reports of progress: more would only keep the window busy."""


class PaperThread(QThread):
    """Runs one piece of work that reports progress; work that was cancelled reports nothing more."""

    progressed = Signal(float)
    ready = Signal(object)
    failed = Signal(object)  # the exception, to be dealt with in the window's thread

    def __init__(self, work: Callable[[Progress], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._reported = 0.0

    def run(self) -> None:
        """Do the work (called by Qt in the new thread)."""
        try:
            with garbage_kept(), short_turns(), cancelled_by(self._ask):
                result = self._work(self._report)
        except Cancelled:
            return
        except Exception as error:
            self.failed.emit(error)
            return
        self.ready.emit(result)

    def cancel(self) -> None:
        """Stop as soon as possible and wait for it; nothing more is reported to the slots of a closed window."""
        self.requestInterruption()
        self.wait()

    def _ask(self) -> None:
        if self.isInterruptionRequested():
            raise Cancelled

    def _report(self, part: float) -> None:
        self._ask()
        now = time.monotonic()
        if now - self._reported >= REPORT_EVERY:
            self._reported = now
            self.progressed.emit(part)


class Beside(QObject):
    """One piece of work at a time, for what only wants its answer: given up, it says nothing more."""

    ended = Signal()
    """The work is over, well or not; its answer comes next."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: PaperThread | None = None
        self._then: Callable[[Any], object] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._thread is not None

    def begin(self, work: Callable[[Progress], object], then: Callable[[Any], object]) -> None:
        """Do this in a thread; `then` gets the answer in the window's own. Earlier work is given up."""
        self.give_up()
        self._then = then
        self._thread = PaperThread(work, self)
        self._thread.ready.connect(self._ready)
        self._thread.failed.connect(self._failed)
        self.destroyed.connect(self._thread.cancel)  # Qt aborts the program when a running thread is destroyed
        self._thread.start()

    def give_up(self) -> None:
        """Nobody wants the answer any more."""
        thread, self._thread, self._then = self._thread, None, None
        if thread is not None:
            thread.cancel()
            thread.deleteLater()

    def _ready(self, answer: object) -> None:
        then = self._then
        if self._over() and then is not None:
            then(answer)

    def _failed(self, error: BaseException) -> None:
        if self._over():
            raise error

    def _over(self) -> bool:
        """Whether the one who tells is still waited for."""
        thread = self._thread
        if thread is None or self.sender() is not thread:
            return False
        self._thread, self._then = None, None
        thread.wait()
        thread.deleteLater()
        self.ended.emit()
        return True


class _Keeper:
    """Counts who wants no garbage to be collected: several threads may at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._collects = True

    @property
    def wanted(self) -> bool:
        """Whether anybody wants it now."""
        return self._count > 0

    def begin(self) -> None:
        """One more."""
        with self._lock:
            if not self._count:
                self._collects = gc.isenabled()
                gc.disable()
            self._count += 1

    def end(self) -> None:
        """One less; after the last one garbage is collected again."""
        with self._lock:
            self._count -= 1
            if not self._count and self._collects:
                gc.freeze()  # the two together count everything new as old: else all of it is looked through at once
                gc.unfreeze()
                gc.enable()


_KEEPER = _Keeper()  # one, as there is one collector


def at_work() -> bool:
    """Whether a thread works beside the window: reading the file row by row meanwhile takes many times as long."""
    return _KEEPER.wanted


@contextlib.contextmanager
def short_turns() -> Iterator[None]:
    """Let the window's thread in at once when it has something to do: it asks many times to paint one table."""
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL_TURN)


@contextlib.contextmanager
def garbage_kept() -> Iterator[None]:
    """Let nobody collect garbage: in a thread that would destroy forgotten widgets, which only theirs may do."""
    _KEEPER.begin()
    try:
        yield
    finally:
        _KEEPER.end()
