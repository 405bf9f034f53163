"""How an indicator changed from the first wave to the last: an arrow, the difference, and whether it is good."""

from __future__ import annotations

import re

from ...services.shares import NO_DATA

_NUMBER = re.compile(r"^[-−–]?\d+(?:[.,]\d+)?$")
_NONE = "нет"


def number(text: str) -> float | None:
    """A number as typed, with a decimal comma, any minus and «%»; None for other text."""
    plain = re.sub(r"[\s\u00a0%]", "", text)
    if not _NUMBER.match(plain):
        return None
    return float(plain.replace(",", ".").replace("−", "-").replace("–", "-"))


def dynamics(first: str, last: str, better: str = "more") -> tuple[str, str]:
    """The text of the dynamics and its tone, good or bad; both empty while one side is missing or nothing changed.

    `better` is "more", "less", or "" where neither way is good or bad. For text a trouble that is gone («физика» →
    «нет») rises, a new one falls.
    """
    if not first or not last or NO_DATA in (first, last):
        return "", ""
    before, after = number(first), number(last)
    if before is None or after is None:
        gone = _NONE in last.lower().split()[:1]
        was = _NONE in first.lower().split()[:1]
        return ("", "") if gone == was else ("▲", "good") if gone else ("▼", "bad")
    difference = round(after - before, 4)
    if not difference:
        return "", ""
    size = f"{abs(difference):.4f}".rstrip("0").rstrip(".").replace(".", ",")
    tones = {"more": ("good", "bad"), "less": ("bad", "good")}.get(better, ("", ""))
    return (f"▲ +{size}", tones[0]) if difference > 0 else (f"▼ −{size}", tones[1])
