"""Where a line may end: Word keeps «и/или» whole and parts «2020-2022», Qt's line breaker does the opposite.

The breaker is shown signs of equal width that it takes as Word takes the real ones; what is drawn is the text itself.
"""

from __future__ import annotations

import re

from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.pages import Look

_KEPT = "/"
_FIGURE = "0"
_LETTERS = "lоtIfjrстеаимнпвдкЖжшщмыюabcdefghkmnopqsuvwxyzгзльуфхцчэя"
"""What may stand in for a slash or a figure: the first are as wide in Times New Roman, the next in Arial."""

_AFTER_HYPHEN = re.compile(r"(?<=\S[-–‐])\d")


class LineEnds:
    """Texts as the breaker is to see them, letter for letter as long as they are."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self._equal: dict[Look, tuple[str, str]] = {}

    def shown(self, text: str, look: Look) -> str:
        """The text with its stand-ins; a sign for which the font has no letter as wide stays as it is."""
        if not (_KEPT in text or "-" in text or "–" in text or "‐" in text):
            return text
        slash, figure = self._stand_ins(look)
        return _AFTER_HYPHEN.sub(figure or r"\g<0>", text.replace(_KEPT, slash or _KEPT))

    def _stand_ins(self, look: Look) -> tuple[str, str]:
        """Letters as wide as a slash and as a figure in this look, empty where there is none."""
        found = self._equal.get(look)
        if found is None:
            widths = [(letter, self._fonts.width(letter, look)) for letter in _LETTERS]
            needed = [self._fonts.width(sign, look) for sign in (_KEPT, _FIGURE)]
            slash, figure = (next((letter for letter, own in widths if own == need), "") for need in needed)
            found = self._equal[look] = (slash, figure)
        return found
