"""What stands in the cells of a plan: the dash of a sub-item, the per cent done and what is said beside it."""

from __future__ import annotations

import re

from ..models.activities import Activity

SUB_MARK = "- "
"""Before the text of a sub-item, as plans are typed."""

_DASH = re.compile(r"^(?:[-–—−](?:\s+|(?=\D)|$)|[•·▪●]\s*)")
"""A minus before a figure («-10 баллов») is no dash."""
_PERCENT = re.compile(r"^\s*(\d{1,9})\s*(?:%\s*(?:[;,:.]|[-–—](?=\s))?\s*(.*))?$", re.DOTALL)


def has_dash(text: str) -> bool:
    """Whether a text begins like a sub-item."""
    return _DASH.match(text) is not None


def is_dash(text: str) -> bool:
    """Whether a text is the mark of a sub-item and nothing else."""
    return _DASH.fullmatch(text) is not None


def without_dash(text: str) -> str:
    """The text of a sub-item without the mark before it."""
    return _DASH.sub("", text, count=1)


def percent_and_words(text: str) -> tuple[int | None, str]:
    """«60 %; два семинара» → (60, «два семинара»), «60» → (60, «»); words alone have no per cent.

    The figure may be over 100: what to do about that is the caller's to say.
    """
    found = _PERCENT.match(text)
    return (int(found[1]), (found[2] or "").strip()) if found else (None, text.strip())


def percent_text(row: Activity) -> str:
    """The per cent done and what is said beside it: «60 %; протокол готов»."""
    percent = "" if row.percent is None else f"{row.percent}\u00a0%"
    return "; ".join(text for text in (percent, row.progress) if text)
