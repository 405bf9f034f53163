"""Search over a whole programme: words in any order, whatever their case, ё like е; each hit leads to its place.

What is looked for stands in one folded text a row, so that most rows are passed over at the price of one `in`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .folding import fold
from .queries import ProgrammeData
from .searched import FOUND, Row, searched

_BEFORE, _LENGTH = 30, 140
"""Characters of an excerpt before the first word found, and in all."""


@dataclass(frozen=True)
class Hit:
    """A text in which all words stand. `marks` are the ranges of the words in the excerpt; `place` is for the page."""

    section_id: int
    section_title: str
    where: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    place: str
    whole: bool = False
    """Whether the words stand there as one phrase."""


class Index:
    """A programme ready to be searched many times, as somebody types."""

    def __init__(self, data: ProgrammeData) -> None:
        self._rows = list(searched(data))

    def search(self, text: str, most: int = sys.maxsize) -> list[Hit]:
        """Whole phrases first, otherwise in the order of the document; none for no words.

        Stops soon after `most` hits: somebody who typed a single letter need not wait for all of them.
        """
        phrase = " ".join(fold(text).split())
        words = sorted(set(phrase.split()), key=len, reverse=True)
        found = [row for row in self._rows if all(word in row.folded for word in words)] if words else []
        hits: list[Hit] = []
        for row in sorted(found, key=lambda row: phrase not in row.folded):
            hits += _hits(row, phrase, words)
            if len(hits) > most:
                break
        return sorted(hits, key=lambda hit: not hit.whole)


def _hits(row: Row, phrase: str, words: Sequence[str]) -> Iterator[Hit]:
    """Each text with all the words; where they are spread over a row, the text with the longest of them."""
    texts = row.texts()
    folded = [fold(each.text) for each in texts]
    full = [n for n, text in enumerate(folded) if all(word in text for word in words)]
    chosen = full or [n for n, text in enumerate(folded) if words[0] in text][:1]
    for n in chosen:
        whole = phrase in folded[n]
        sought = [phrase] if whole else words
        excerpt, marks = _excerpt(texts[n].text, folded[n], sought)
        place = texts[n].place.replace(FOUND, excerpt[slice(*marks[0])] if marks else "")
        yield Hit(row.section_id, row.title, texts[n].where, excerpt, marks, place, whole)


def _excerpt(text: str, folded: str, words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a text around the first word found, in one line, and where the words stand in it."""
    first = min(place for word in words if (place := folded.find(word)) >= 0)
    start = max(first - _BEFORE, 0)
    if start:
        space = folded.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    part = text[start : start + _LENGTH].translate({10: " ", 9: " "})
    head, tail = "…" if start else "", "…" if start + _LENGTH < len(text) else ""
    cut = folded[start : start + _LENGTH]
    marks = sorted({(n + len(head), n + len(head) + len(word)) for word in words for n in _all(cut, word)})
    return f"{head}{part}{tail}", tuple(_apart(marks))


def _all(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def _apart(marks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Marks without those that run into the one before."""
    end = 0
    for start, stop in marks:
        if start >= end:
            yield start, stop
            end = stop
