"""Texts made comparable, whoever looks for a word, a person or a repeated row."""

from __future__ import annotations

_SAME = (("ё", "е"), ("\u00a0", " "), ("\n", " "), ("\t", " "))
"""What counts as the same, after letters were made small."""


def fold(text: str) -> str:
    """The text as it is compared, each character in its place: lower case, ё as е, any space as a space."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters of other alphabets become two
        lower = "".join(char.lower()[0] for char in text)
    for other, char in _SAME:
        lower = lower.replace(other, char)
    return lower
