"""Counts out of a whole and their shares: «14 из 31» ↔ numbers, and the share in per cent as it is printed."""

from __future__ import annotations

import re

from ..models.monitoring import CriterionValue

NO_DATA = "нет данных"
"""An answer of its own: neither empty nor zero."""

_COUNT = re.compile(r"^\s*(\d{1,7})\s*(?:(?:из|/)\s*(\d{1,7}))?\s*$")


def share(numerator: int | None, denominator: int | None) -> float | None:
    """Part / whole × 100; None without both numbers or with a whole of 0."""
    if numerator is None or not denominator:
        return None
    return 100.0 * numerator / denominator


def share_text(numerator: int | None, denominator: int | None) -> str:
    """The share with one decimal, a comma and a non-breaking space: «45,2 %»; empty when there is none.

    A half goes up, as in a table calculator: 1 of 16 is «6,3 %».
    """
    if numerator is None or not denominator:
        return ""
    tenths = (2000 * numerator + denominator) // (2 * denominator)
    return f"{tenths // 10},{tenths % 10}\u00a0%"


def count_text(value: CriterionValue) -> str:
    """A count as it is shown: «14 из 31», «14», «нет данных» or empty."""
    if value.no_data:
        return NO_DATA
    if value.numerator is None:
        return value.value
    return str(value.numerator) if value.denominator is None else f"{value.numerator} из {value.denominator}"


def shown(value: CriterionValue | None, kind: str) -> str:
    """What stands in the document for a stored value of an indicator of that kind; for a share, pass its count."""
    if value is None:
        return ""
    if value.no_data:
        return NO_DATA
    if kind == "share":
        return share_text(value.numerator, value.denominator)
    return count_text(value) if kind == "count" else value.value


def parse_value(text: str, kind: str) -> CriterionValue:
    """A typed or read value; a count that is no «14 из 31» is kept as text."""
    plain = text.replace("\u00a0", " ").strip()
    if plain.lower().rstrip(".") == NO_DATA:
        return CriterionValue(no_data=True)
    found = _COUNT.match(plain) if kind == "count" else None
    if found:
        whole = int(found[2]) if found[2] is not None else None
        return CriterionValue(numerator=int(found[1]), denominator=whole)
    return CriterionValue(value=text.strip())
