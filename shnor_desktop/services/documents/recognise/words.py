"""Comparing texts of documents that were typed, broken and pasted: letters and digits count, nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOT_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^\s*((?:\d+|[IVXLC]+)(?:\.\d+)*[.)]?)\s*(?=\D|$)")
_SPLIT_NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)*[.)]?)(?:\s+|(?=[^\d\s.,%]))(.*)$", re.DOTALL)


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


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words (already normalised) stands in the normalised text."""
    return any(word in text for word in words)
