"""In which order cells stand when a table is sorted: numbers by value, periods by date, texts by the alphabet.

The order is for looking only: nothing of it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Key = tuple[Any, ...]
"""What a cell is compared by; None instead of a key for a cell that says nothing: it stands last either way."""

_NUMBER = re.compile(r"^-?\d+(?:[.,]\d+)?$")
_DIGITS = re.compile(r"(\d+)")
_MARKS = re.compile("[«»„“”\"'—–-]")


def text_key(text: str) -> Key | None:
    """Numbers and per cents by value, before texts; in texts «класс 9» before «класс 10», «ёлка» as «елка»."""
    plain = text.replace("\u00a0", " ").strip()
    if not plain:
        return None
    bare = plain.removesuffix("%").replace(" ", "")
    if _NUMBER.match(bare):
        return (0, float(bare.replace(",", ".")))
    return (1, *_parts(plain))


def number_key(text: str) -> Key | None:
    """Numbers of several levels: «1.9» before «1.10»."""
    return (0, *_parts(text)) if text.strip() else None


def period_key(text: str, years: tuple[int, int] | None) -> Key | None:
    """By the recognised dates; what repeats or has no date comes after; None for what is not recognised or empty."""
    if not text.strip():
        return None
    from .deadlines import parse_deadline  # tables are shown long before one is sorted

    deadline = parse_deadline(text, years)
    return deadline.sort_key if deadline.known else None


def sorted_places(keys: Sequence[Key | None], *, descending: bool = False) -> list[int]:
    """The places of cells in order; equal ones stay as they stand, those that say nothing stand last."""
    told = [(key, place) for place, key in enumerate(keys) if key is not None]
    told.sort(key=lambda pair: pair[0], reverse=descending)
    return [place for _, place in told] + [place for place, key in enumerate(keys) if key is None]


def _parts(text: str) -> tuple[tuple[int, int, str], ...]:
    heard = _MARKS.sub("", text[:200]).casefold().replace("ё", "е").strip()
    if not _DIGITS.search(heard):
        return ((1, 0, heard),) if heard else ()
    parts = (part.strip() for part in _DIGITS.split(heard))
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)
