"""Comparing texts of documents that were typed, broken and pasted: letters and digits count, nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^\s*((?:\d+|[IVXLC]+)(?:\.\d+)*[.)]?)\s*(?=\D|$)")
_SPLIT_NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)*[.)]?)(?:\s+|(?=[^\d\s.,%]))(.*)$", re.DOTALL)
_KIND = "(?i:раздел|глава|часть|блок|модуль|этап|стадия|направление)"
_ORDINAL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXІХ]{1,6})"
_GROUP_NUMBER = re.compile(
    r"^\s*("
    rf"(?:{_KIND}\s+№?\s*{_ORDINAL}|{_ORDINAL}(?:-?[йяе])?\s+{_KIND})(?:\s*[.:)]|\s+[-–—](?=\s)|(?=\s))"
    rf"|{_ORDINAL}[.)](?!\d)"
    rf"|{_ORDINAL}(?=\s+[А-ЯЁA-Z«\"])"
    r")\s*(\S.*)$",
    re.DOTALL,
)


@lru_cache(maxsize=1 << 11)
def norm(text: str) -> str:
    """Letters and digits alone, in lower case, ё as е: «5.1. Кадровое\\xa0обеспечение» → «51кадровоеобеспечение»."""
    return _NOT_WORD.sub("", text.lower().replace("ё", "е"))


def without_number(text: str) -> str:
    """The text without a number typed before it."""
    return _NUMBER.sub("", text, count=1).strip() if not text.lstrip()[:4].isdigit() else text.strip()


def split_number(text: str) -> tuple[str, str]:
    """A typed number and the rest: «1. Стадия» → («1.», «Стадия»); no number gives an empty one."""
    found = _SPLIT_NUMBER.match(text)
    return (found[1], found[2].strip()) if found else ("", text.strip())


def split_group(text: str) -> tuple[str, str]:
    """The number of a section row and its title: «Раздел 2. Кадры» → («Раздел 2.», «Кадры»), «IV. Кадры» as well.

    A year is no number, nor is a figure that a small letter follows («5 классов»).
    """
    found = _GROUP_NUMBER.match(text)
    return (found[1], found[2].strip()) if found else ("", text.strip())


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words (already normalised) stands in the normalised text."""
    return any(word in text for word in words)
