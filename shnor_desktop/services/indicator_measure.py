"""Values of indicators as people type them, and whether one meets another: «62,5 %», «12/40», «имеется»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .shares import NO_DATA, share

COMPARISONS = ("не менее", "не ниже", "не более", "не выше", "рост", "снижение", "имеется")
"""The usual comparisons; any other words may be typed."""

_DOWN = re.compile(r"не\s+(?:выше|более|больше)|ниже|менее|меньше|сниж|сокращ|уменьш")
_CHANGE_BY = re.compile(r"(?:рост|увелич\w*|повыш\w*|сниж\w*|сокращ\w*|уменьш\w*)\s+на\b")

_DIGITS = r"[-−]?\d(?:[ \u00a0\u202f]?\d){0,11}(?:[.,]\d{1,9})?"
_UNIT = r"(?:%|процент\w*|п\.?\s?п\.?|чел(?:\.|овек\w*)?|балл\w*|шт(?:\.|ук\w*)?|ед(?:\.|иниц\w*)?)"
_NUMBER = re.compile(rf"({_DIGITS})\s*{_UNIT}?", re.IGNORECASE)
_FRACTION = re.compile(rf"(\d{{1,7}})\s*(?:/|из)\s*(\d{{1,7}})\s*{_UNIT}?", re.IGNORECASE)
_PER_CENT = re.compile(r"\s*(?:%|процент)", re.IGNORECASE)
_THERE = ("имеется", "имеются", "есть", "да")
_NOT_THERE = ("не имеется", "не имеются", "нет", "отсутствует", "отсутствуют")
_EQUAL = 1e-9

_WORDS = (
    r"не\s+менее(?:\s+чем)?|не\s+ниже(?:\s+чем)?|не\s+более(?:\s+чем)?|не\s+выше(?:\s+чем)?|не\s+меньше|не\s+больше|"
    r"более|менее|больше|меньше|выше|ниже|рост(?:\s+до)?|снижение(?:\s+до)?|[≥≤<>]=?"
)
_COMPARED = re.compile(rf"({_WORDS})\s*(\S.*)", re.IGNORECASE | re.DOTALL)
_VALUE = re.compile(rf"({_DIGITS}|\d{{1,7}}\s*(?:/|из)\s*\d{{1,7}})\s*([^\W\d][^\d]{{0,40}}|%)?", re.IGNORECASE)
_SIGNS = {"≥": "не менее", ">=": "не менее", "≤": "не более", "<=": "не более", ">": "более", "<": "менее"}


@dataclass(frozen=True)
class Split:
    """A target taken apart; `unit` is empty where the text names none."""

    comparison: str
    target: str
    unit: str = ""


def number_in(text: str, unit: str = "") -> float | None:
    """The number of a value, None for anything else.

    A fraction («12/40», «12 из 40») is a share in per cent; where the unit is another one, its upper number.
    """
    plain = text.strip()
    if found := _FRACTION.fullmatch(plain):
        part, whole = int(found[1]), int(found[2])
        if not whole:
            return None
        return share(part, whole) if not unit.strip() or is_per_cent(unit) else float(part)
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    digits = re.sub(r"[ \u00a0\u202f]", "", found[1]).replace("−", "-").replace(",", ".")
    return float(digits)


def is_per_cent(unit: str) -> bool:
    """Whether a unit means per cent."""
    return _PER_CENT.match(unit) is not None


def falls(comparison: str, baseline: float | None = None, target: float | None = None) -> bool:
    """Whether less is better: the comparison says so («не выше», «снижение»), or, where it is empty, the numbers do."""
    words = comparison.strip().lower()
    if words and words not in _THERE:
        return _DOWN.match(words) is not None
    return baseline is not None and target is not None and target < baseline


def meets(achieved: str, target: str, comparison: str = "", baseline: str = "", unit: str = "") -> bool | None:
    """Whether a value is as good as a target: numbers are compared, «имеется» must be there; None when nobody can say.

    «Рост» and «снижение» without a target are held against the baseline; «рост на 5» is not decided: points and per
    cents differ, and the words do not say which are meant.
    """
    if not achieved.strip() or fold(achieved) == NO_DATA or _CHANGE_BY.match(comparison.strip().lower()):
        return None
    got, start = number_in(achieved, unit), number_in(baseline, unit)
    if not target.strip():
        return _without_target(achieved, got, start, comparison)
    wanted = number_in(target, unit)
    if wanted is not None and got is not None:
        return got <= wanted + _EQUAL if falls(comparison, start, wanted) else got >= wanted - _EQUAL
    if wanted is None and got is None:
        return fold(achieved) == fold(target)
    return None


def _without_target(achieved: str, got: float | None, start: float | None, comparison: str) -> bool | None:
    words = fold(comparison)
    if words in _THERE:
        return fold(achieved) == _THERE[0] if got is None else None
    if got is None or start is None:
        return None
    if words in ("рост", "увеличение", "повышение"):
        return got > start
    return got < start if words in ("снижение", "сокращение", "уменьшение") else None


def fold(text: str) -> str:
    """Words as they are compared: no matter the case, the spaces or the way to say «имеется»."""
    plain = " ".join(text.lower().replace("ё", "е").split()).rstrip(".")
    if plain in _THERE:
        return _THERE[0]
    return _NOT_THERE[0] if plain in _NOT_THERE else plain


def split_target(text: str, comparison: str = "", unit: str = "") -> Split | None:
    """What «не менее 80 %» is in three fields; None where there is nothing to take apart.

    What stands in the other two fields already stays: another comparison leaves the text alone, another unit stays
    with the number.
    """
    found = _COMPARED.fullmatch(text.strip())
    if found is None:
        return None
    words = " ".join(found[1].lower().split())
    words = _SIGNS.get(words, words.removesuffix(" до").removesuffix(" чем"))
    value = _VALUE.fullmatch(found[2].strip())
    if value is None and found[1] not in _SIGNS and number_in(found[2]) is None and not re.search(r"\d", found[2]):
        words, target, named = " ".join(text.lower().split()), "", ""  # «не ниже областного показателя»
    elif value is not None:
        target, named = value[1].strip(), _unit_named(value[2] or "")
    else:
        return None
    if comparison.strip() and fold(comparison) != fold(words):
        return None
    if named and unit.strip() and fold(unit) != fold(named) and not (is_per_cent(unit) and is_per_cent(named)):
        target, named = found[2].strip(), ""
    return Split(words, target, "" if unit.strip() else named)


def _unit_named(text: str) -> str:
    plain = " ".join(text.split())
    if is_per_cent(plain):
        return "процент"
    return "человек" if re.fullmatch(r"чел(?:\.|овек\w*)?", plain, re.IGNORECASE) else plain


def number_text(value: float, unit: str = "") -> str:
    """A number as it is shown: at most two decimals, a comma, per cent after a non-breaking space."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    shown = "0" if shown == "-0" else shown
    return f"{shown}\u00a0%" if is_per_cent(unit) else shown
