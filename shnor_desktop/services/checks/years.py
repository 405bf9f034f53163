"""The years of a programme, said in several places: title, passport, and the table of the title page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..documents.tree import block_texts
from ..documents.tree_json import load_blocks
from ..queries import ProgrammeData
from .finding import Finding, at_row

SPAN = re.compile(r"(?<!\d)(20\d\d)(\s*[-–—]\s*|\s+по\s+|\s+год[а-я]*\s+по\s+)(20\d\d)(?!\d)", re.IGNORECASE)
"""«2026–2028», «с 2026 по 2028 год»."""

_ROWS = ("name", "period")


def stated_years(data: ProgrammeData) -> Iterator[Finding]:
    """The title and the passport name the years that the programme has."""
    first, last = data.programme.year_from, data.programme.year_to
    if not first or not last:
        return
    message = _message(data.programme.title, first, last)
    if message:
        spot = "Название программы"
        yield Finding("warning", "years-differ", data.form.front, message, "programme:1:title", 0, spot)
    for section in data.sections:
        for row in section.passport:
            if row.key not in _ROWS:
                continue
            message = _message("\n".join(block_texts(load_blocks(row.body))), first, last)
            if message:
                yield at_row(section, "warning", "years-differ", message, "passport_row", row.id, "body", row.label)


def _message(text: str, first: int, last: int) -> str:
    spans = [(int(found[1]), int(found[3])) for found in SPAN.finditer(text)]
    if not spans:
        return ""
    said = min(one for one, _ in spans), max(other for _, other in spans)
    if said == (first, last):
        return ""
    return f"Здесь {said[0]}–{said[1]} годы, а на титульном листе – {first}–{last}."
