"""From a document tree to data: what the form knows becomes rows, everything else stays text in its place."""

from __future__ import annotations

from ...formats import Format
from ..captions import bare_captions
from ..tree import Document, Table
from .assignment import Assignment, Assignments
from .complete import complete
from .found import FoundSection, Recognised
from .joining import join_tables
from .walk import Walker

__all__ = ["Assignment", "FoundSection", "Recognised", "recognise"]


def recognise(document: Document, form: Format, assignments: Assignments | None = None) -> Recognised:
    """Read a document as a programme of that form; nothing of its text is lost (see `Recognised.lost`).

    `assignments` is what a person says of single tables, by their number in the document.
    """
    said = assignments or {}
    if form.captions:
        document = bare_captions(document)
    joined = join_tables(document, said)
    walker = Walker(form, {key: said[numbers[0]] for key, numbers in joined.sources.items() if numbers[0] in said})
    found = walker.walk(joined.document)
    found.tables = [
        (placed, joined.numbers(placed.block)) for placed in found.placed if isinstance(placed.block, Table)
    ]
    complete(found, document)
    return found
