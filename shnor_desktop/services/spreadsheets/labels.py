"""Labels and names of schools made comparable: the same words in other hands have other spaces, dots and quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..folding import fold

_REST = re.compile(r"[^0-9a-zа-я]+")
_WORD = re.compile(r"\d+|[a-zа-я]+")
_SHARED = 0.7
"""Part of the words that two labels must share to be taken for one, where they are not the same."""

_WORDS = (
    "муниципальное муниципального муниципальный бюджетное казенное автономное общеобразовательное "
    "общеобразовательная образовательное учреждение организация мбоу мкоу маоу моу мбу мку гбоу гкоу оо "
    "оу школа школы средняя основная начальная сош оош нош имени им город города г село села с поселок "
    "поселка пос п станица станицы ст деревня деревни д хутор хутора х район района округ округа "
    "образования область области край края республики фактические данные входной промежуточный итоговый "
    "мониторинг "
)
_GENERAL = frozenset(_WORDS.split())
"""What tells no school from another."""

_STEM = 5
"""Letters of a word that stay the same when it is declined: «Речной», «Речного»."""


@lru_cache(maxsize=1 << 14)
def key_of(label: str) -> str:
    """A label without case, spaces and punctuation; a thousand workbooks repeat some sixty labels."""
    return _REST.sub("", fold(label))


def alike(one: str, other: str) -> bool:
    """Whether two labels share most of their words."""
    left, right = set(_WORD.findall(fold(one))), set(_WORD.findall(fold(other)))
    return bool(left and right) and len(left & right) >= _SHARED * max(len(left), len(right))


@dataclass(frozen=True, slots=True)
class SchoolKey:
    """What tells a school from the others of a municipality: its numbers and the words that are its own."""

    numbers: frozenset[str]
    words: frozenset[str]

    def same(self, other: SchoolKey) -> bool:
        """Whether both may be one school: the same numbers, and no word of the shorter name missing in the longer."""
        if self.numbers != other.numbers:
            return False
        if not self.numbers and not (self.words and other.words):
            return False
        return self.words <= other.words or other.words <= self.words


@lru_cache(maxsize=1 << 12)
def school_key(name: str) -> SchoolKey:
    """The key of a name in any of its spellings: «МБОУ СОШ № 7», «Школа №7 п. Речной»."""
    words = _WORD.findall(fold(name))
    own = {word[:_STEM] for word in words if not word.isdigit() and word not in _GENERAL}
    return SchoolKey(frozenset(word.lstrip("0") or "0" for word in words if word.isdigit()), frozenset(own))
