"""Where a line may end: Word keeps «и/или» whole and parts «2020-2022», Qt's line breaker does the opposite.

The breaker is shown signs of equal width that it takes as Word takes the real ones; what is drawn is the text itself.
"""

from __future__ import annotations

import re

from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.pages import Look

_KEPT, _KEPT_AS = "/", "l"
_LETTER = "о"
"""A Cyrillic letter, as wide as a figure."""

_AFTER_HYPHEN = re.compile(r"(?<=\S[-–‐])\d")


class LineEnds:
    """Texts as the breaker is to see them, letter for letter as long as they are."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self._equal: dict[Look, bool] = {}

    def shown(self, text: str, look: Look) -> str:
        """The text with its stand-ins; in a font where these are not as wide it stays as it is."""
        kept = _KEPT in text
        if not (kept or "-" in text or "–" in text or "‐" in text) or not self._are_equal(look):
            return text
        return _AFTER_HYPHEN.sub(_LETTER, text.replace(_KEPT, _KEPT_AS) if kept else text)

    def _are_equal(self, look: Look) -> bool:
        equal = self._equal.get(look)
        if equal is None:
            width = self._fonts.width
            equal = width(_KEPT, look) == width(_KEPT_AS, look) and width("0", look) == width(_LETTER, look)
            self._equal[look] = equal
        return equal
