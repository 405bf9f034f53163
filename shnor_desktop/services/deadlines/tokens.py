"""Typed text → tokens: spaces, dashes, letter case, «ё», look-alike letters and glued figures are evened out here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from shnor_desktop.services.deadlines.vocabulary import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    ORDINALS,
    ROMAN,
    ROMAN_LOOKALIKES,
    SINGLE_LETTER_ROMAN,
    UNITS,
    Unit,
)
from shnor_desktop.services.years import FIRST_YEAR, LAST_YEAR


class Kind(Enum):
    """What a token is."""

    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    MONTH = "month"
    ORDINAL = "ordinal"
    WORD = "word"
    BREAK = "break"
    DASH = "dash"
    SLASH = "slash"


DATED = frozenset((Kind.NUMBER, Kind.YEAR, Kind.DATE, Kind.MONTH, Kind.ORDINAL))
"""Kinds that carry a date or a part of one."""


ABSENT = -1
"""The day of «09.2026», the year of «15.12»."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure, a date in figures (day, month, year) or a mark. `fresh`: it begins a line."""

    kind: Kind
    text: str
    value: int = 0
    date: tuple[int, int, int] = (0, 0, 0)
    fresh: bool = False


_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301«»„“”\"'`"))
_EVENED = {ord(sign): "-" for sign in "‐‑‒–—―−﹘﹣－"} | {ord("№"): "#", ord("ё"): "е", ord("Ё"): "Е"}
_LATIN = str.maketrans("ABCEHKMOPTXYabcehkmoptxy", "АВСЕНКМОРТХУавсенкмортху")
_MIXED_WORD = re.compile(r"[A-Za-z]*[А-Яа-я][A-Za-zА-Яа-я]*|(?<![^\W_])[CcKkBb](?![^\W_])")
"""A Russian word with Latin letters among its own, or a preposition typed in Latin."""
_ABBREVIATIONS = frozenset(("г", "гг", "р", "уч", "кв", "мес", "четв", *MONTH_ABBREVIATIONS))
_PARTS_OF_YEAR = frozenset((Unit.QUARTER, Unit.TERM, Unit.TRIMESTER, Unit.HALF, Unit.DECADE))
_SUFFIX = "(?:ый|ий|ой|ая|ое|го|ом|му|й|я|е|м)"
_TOKEN = re.compile(
    rf"""
    (?P<full>(?<![0-9.])[0-9]{{1,2}}[ ]?\.[ ]?[0-9]{{1,2}}[ ]?\.[ ]?(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9])(?!\.[0-9]))
  | (?P<slashed>(?<![0-9/])[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}(?![0-9/]))
  | (?P<iso>(?<![0-9-])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9-]))
  | (?P<month_year>(?<![0-9.])[0-9]{{1,2}}\.[0-9]{{4}}(?![0-9])(?!\.[0-9]))
  | (?P<day_month>(?<![0-9.])[0-9]{{1,2}}\.[0-9]{{2}}(?![0-9])(?!\.[0-9]))
  | (?P<suffixed>(?<![0-9])[0-9]{{1,2}}-?{_SUFFIX}(?!\w))
  | (?P<roman>(?![0-9]+(?!\w))[ivіӏѵ|l1у]{{1,4}}(?:-{_SUFFIX})?(?!\w))
  | (?P<numbered>\#[ ]?[0-9]+)
  | (?P<number>[0-9]+)
  | (?P<word>[^\W\d_]+)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)


def tokenize(text: str) -> list[Token]:
    """The tokens of a typed period; anything unusual becomes a word or a break that no rule will accept."""
    tokens: list[Token] = []
    for line in _even(text).splitlines():
        fresh = True
        for match in _TOKEN.finditer(" ".join(line.split()).replace(".-", "-").replace(". -", " -")):
            if match.group() == "." and tokens and tokens[-1].text in _ABBREVIATIONS:
                continue
            token = _token(match.lastgroup or "mark", match.group())
            tokens.append(replace(token, fresh=True) if fresh else token)
            fresh = False
    return [_letter_as_roman(token, after) for token, after in zip(tokens, [*tokens[1:], None], strict=False)]


def _even(text: str) -> str:
    """One spelling for what looks the same on paper."""
    text = unicodedata.normalize("NFKC", text.translate(_EVENED)).translate(_DROPPED | _EVENED)
    text = _MIXED_WORD.sub(lambda match: match.group().translate(_LATIN), text)
    return text.lower()


def _token(group: str, text: str) -> Token:
    if group in _FIGURES:
        return Token(Kind.DATE, text, date=_FIGURES[group](re.findall("[0-9]+", text)))
    if group == "number":
        return _number(text)
    if group == "suffixed":
        return Token(Kind.ORDINAL, text, int("".join(filter(str.isdigit, text))))
    if group == "roman" and (value := ROMAN.get(text.split("-")[0].translate(ROMAN_LOOKALIKES))):
        return Token(Kind.ORDINAL, text, value)
    if group == "mark":
        return Token({"-": Kind.DASH, "/": Kind.SLASH}.get(text, Kind.BREAK if text in ",;:.()!" else Kind.WORD), text)
    if text in MONTHS:
        return Token(Kind.MONTH, text, MONTHS[text])
    if text in ORDINALS:
        return Token(Kind.ORDINAL, text, ORDINALS[text])
    return Token(Kind.WORD, text)


def _number(text: str) -> Token:
    """A year has four figures; what is no year and too long for a day is a word like any other."""
    if len(text) < 4:
        return Token(Kind.NUMBER, text, int(text))
    if len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return Token(Kind.YEAR, text, int(text))
    return Token(Kind.WORD, text)


def _full_date(parts: list[str]) -> tuple[int, int, int]:
    day, month, year = map(int, parts)
    if len(parts[2]) == 2:
        year += 1900 if year >= FIRST_YEAR % 100 else 2000
    return day, month, year


_FIGURES: dict[str, Callable[[list[str]], tuple[int, int, int]]] = {
    "full": _full_date,
    "slashed": _full_date,
    "iso": lambda parts: (int(parts[2]), int(parts[1]), int(parts[0])),
    "month_year": lambda parts: (ABSENT, int(parts[0]), int(parts[1])),
    "day_month": lambda parts: (int(parts[0]), int(parts[1]), ABSENT),
}
"""How the figures of each way to write a date are ordered."""


def _letter_as_roman(token: Token, after: Token | None) -> Token:
    """«П полугодие», «Ш квартал»: II and III typed with one Russian letter."""
    if token.text in SINGLE_LETTER_ROMAN and after is not None and UNITS.get(after.text) in _PARTS_OF_YEAR:
        return Token(Kind.ORDINAL, token.text, SINGLE_LETTER_ROMAN[token.text], fresh=token.fresh)
    return token
