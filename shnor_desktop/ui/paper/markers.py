"""What is drawn before a list item: its number or bullet as text."""

from __future__ import annotations

from shnor_desktop.services.documents.list_numbers import RUSSIAN_LETTERS, ListItem

BULLETS = "–•"
"""By turns from level to level, the same as in Word."""

LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40}
_ROMAN |= {"x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1}


def marker_text(item: ListItem) -> str:
    """The marker of a list item as it is read: «–», «3.», «б)»."""
    marker = item.marker
    if marker.kind == "bullet":
        return BULLETS[item.level % len(BULLETS)]
    return f"{marker.prefix}{_number(marker.kind, item.value)}{marker.suffix}"


def _number(kind: str, value: int) -> str:
    low = kind.lower()
    if low.startswith("russian"):
        text = _letters(RUSSIAN_LETTERS, value)
    elif low.endswith("letter"):
        text = _letters(LATIN_LETTERS, value)
    elif low.endswith("roman"):
        text = _roman(value)
    else:
        return str(value)
    return text.upper() if "upper" in low else text


def _letters(alphabet: str, value: int) -> str:
    """After the last letter Word goes on with the first one doubled."""
    rounds, index = divmod(value - 1, len(alphabet))
    return alphabet[index] * (rounds + 1)


def _roman(value: int) -> str:
    text = ""
    for sign, size in _ROMAN.items():
        count, value = divmod(value, size)
        text += sign * count
    return text
