"""Which section of the form a heading, a caption or a line of text begins."""

from __future__ import annotations

import re

from ...formats import Format, SectionSpec
from ..captions import without_number as without_caption_number
from ..tree import Block, Heading, Paragraph
from .words import norm, split_group, without_number

_LONGER = 45
"""A title may go on with the school's name and the like, in letters."""

_MUCH_LONGER = 150
"""So long may a title be that the form knows by its beginning alone, behind a number or in a heading."""

APPENDIX_MARK = re.compile(r"^приложение\d{1,2}$")
"""A normalised line that says only «Приложение 1»."""
_NO_HEADING = re.compile(r"^\s*\d+\)|[;,]\s*$")


_APPENDIX = re.compile(r"^\s*приложение\s*(?:№\s*)?\d{1,2}\s*[.:)]?\s*(?:[-–—]\s+)?(?=\S)", re.IGNORECASE)


def without_appendix(text: str) -> str:
    """The text without «Приложение 1.» before it."""
    return _APPENDIX.sub("", text, count=1)


def match_section(text: str, form: Format, *, loose: bool) -> SectionSpec | None:
    """The section whose title this is; `loose` (real headings) also takes titles that go on, or begin otherwise."""
    text = without_caption_number(without_appendix(text))
    plain = norm(without_number(text))
    if not plain:
        return None
    for candidate in (plain, norm(split_group(text)[1])):
        for spec in form.section:
            if candidate == norm(spec.title) or candidate in [norm(other) for other in spec.match]:
                return spec
    best: SectionSpec | None = None
    best_length = 8
    numbered = plain != norm(text)
    for spec in form.section:
        begins = () if spec.approved else spec.begins  # titles of appendices are known by where they stand
        for start in (spec.title, *spec.match, *begins):
            begin = norm(start)
            slack = _LONGER if spec.title_role == "caption" or loose else 0
            if start in begins and (loose or numbered):
                slack = _MUCH_LONGER
            if plain.startswith(begin) and len(plain) <= len(begin) + slack and len(begin) > best_length:
                best, best_length = spec, len(begin)
    return best


def is_appendix_mark(block: Block) -> bool:
    """Whether a line says only «Приложение 1»."""
    return isinstance(block, Paragraph | Heading) and bool(APPENDIX_MARK.match(norm(block.text)))


def is_real_heading(heading: Heading) -> bool:
    """Whether a paragraph in a heading style reads like a heading, and not like an item of a list or a sentence."""
    text = heading.text.strip()
    return bool(text) and not _NO_HEADING.search(text) and not text[:1].islower() and len(text) <= 200
