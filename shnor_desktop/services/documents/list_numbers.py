"""What number stands before a list item: one count for every writer that shows lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shnor_desktop.services.documents.number_formats import RUSSIAN_LETTERS, in_format
from shnor_desktop.services.documents.tree import Paragraph

DEEPEST_LEVEL = 8
"""Word knows nine levels, 0 to 8; deeper ones are shown as the deepest."""

BULLETS = "–•"
"""By turns from level to level; a dash comes first in Russian documents."""

_LOOK = re.compile(r"([^\w\s]?)(\d+|[^\W\d_]+)([^\w\s]+)")


@dataclass(frozen=True, slots=True)
class Marker:
    """The look of an item's number; `kind` is "bullet" or a name of Word's number formats."""

    kind: str
    prefix: str = ""
    suffix: str = ""


BULLET = Marker("bullet")
PLAIN_NUMBER = Marker("decimal", "", ".")


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item's place: which list of the document it belongs to (0 for bullets) and its number there."""

    list_id: int
    value: int
    level: int
    marker: Marker
    first: bool


def marker_of(look: str) -> Marker:
    """The marker that looks like «1.», «1)», «а)», «(1)», «a.», «IV.»; anything else counts as «1.»."""
    found = _LOOK.fullmatch(look.strip())
    kind = _kind(found[2]) if found else ""
    return Marker(kind, found[1], found[3]) if found and kind else PLAIN_NUMBER


def marker_text(item: ListItem) -> str:
    """The marker of a list item as it is read: «–», «3.», «б)»."""
    marker = item.marker
    if marker.kind == "bullet":
        return BULLETS[item.level % len(BULLETS)]
    return f"{marker.prefix}{in_format(item.value, marker.kind)}{marker.suffix}"


def _kind(sign: str) -> str:
    """The number format that `sign` belongs to, empty when it is none."""
    if sign.isdecimal():
        return "decimal"
    low = sign.lower()
    case = "Lower" if sign == low else "Upper"
    if len(low) == 1 and low in RUSSIAN_LETTERS:
        return f"russian{case}"
    if re.fullmatch("[ivx]+", low):
        return f"{case.lower()}Roman"
    return f"{case.lower()}Letter" if re.fullmatch("[a-z]", low) else ""


class ListNumbers:
    """Counts the items of a document's lists; feed it every list paragraph in reading order."""

    def __init__(self) -> None:
        self._lists = 0
        self._open: dict[int, ListItem] = {}  # the last numbered item of each level

    def copy(self) -> ListNumbers:
        """Another count that goes on from here."""
        other = ListNumbers()
        other._lists, other._open = self._lists, dict(self._open)
        return other

    def item(self, paragraph: Paragraph) -> ListItem:
        """The place of the next list paragraph."""
        level = min(max(paragraph.level, 0), DEEPEST_LEVEL)
        for deeper in [other for other in self._open if other > level]:
            del self._open[deeper]  # an item closes the lists that stood under the one before it
        if paragraph.list == "bullet":
            return ListItem(0, 1, level, BULLET, False)
        above = self._open.get(level)
        if above is None or paragraph.start > 0:
            self._lists += 1
            item = ListItem(self._lists, max(paragraph.start, 1), level, marker_of(paragraph.marker), True)
        else:
            item = ListItem(above.list_id, above.value + 1, level, above.marker, False)
        self._open[level] = item
        return item
