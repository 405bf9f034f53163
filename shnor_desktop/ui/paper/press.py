"""The live preview's pages, made beside the window: one thread that keeps what it has laid out from edit to edit."""

from __future__ import annotations

from queue import SimpleQueue
from typing import NamedTuple

from PySide6.QtCore import QObject, QThread, Signal

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.compose.tracing import Tracer
from shnor_desktop.services.documents.reuse import reused
from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.formats import Format
from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.snapshot import opened
from shnor_desktop.ui.paper.memory import Memory
from shnor_desktop.ui.paper.pages import Pages
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.worker import garbage_kept


class Order(NamedTuple):
    """Pages that are wanted: of which content, in which form, of which sections (none: the whole paper)."""

    content: bytes
    form: Format
    sections: tuple[int, ...] = ()


class Press:
    """Makes pages again and again; what has not changed is taken from the time before. Belongs to one thread."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._tracer = Tracer()
        self._document: Document | None = None

    def pages(self, order: Order, *, stopped: QThread | None = None) -> Pages:
        """The pages of an order; Cancelled when the thread is asked to end meanwhile."""

        def progress(_part: float) -> None:
            if stopped is not None and stopped.isInterruptionRequested():
                raise Cancelled

        with opened(order.content) as snapshot:
            data = read_programme(snapshot, order.form, hidden=bool(order.sections))
        progress(0.0)
        document = compose(self._tracer.traced(data), sections=order.sections)
        self._document = reused(document, self._document)
        return layout_document(self._document, progress=progress, memory=self._memory)


class PressThread(QThread):
    """Takes orders while it runs; of several that wait only the last is done."""

    ready = Signal(object, object)
    """The order, and its pages."""

    failed = Signal(object)
    """The exception, to be dealt with in the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._orders: SimpleQueue[Order | None] = SimpleQueue()

    def ask(self, order: Order) -> None:
        """Have pages made."""
        self._orders.put(order)

    def end(self) -> None:
        """Take no more orders and wait for the end; nothing more is reported."""
        self.requestInterruption()
        self._orders.put(None)
        self.wait()

    def run(self) -> None:
        """Work (called by Qt in the new thread)."""
        press = Press()
        while (order := self._newest()) is not None:
            try:
                with garbage_kept():
                    pages = press.pages(order, stopped=self)
            except Cancelled:
                return
            except Exception as error:
                self.failed.emit(error)
                press = Press()
            else:
                self.ready.emit(order, pages)

    def _newest(self) -> Order | None:
        """Wait for an order; None when there will be no more."""
        order = self._orders.get()
        while order is not None and not self._orders.empty():
            order = self._orders.get()
        return order
