"""From a document tree to data: what the form knows becomes rows, everything else stays text in its place."""

from __future__ import annotations

from ...formats import Format
from ..tree import Document
from .complete import complete
from .found import FoundSection, Recognised
from .walk import Walker

__all__ = ["FoundSection", "Recognised", "recognise"]


def recognise(document: Document, form: Format) -> Recognised:
    """Read a document as a programme of that form; nothing of its text is lost (see `Recognised.lost`)."""
    found = Walker(form).walk(document)
    complete(found, document)
    return found
