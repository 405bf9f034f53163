"""What may stand in a cell: text stays text whatever it begins with, and a number typed as text becomes a number."""

from __future__ import annotations

import re

from ..documents.text_clean import clean_text

LONGEST = 32_767
"""Characters in one cell; Excel refuses a file with more."""

CUT = " … [текст длиннее, чем вмещает ячейка Excel: целиком он стоит в программе школы]"
"""Ends a text that had to be cut, so that nobody takes it for the whole."""

_NUMBER = re.compile(r"[-−]?\d{1,12}(?:[.,](\d{1,6}))?")
_SPACES = str.maketrans("", "", "\u00a0\u202f ")


def cell_text(text: str) -> str:
    """Text without characters that no workbook can hold, cut with a plain word at Excel's limit."""
    whole = clean_text(text)
    return whole if len(whole) <= LONGEST else whole[: LONGEST - len(CUT)] + CUT


def number_of(text: str) -> tuple[float, int] | None:
    """A number as people type it and its decimals: «64,29» → (64.29, 2); None for anything else.

    A leading zero («007») is a code and stays text.
    """
    if text[:1].isalpha():  # most answers are words
        return None
    plain = text.translate(_SPACES)
    found = _NUMBER.fullmatch(plain)
    if found is None or re.match(r"[-−]?0\d", plain):
        return None
    return float(plain.replace(",", ".").replace("−", "-")), len(found[1] or "")
