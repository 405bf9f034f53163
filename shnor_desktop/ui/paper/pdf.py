"""PDF files from laid-out pages: written in memory, then to disk in one go; with bookmarks and links."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.files import write_aside
from shnor_desktop.services.jobs import Progress, no_progress, within
from shnor_desktop.ui.paper.draw import Kit, draw_page
from shnor_desktop.ui.paper.fitting import AS_IS, Fit, fit
from shnor_desktop.ui.paper.pages import TWIPS_PER_INCH, Pages
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.pdf_marks import marked

SHEETS = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}

LAYOUT_SHARE = 0.5
"""How much of the time of making a PDF its layout takes."""


def pdf_bytes(pages: Pages, progress: Progress = no_progress, paper: str = "", turn: str = AS_IS) -> bytes:
    """The pages as a PDF file's content; the text in it can be selected and searched.

    On a sheet of another name or turn than their own they are made larger or smaller to fill it.
    """
    fits = [fit(page, paper, turn) for page in pages.pages]
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(pages.title)
    writer.setCreator("Программа школы")
    writer.setResolution(TWIPS_PER_INCH)
    writer.setPageLayout(page_layout(fits[0]))
    kit = Kit(pages)
    painter = QPainter(writer)
    try:
        for index, (page, place) in enumerate(zip(pages.pages, fits, strict=True)):
            if index:
                writer.setPageLayout(page_layout(place))
                writer.newPage()
            painter.resetTransform()
            painter.translate(place.x, place.y)
            painter.scale(place.scale, place.scale)
            draw_page(painter, page, kit)
            progress((index + 1) / len(pages.pages))
    finally:
        painter.end()
    return marked(bytes(buffer.data().data()), pages, fits)


def page_layout(place: Fit) -> QPageLayout:
    """The sheet of a page, without margins of its own: the pages hold theirs."""
    orientation = QPageLayout.Orientation.Landscape if place.landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(SHEETS[place.paper]), orientation, QMarginsF(0, 0, 0, 0))


def write_pages(pages: Pages, path: Path, progress: Progress = no_progress, paper: str = "", turn: str = AS_IS) -> None:
    """Write pages to a PDF file; an older file stays whole until the new one is."""
    with write_aside(path) as aside:
        aside.write_bytes(pdf_bytes(pages, progress, paper, turn))


def write_pdf(document: Document, path: Path, progress: Progress = no_progress) -> Pages:
    """Lay a document out and write it to a PDF file; the pages are given back."""
    pages = layout_document(document, progress=within(progress, 0.0, LAYOUT_SHARE))
    write_pages(pages, path, within(progress, LAYOUT_SHARE, 1.0))
    return pages


def export_pdf_headless(document: Document, path: Path) -> None:
    """Write a PDF from a program without a window."""
    application = application_without_window()
    write_pdf(document, path)
    del application


def application_without_window() -> QCoreApplication:
    """The Qt application that pages need, made when there is none; to be held while they are worked on."""
    application = QGuiApplication.instance()
    if application is None:
        native = sys.platform in ("win32", "darwin")  # always there, and with the system's fonts
        application = QGuiApplication(["shnor-desktop", *([] if native else ["-platform", "offscreen"])])
    return application
