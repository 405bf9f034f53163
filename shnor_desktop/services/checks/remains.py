"""What a converter left in the text where it lost a picture: «image1.emf», «[image: ]»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..documents.tree import NO_PICTURE
from ..queries import ProgrammeData, SectionData
from .finding import Finding, at_place
from .paragraphs import paragraphs_of

_TRACE = re.compile(
    rf"\s*(?:[\w.-]*(?:image|рисунок)\d*\.(?:emf|wmf|png|jpe?g|gif|bmp|tiff?)|\[image:[^\]\n]*\]|{re.escape(NO_PICTURE)})\s*",
    re.IGNORECASE,
)
"""A paragraph that says nothing else."""


def remains(data: ProgrammeData) -> Iterator[Finding]:
    """A line where a picture is missing is printed as it is: the person brings the picture or clears the line."""
    for section in data.sections:
        yield from _in_section(section)


def _in_section(section: SectionData) -> Iterator[Finding]:
    for told in paragraphs_of(section):
        if _TRACE.fullmatch(told.text):
            words = told.text.strip()
            message = f"Вместо рисунка в тексте стоит «{words}»: вставьте рисунок или сотрите эту строку."
            yield at_place(section, "warning", "picture-missing", message, f"{told.place}:{words}", told.spot)
