"""Real Word lists: definitions by the look of their numbers, and a counter of its own for every list."""

from __future__ import annotations

import re

from shnor_desktop.services.documents.docx_writer.markup import W_NAMESPACE, XML_HEAD, escape
from shnor_desktop.services.documents.docx_writer.package import Package
from shnor_desktop.services.documents.docx_writer.units import twips
from shnor_desktop.services.documents.list_numbers import BULLETS, DEEPEST_LEVEL, ListNumbers, Marker
from shnor_desktop.services.documents.styles import LIST_INDENT_MM
from shnor_desktop.services.documents.tree import Paragraph

_USUAL_NAME = "word/numbering.xml"
_PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_EMPTY_PART = f'{XML_HEAD}<w:numbering xmlns:w="{W_NAMESPACE}"></w:numbering>'

_Definition = tuple[Marker, int]
"""What a list looks like: its marker and, in twips, how far its first level stands from the margin."""


class Numbering:
    """Gives list paragraphs their numbers and at the end the package its numbering part."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._name = package.related("numbering")
        self._part = package.parts[self._name].decode() if self._name else _EMPTY_PART
        self._first_abstract = _after_last(r'w:abstractNumId="(\d+)"', self._part)
        self._first_list = max(_after_last(r'w:numId="(\d+)"', self._part), 1)
        self._numbers = ListNumbers()
        self._abstracts: dict[_Definition, int] = {}
        self._lists: dict[int | _Definition, int] = {}  # the tree's list, or the definition of bullets -> Word's list
        self._lines: list[str] = []

    def properties(self, paragraph: Paragraph, left_mm: float) -> str:
        """The numbering properties of a list paragraph whose style stands `left_mm` from the margin."""
        item = self._numbers.item(paragraph)
        definition = (item.marker, twips(max(left_mm, LIST_INDENT_MM)))
        # bullets need no counter, so all that look alike are one list; of a numbered list the first item decides
        key = item.list_id or definition
        if key not in self._lists:
            abstract = self._abstracts.setdefault(definition, self._first_abstract + len(self._abstracts))
            self._lists[key] = self._first_list + len(self._lists)
            self._lines.append(_list_line(self._lists[key], abstract, item.level, item.value if item.list_id else 0))
        return f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{self._lists[key]}"/></w:numPr>'

    def finish(self) -> None:
        """Put the numbering part into the package; a document without lists gets none."""
        if not self._lists:
            return
        text = re.sub(r"(<w:numbering\b[^>]*)/>", r"\1></w:numbering>", self._part)
        definitions = "".join(_definition(number, *key) for key, number in self._abstracts.items())
        # definitions stand before all lists, lists before the closing remarks of the part
        lists_at = _first_of(text, ["<w:num ", "<w:numIdMacAtCleanup", "</w:numbering>"])
        end_at = _first_of(text, ["<w:numIdMacAtCleanup", "</w:numbering>"])
        text = text[:lists_at] + definitions + text[lists_at:end_at] + "".join(self._lines) + text[end_at:]
        if not self._name:
            self._name = _USUAL_NAME
            self._package.relate("numbering", self._name)
        self._package.add(self._name, _PART_TYPE, text.encode())


def _after_last(pattern: str, text: str) -> int:
    """The first number that is free above those that `pattern` finds."""
    return max((int(found) for found in re.findall(pattern, text)), default=-1) + 1


def _first_of(text: str, marks: list[str]) -> int:
    """Where the first of the marks that is there at all stands; a mark counts before the ones after it."""
    return next(at for mark in marks if (at := text.find(mark)) >= 0)


def _list_line(number: int, abstract: int, level: int, start: int) -> str:
    override = ""
    if start:
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def _definition(number: int, marker: Marker, left: int) -> str:
    """A list definition of nine levels that all look like `marker`."""
    levels = "".join(_level(level, marker, left) for level in range(DEEPEST_LEVEL + 1))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x51A00000 + number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x51B00000 + number:08X}"/>{levels}</w:abstractNum>'
    )


def _level(level: int, marker: Marker, left: int) -> str:
    number = f"{marker.prefix}%{level + 1}{marker.suffix}"
    text = BULLETS[level % len(BULLETS)] if marker.kind == "bullet" else number
    step = twips(LIST_INDENT_MM)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{marker.kind}"/>'
        f'<w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left + level * step}" w:hanging="{step}"/></w:pPr></w:lvl>'
    )
