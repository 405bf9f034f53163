"""Finding in a bank as one types: words in any order, ё as е, endings of Russian words forgiven, the best first."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence
from typing import TypeVar

from .model import BankItem
from .shipped import topics

T = TypeVar("T", bound=BankItem)

OWN = "own"
"""Stands for a direction: what the person added, whatever direction it has."""

_WORD = re.compile(r"\w+")
_LIST = (
    "а я о е и ы у ю ь й ой ей ый ий ая яя ое ее ие ые ую юю ия ью ом ем ым им ам ям ах ях ых их ов ев ок ек "
    "ка ки ку ке кой кам ках ками его ого ему ому ими ыми ами ями иям иях ией ать ять ить еть ует ают яют ится аться"
)
_ENDINGS = sorted(_LIST.split(), key=len, reverse=True)
_LEAST_STEM = 4
_TEXT, _TOPIC, _FIELD = 8, 3, 2
"""What a word is worth where it is found: in the text itself, in a direction or deficit, in another field."""
_AS_TYPED, _WHOLE, _AGAIN = 2, 1, 1
"""What it is worth more when it begins as it was typed, when it is that very word, and when it is elsewhere too."""


def search(items: Sequence[T], text: str = "", direction: str = "", deficits: Collection[str] = ()) -> list[T]:
    """The items of a direction that answer one of the deficits and have all words of the text, the best first.

    An empty condition lets everything pass; without words the order stays.
    """
    wanted = [(word, stem(word)) for word in words(text)]
    ranked = []
    for item in items:
        if direction and not (item.own if direction == OWN else item.direction == direction):
            continue
        if deficits and not set(deficits) & set(item.deficits):
            continue
        worth = _worth(item, wanted)
        if worth is not None:
            ranked.append((worth, item))
    ranked.sort(key=lambda pair: -pair[0])  # the sort is stable: equals keep the bank's order
    return [item for _, item in ranked]


def words(text: str) -> list[str]:
    """The words of a text in small letters, ё as е."""
    return _WORD.findall(text.casefold().replace("ё", "е"))


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same but for case, ё, punctuation and spaces."""
    return words(one) == words(other)


def stem(word: str) -> str:
    """A word without its ending, as far as a short table of endings can tell."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


def _worth(item: BankItem, wanted: list[tuple[str, str]]) -> int | None:
    """How well an item fits; None when a word is nowhere in it."""
    total = 0
    for word, beginning in wanted:
        places = [
            worth + max(_AS_TYPED * other.startswith(word) + _WHOLE * (other == word) for other in fitting)
            for worth, present in _words_of(item)
            if (fitting := [other for other in present if other.startswith(beginning)])
        ]
        if not places:
            return None
        total += max(places) + _AGAIN * (len(places) - 1)
    return total


@functools.lru_cache(maxsize=4096)
def _words_of(item: BankItem) -> tuple[tuple[int, frozenset[str]], ...]:
    """The words of an item by what they are worth."""
    by_key = topics().by_key
    named = [by_key[key] for key in (item.direction, *item.deficits) if key in by_key]
    about = " ".join(f"{topic.title} {topic.words}" for topic in named)
    rest = " ".join(
        str(getattr(item, name, "")) for name in ("period", "responsible", "result", "unit", "comparison", "counted")
    )
    return (
        (_TEXT, frozenset(words(item.text))),
        (_TOPIC, frozenset(words(about))),
        (_FIELD, frozenset(words(rest))),
    )
