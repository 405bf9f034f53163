"""Which level of sample a row of a table speaks of: the country, the region, the municipality or the school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...models.errors import UserError
from ..folding import fold
from .figures import COUNTRY, LEVELS, MUNICIPALITY, REGION, SCHOOL

_WORDS: tuple[tuple[str, str], ...] = (
    (COUNTRY, r"вся выборка|росси|\bрф\b|все участник|по стране"),
    (SCHOOL, r"edu\d|sch\d|\bшкол|сош\b|оош\b|гимнази|лице[йя]|м[абк]оу\b|г[абк]оу\b|\bчоу\b|\bкоу\b|кадет|интернат"),
    (REGION, r"автономн"),
    (MUNICIPALITY, r"_m\d|район|городск|муницип|округ|^г\.|^город |\bг\.? ?о\.?\b|\bмр\b|\bтерритори"),
    (REGION, r"област|\bкрай\b|края\b|республик|\bобл\b|\breg\d+\)|^москва|санкт-петербург|севастополь|\bрегион"),
)
_SPLIT = re.compile(r"\W+")


@lru_cache(maxsize=500)  # the tables of a year name the same few
def level_by_words(name: str) -> str:
    """The level that a name gives away; empty when it does not."""
    plain = fold(name)
    return next((level for level, words in _WORDS if re.search(words, plain)), "")


def levels_of(names: Iterable[str], own: str = "") -> dict[int, str]:
    """Row → level for the rows' names, in order; a name without a tell takes the level that is due after the last one.

    Of several schools the file's own is taken; UserError when it cannot be told.
    """
    found: dict[int, str] = {}
    schools: list[tuple[int, str]] = []
    for place, name in enumerate(names):
        level = level_by_words(name)
        if not level:
            level = _due(found.values())
        if level == SCHOOL:
            schools.append((place, name))
        elif level not in found.values():
            found[place] = level
    if schools:
        found[_own_school(schools, own)] = SCHOOL
    return found


def _due(taken: Iterable[str]) -> str:
    known = set(taken)
    after = [level for level in reversed(LEVELS) if level in known]
    return LEVELS[max(0, LEVELS.index(after[-1]) - 1)] if after else SCHOOL


def _own_school(schools: list[tuple[int, str]], own: str) -> int:
    if len({name for _, name in schools}) == 1:
        return schools[0][0]
    place = next((place for place, name in schools if same_school(name, own)), None)
    if place is None:
        raise UserError(
            f"В таблице несколько школ ({len(schools)}). "
            "Назовите свою школу на титульной странице так же, как в файле, или выгрузите только её."
        )
    return place


def same_school(name: str, own: str) -> bool:
    """Whether two names are of one school: each word of the shorter stands in the longer."""
    words = [set(_words(one)) for one in (name, own)]
    short, long = sorted(words, key=len)
    return len(short) > 1 and short <= long


def _words(name: str) -> Iterator[str]:
    return (word for word in _SPLIT.split(fold(name)) if word and not word.startswith(("edu", "sch")))
