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

_SHORTEST = 8
"""Letters: a beginning that is no longer could be that of anything."""

APPENDIX_MARK = re.compile(r"^приложение\d{1,2}$")
"""A normalised line that says only «Приложение 1»."""
_NO_HEADING = re.compile(r"^\s*\d+\)|[;,]\s*$")


_APPENDIX = re.compile(r"^\s*приложение\s*(?:№\s*)?\d{1,2}\s*[.:)]?\s*(?:[-–—]\s+)?(?=\S)", re.IGNORECASE)


def without_appendix(text: str) -> str:
    """The text without «Приложение 1.» before it."""
    return _APPENDIX.sub("", text, count=1)


class Titles:
    """The titles of a form's sections, made comparable once: a document asks for each of its thousands of lines."""

    def __init__(self, form: Format) -> None:
        self._whole: dict[str, SectionSpec] = {}
        self._begins: list[tuple[str, bool, SectionSpec]] = []  # and whether the form knows the title by it alone
        for spec in form.section:
            begins = () if spec.approved else spec.begins  # titles of appendices are known by where they stand
            for title in (spec.title, *spec.match):
                self._whole.setdefault(norm(title), spec)
            for start in (spec.title, *spec.match, *begins):
                if len(norm(start)) > _SHORTEST:
                    self._begins.append((norm(start), start in begins, spec))
        self._starts = tuple({begin for begin, _, _ in self._begins})

    def match(self, text: str, *, loose: bool) -> SectionSpec | None:
        """The section whose title this is; `loose` (real headings) also takes titles that go on, or begin otherwise."""
        text = without_caption_number(without_appendix(text))
        plain = norm(without_number(text))
        if not plain:
            return None
        for candidate in (plain, norm(split_group(text)[1])):
            if candidate in self._whole:
                return self._whole[candidate]
        return self._begun(plain, loose, plain != norm(text)) if plain.startswith(self._starts) else None

    def _begun(self, plain: str, loose: bool, numbered: bool) -> SectionSpec | None:
        best: SectionSpec | None = None
        best_length = _SHORTEST
        for begin, alone, spec in self._begins:
            slack = _LONGER if spec.title_role == "caption" or loose else 0
            if alone and (loose or numbered):
                slack = _MUCH_LONGER
            if plain.startswith(begin) and len(plain) <= len(begin) + slack and len(begin) > best_length:
                best, best_length = spec, len(begin)
        return best


def match_section(text: str, form: Format, *, loose: bool) -> SectionSpec | None:
    """The section whose title this is, for one text."""
    return Titles(form).match(text, loose=loose)


def is_appendix_mark(block: Block) -> bool:
    """Whether a line says only «Приложение 1»."""
    return isinstance(block, Paragraph | Heading) and bool(APPENDIX_MARK.match(norm(block.text)))


def is_real_heading(heading: Heading) -> bool:
    """Whether a paragraph in a heading style reads like a heading, and not like an item of a list or a sentence."""
    text = heading.text.strip()
    return bool(text) and not _NO_HEADING.search(text) and not text[:1].islower() and len(text) <= 200
