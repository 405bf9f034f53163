"""Which direction of the diary a group of the roadmap speaks about, judged by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[а-яё]+")
_SCHOOLS = re.compile(r"образовательн\w+ (?:организац|учрежден)\w+")
"""«Образовательных организаций» means schools and not what goes on in lessons."""

_STEM = 6
"""Letters by which two forms of a word are known as one: «управленческое», «управленческая»."""

_EMPTY_WORDS = ("организ", "обеспеч", "реализ", "програм", "деятел", "работ", "школ", "образов", "сопров", "эффект")
"""Beginnings of words that stand in nearly every title and tell nothing."""

_KIN = (
    ("педагог", "кадр", "учител", "методич", "наставн"),
    ("семь", "семе", "родител", "воспит"),
    ("управл", "аналит", "информ", "монитор"),
    ("урок", "учебн", "образовательн", "обучен"),
    ("материальн", "техническ", "финанс", "оснащ"),
)
"""Beginnings of words that speak about one thing."""


class Directions:
    """The directions of one diary, their words read once."""

    def __init__(self, directions: Iterable[tuple[int, str]]) -> None:
        self._themes = [(id_, _themes(text)) for id_, text in directions]

    def likely(self, title: str) -> int | None:
        """The id of the direction that shares most words with a title; None when none does, or two equally."""
        words = _themes(title)
        scores = sorted(((len(words & themes), id_) for id_, themes in self._themes), reverse=True)
        if not scores or not scores[0][0] or (len(scores) > 1 and scores[0][0] == scores[1][0]):
            return None
        return scores[0][1]


def _themes(text: str) -> set[str]:
    """What a title is about: the kin of its words, else their beginnings."""
    found = set()
    for word in _WORD.findall(_SCHOOLS.sub("", text.lower())):
        kin = next((each[0] for each in _KIN if word.startswith(each)), "")
        if kin:
            found.add(kin)
        elif len(word) >= _STEM and not word.startswith(_EMPTY_WORDS):
            found.add(word[:_STEM])
    return found
