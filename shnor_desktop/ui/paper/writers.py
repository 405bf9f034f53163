"""What the composition roots lend the services: PDF, and the page numbers for the contents of a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from shnor_desktop.services.documents.headings import counts_pages
from shnor_desktop.services.documents.tree import Document, Heading, Paragraph, inner_blocks
from shnor_desktop.services.exporting import WRITERS, Writer
from shnor_desktop.services.jobs import Progress, within
from shnor_desktop.ui.paper.fonts import measurable
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.pdf import application_without_window, write_pdf

COUNTING_SHARE = 0.6
"""How much of the time of a Word file its page numbers take."""

_ALWAYS_SHOWN = ("body", "table", "contents_title", "contents1", "contents2")
"""Styles of the page numbers, of empty cells and of the contents."""


def page_numbers(document: Document, progress: Progress) -> dict[int, int]:
    """The pages of all headings by their place among them; none where no contents will show them.

    On a template of the school's own they are counted with its styles, where its letters can be measured here.
    """
    if not counts_pages(document):
        return {}
    if document.template:
        from shnor_desktop.services.documents.docx_writer.template_looks import on_template

        document = on_template(document)
        if not all(map(measurable, _typefaces(document))):
            return {}
    return dict(enumerate(layout_document(document, progress=progress).heading_pages))


def _typefaces(document: Document) -> set[str]:
    """The typefaces that the pages of a document show."""
    names = {*_ALWAYS_SHOWN}
    for block in inner_blocks(document.blocks()):
        if isinstance(block, Paragraph):
            names.add(block.style)
        elif isinstance(block, Heading):
            names.add(f"heading{min(max(block.level, 1), 4)}")
    return {document.layout.styles[name].font for name in names}


def write_word(document: Document, path: Path, progress: Progress) -> None:
    """A Word file whose contents have their page numbers."""
    from shnor_desktop.services.documents.docx_writer import write_docx

    pages = page_numbers(document, within(progress, 0.0, COUNTING_SHARE))
    write_docx(document, path, within(progress, COUNTING_SHARE, 1.0), pages=pages)


def _write_pdf(document: Document, path: Path, progress: Progress) -> None:
    write_pdf(document, path, progress)


PAPER_WRITERS: Mapping[str, Writer] = {**WRITERS, ".docx": write_word, ".pdf": _write_pdf}
"""Writers by ending for a program that has a window."""


def write_headless(document: Document, path: Path, progress: Progress) -> None:
    """Write a paper from a program without a window, which makes the Qt application that pages need."""
    application = application_without_window()
    PAPER_WRITERS[path.suffix.lower()](document, path, progress)
    del application
