"""Printing laid-out pages: ranges, copies and order as the print dialog says, each page turned as it wants."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.jobs import Progress, no_progress, within
from shnor_desktop.ui.paper.draw import Kit, draw_page
from shnor_desktop.ui.paper.fitting import AS_IS, LYING
from shnor_desktop.ui.paper.pages import Page, Pages
from shnor_desktop.ui.paper.paginate import layout_document

LAYOUT_SHARE = 0.5


def print_document(printer: QPrinter, document: Document, progress: Progress = no_progress) -> Pages:
    """Lay a document out and print it; the pages are given back."""
    pages = layout_document(document, progress=within(progress, 0.0, LAYOUT_SHARE))
    print_pages(printer, pages, within(progress, LAYOUT_SHARE, 1.0))
    return pages


def print_pages(printer: QPrinter, pages: Pages, progress: Progress = no_progress) -> None:
    """Print pages in one go."""
    for part in printing(printer, pages):
        progress(part)


def printing(printer: QPrinter, pages: Pages, turn: str = AS_IS) -> Generator[float, None, None]:
    """Print a page at every step and give the part that is done; closing it early gives the job up.

    `turn` lays all sheets one way, whatever the pages do: these are then made smaller to fit.
    """
    wanted = wanted_pages(printer, len(pages.pages))
    printer.setFullPage(True)  # the pages hold their own margins
    if pages.title:
        printer.setDocName(pages.title)
    kit = Kit(pages)
    painter: QPainter | None = None
    done = 0
    try:
        for index in wanted:
            page = pages.pages[index]
            _turn(printer, page.landscape if turn == AS_IS else turn == LYING)
            if painter is None:
                painter = QPainter()
                if not painter.begin(printer):
                    raise UserError("Принтер не отвечает: проверьте, включён ли он, или выберите другой.")
            elif not printer.newPage():
                raise UserError("Принтер прервал печать: проверьте бумагу и напечатайте недостающие страницы.")
            _print_page(painter, printer, page, kit)
            done += 1
            yield done / len(wanted)
    finally:
        if painter is not None and painter.isActive():
            if done < len(wanted):
                printer.abort()
            painter.end()


def wanted_pages(printer: QPrinter, count: int) -> list[int]:
    """Indexes of the pages to print, in the order and as often as the printer is told to."""
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        ranges = [(printer.fromPage(), printer.toPage() or count)]
        if not printer.pageRanges().isEmpty():
            ranges = [(piece.from_, piece.to) for piece in printer.pageRanges().toRangeList()]
    else:
        ranges = [(1, count)]
    indexes = sorted({page - 1 for first, last in ranges for page in range(max(first, 1), min(last, count) + 1)})
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        indexes.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return indexes * copies
    return [index for index in indexes for _copy in range(copies)]


def _turn(printer: QPrinter, landscape: bool) -> None:
    """Set the orientation of the page to come; a printer that cannot keeps its own and the page is made smaller."""
    wanted = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    if printer.pageLayout().orientation() != wanted:
        printer.setPageOrientation(wanted)


def _print_page(painter: QPainter, printer: QPrinter, page: Page, kit: Kit) -> None:
    """Draw a page as large as the paper allows, in its middle."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    width, height = page.size
    scale = min(paper.width() / width, paper.height() / height)
    painter.save()
    painter.translate((paper.width() - width * scale) / 2, (paper.height() - height * scale) / 2)
    painter.scale(scale, scale)
    draw_page(painter, page, kit)
    painter.restore()
