"""What of a template's own text stands above every paper: the school's name and emblem, not a paper of last year."""

from __future__ import annotations

from typing import Any

from lxml import etree

from shnor_desktop.services.documents.docx_writer.markup import W_NAMESPACE

MOST_BLOCKS = 15
MOST_LETTERS = 1500
"""A longer text is no letterhead but an example of a document: only its looks are taken."""

_W = f"{{{W_NAMESPACE}}}"
_BLOCKS = {f"{_W}p", f"{_W}tbl", f"{_W}sdt"}
_LEFT = (
    *("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference", "endnoteReference"),
)
_NO_LETTERHEAD = ("sectPr", "numPr", "lastRenderedPageBreak", "pageBreakBefore", "instrText", "fldSimple", "altChunk")
_SHOWN = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}drawing",
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pict",
)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_DRAWING = 900_000
"""Numbers of its pictures, far from those of the document's own."""


def letterhead_of(body: Any) -> str:
    """The markup to begin a paper with; empty where the template has no text, or has that of a document."""
    blocks = [block for block in body if block.tag in _BLOCKS]
    if not _is_letterhead(blocks):
        return ""
    for number, block in enumerate(blocks):
        for tag in _LEFT:
            for found in list(block.iter(f"{_W}{tag}")):
                parent = found.getparent()
                if parent is not None:
                    parent.remove(found)
        for drawn in block.iter(_DRAWING):
            drawn.set("id", str(_FIRST_DRAWING + number))
    return "".join(etree.tostring(block, encoding="unicode", with_tail=False) for block in blocks)


def _is_letterhead(blocks: list[Any]) -> bool:
    if not blocks or len(blocks) > MOST_BLOCKS:
        return False
    letters = sum(len(text.text or "") for block in blocks for text in block.iter(f"{_W}t"))
    shown = any(True for block in blocks for tag in _SHOWN for _found in block.iter(tag))
    if letters > MOST_LETTERS or not (letters or shown):
        return False
    breaks = any(found.get(f"{_W}type") == "page" for block in blocks for found in block.iter(f"{_W}br"))
    return not breaks and not any(True for b in blocks for tag in _NO_LETTERHEAD for _found in b.iter(f"{_W}{tag}"))
