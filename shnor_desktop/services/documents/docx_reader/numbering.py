"""Counts list items the way Word does and says which of them the tree can hold as lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from shnor_desktop.services.documents.docx_reader.look import StyleSheet
from shnor_desktop.services.documents.docx_reader.names import Element, W, child_value, integer
from shnor_desktop.services.documents.list_numbers import Marker, marker_of
from shnor_desktop.services.documents.number_formats import in_format

LEVELS = 9
FIRST_SIGNS = {
    "decimal": "1", "russianLower": "а", "russianUpper": "А", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip
"""How the first number of a list is written, for the formats that the tree has a word for."""

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # the level whose items restart this one (1-based), 0 never
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One counted list item: its place in its list and its number as Word shows it."""

    kind: str  # "bullet", "number" or "text": the last is a look the tree has no word for
    level: int = 0
    label: str = ""
    marker: str = ""
    value: int = 0
    definition: str = ""
    anew: bool = False  # the list says that its count begins here


_Count: TypeAlias = "list[int | None]"
"""The state of one list definition: the last number given on each level."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list instance (w:num): the definition it counts with, its levels, and where it starts anew."""

    definition: str
    levels: dict[int, Level]
    overrides: dict[int, int]


class Numbering:
    """The lists of a document, met in reading order."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._abstract: dict[str, Element] = {}
        self._instances: dict[str, Element] = {}
        for element in () if root is None else root.iterfind(W + "abstractNum"):
            self._abstract.setdefault(element.get(W + "abstractNumId", ""), element)
        for element in () if root is None else root.iterfind(W + "num"):
            self._instances.setdefault(element.get(W + "numId", ""), element)
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, _Count] = {}
        self._overridden: set[tuple[str, int]] = set()
        self._shown: dict[int, Item] = {}  # the last numbered item of each level, as a reader of the tree sees it

    def item(self, list_id: str, level: int | None, style_id: str = "") -> Item | None:
        """Counts one more item; None when the list is not defined or is the "no list" of Word."""
        found = self._list(list_id)
        if found is None:
            return None
        place = _style_level(found, style_id) if level is None else level
        place = max(0, min(place, LEVELS - 1))
        look = found.levels.get(place, Level())
        count = self._counts.setdefault(found.definition, [None] * LEVELS)
        anew = self._advance(list_id, found, place, count)
        if look.format == "bullet":
            return Item("bullet", place)
        value = count[place] or 0
        label = _label(found, place, count)
        marker = _marker(look, place) if value > 0 else ""
        kind = "number" if marker else "text"
        return Item(kind, place, label, marker, value, found.definition, anew)

    def start(self, item: Item) -> int:
        """What the tree has to say so that its reader counts to the same number: 0 where that goes on by itself.

        To be told of every item that is shown, bullets too: each closes the lists that stand under the one before.
        """
        above = self._shown.get(item.level)
        parents = [shown for level, shown in self._shown.items() if level < item.level]
        self._shown = {level: shown for level, shown in self._shown.items() if level < item.level}
        if item.kind == "bullet":
            if above is not None:
                self._shown[item.level] = above
            return 0
        self._shown[item.level] = item
        if above is not None:
            goes_on = above.definition == item.definition and above.value + 1 == item.value
        else:
            goes_on = item.value == 1 and any(parent.definition == item.definition for parent in parents)
        return 0 if goes_on and not item.anew else item.value

    def _advance(self, list_id: str, found: _List, place: int, count: _Count) -> bool:
        """Counts one on; whether the list instance starts anew here."""
        start = found.levels.get(place, Level()).start
        override = found.overrides.get(place)
        anew = override is not None and (list_id, place) not in self._overridden
        if anew:
            self._overridden.add((list_id, place))
            count[place] = override
        else:
            last = count[place]
            count[place] = start if last is None else last + 1
        for deeper in range(place + 1, LEVELS):
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or 0 < place + 1 <= restart:
                count[deeper] = None
        return anew

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> _List | None:
        instance = self._instances.get(list_id)
        if instance is None or list_id == "0":
            return None
        definition = child_value(instance, W + "abstractNumId")
        abstract = self._definition(definition)
        if abstract is None:
            return None
        levels = _levels(abstract)
        overrides = {}
        for element in instance.iterfind(W + "lvlOverride"):
            place = integer(element.get(W + "ilvl"))
            levels |= _levels(element)
            start = element.find(W + "startOverride")
            if start is not None:
                overrides[place] = integer(start.get(W + "val"), 1)
        return _List(abstract.get(W + "abstractNumId", ""), levels, overrides)

    def _definition(self, definition: str) -> Element | None:
        """The definition, followed through a link to a numbering style."""
        for _ in range(LEVELS):
            abstract = self._abstract.get(definition)
            linked = "" if abstract is None else child_value(abstract, W + "numStyleLink")
            instance = self._instances.get(self._styles.numbering_list(linked)) if linked else None
            if instance is None:
                return abstract
            definition = child_value(instance, W + "abstractNumId")
        return None


def _levels(parent: Element) -> dict[int, Level]:
    levels = {}
    for element in parent.iterfind(W + "lvl"):
        restart, legal = element.find(W + "lvlRestart"), element.find(W + "isLgl")
        levels[integer(element.get(W + "ilvl"))] = Level(
            child_value(element, W + "numFmt", "decimal"),
            child_value(element, W + "lvlText"),
            integer(child_value(element, W + "start", "0")),
            None if restart is None else integer(restart.get(W + "val")),
            legal is not None and legal.get(W + "val", "1") not in ("0", "false"),
            child_value(element, W + "pStyle"),
        )
    return levels


def _style_level(found: _List, style_id: str) -> int:
    """The level a paragraph style is linked to, the first one when it is not."""
    return next((place for place, level in found.levels.items() if style_id and level.style == style_id), 0)


def _label(found: _List, place: int, count: _Count) -> str:
    """The number as Word shows it, those of the levels above included."""
    look = found.levels.get(place, Level())

    def number(match: re.Match[str]) -> str:
        other = int(match.group(1)) - 1
        level = found.levels.get(other, Level())
        value = count[other]
        return in_format(level.start if value is None else value, "decimal" if look.legal else level.format)

    return _PLACEHOLDER.sub(number, look.text).strip()


def _marker(look: Level, place: int) -> str:
    """The tree's word for this look, the first number as it is read («1.», «а)», «(1)», «IV.»); empty for others."""
    own, first = f"%{place + 1}", FIRST_SIGNS.get(look.format, "")
    before, found, after = look.text.strip().partition(own)
    if not first or not found:
        return ""
    shown = f"{before}{first}{after}"
    return shown if marker_of(shown) == Marker(look.format, before, after) else ""
