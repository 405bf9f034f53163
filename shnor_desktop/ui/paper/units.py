"""Text as Qt's line breaker takes it: cleaned, addressed by UTF-16 units, in pieces of one look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.ui.paper.pages import Look

LINE_BREAK = "\u2028"
SOFT_HYPHEN = "\u00ad"
_BREAKS = re.compile("[\n\x85\u2029]")
_EASY = re.compile(f"[ -~\u00a0-\u00ac\u00ae-\u00ff\u0400-\u045f–—‘’‚“”„…№{LINE_BREAK}]*")


class Piece(NamedTuple):
    """Text of one look."""

    text: str
    look: Look


class Units:
    """A text addressed by UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._wide = b"" if text.isascii() or max(text) <= "\uffff" else text.encode("utf-16-le")

    def cut(self, start: int, end: int) -> str:
        """The text between two positions."""
        if self._wide:
            return self._wide[2 * start : 2 * end].decode("utf-16-le", "ignore")
        return self.text[start:end]


def len16(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def plain(text: str) -> str:
    """The text as it can be drawn: one kind of line break, no control characters."""
    return text if text.isprintable() else _BREAKS.sub(LINE_BREAK, clean_text(text))


def is_easy(text: str) -> bool:
    """Whether a text is of letters and signs that the font itself has, without tabs and soft hyphens."""
    return _EASY.fullmatch(text) is not None


def spans(pieces: Sequence[Piece]) -> list[tuple[int, int, Look]]:
    """Start, end and look of each piece in the joined text."""
    result, start = [], 0
    for text, look in pieces:
        end = start + len16(text)
        result.append((start, end, look))
        start = end
    return result
