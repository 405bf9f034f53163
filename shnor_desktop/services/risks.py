"""The risk profile: the factors that come with the program, and which difficulties of the bank each points at."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

from ..models.risks import RiskFactor
from ..resources import resource_path

SIGNIFICANCE_NAMES: dict[str, str] = {"": "", "high": "высокая", "medium": "средняя", "low": "низкая"}
"""How the significance of a factor is called."""


@dataclass(frozen=True)
class KnownFactor:
    """A factor of the list: its key and words, the bank's difficulties behind it, and what would be its evidence."""

    key: str
    text: str
    deficits: tuple[str, ...]
    evidence: str = ""


@functools.cache
def known_factors() -> tuple[KnownFactor, ...]:
    """The list that comes with the program; read once."""
    data = tomllib.loads(resource_path("banks", "risks.toml").read_text("utf-8"))
    return tuple(KnownFactor(**{**entry, "deficits": tuple(entry["deficits"])}) for entry in data["factor"])


def known(key: str) -> KnownFactor | None:
    """The factor of that key; None for one of the school's own."""
    return next((factor for factor in known_factors() if factor.key == key), None)


def sign_of(factor: RiskFactor) -> str:
    """How a factor is called where a measure says what it answers."""
    return f"risk:{factor.id}"


def significance_of(text: str) -> str | None:
    """The significance that a word names, by its beginning; None for other words."""
    plain = text.strip().lower()
    if not plain:
        return ""
    return next((key for key, name in SIGNIFICANCE_NAMES.items() if name.startswith(plain)), None)
