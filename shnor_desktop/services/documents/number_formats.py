"""Numbers of list items in the scripts Word knows: 5 as «5», «e», «V», «д»."""

from __future__ import annotations

from collections.abc import Callable

RUSSIAN_LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""ISO/IEC 29500-1, 17.18.59: U+0430–0438, 043A–0449, 044B, 044D–044F, that is without ё, й, ъ and ь."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 32767  # Word's own largest; keeps «ммм…» of a damaged file short


def _letters(alphabet: str, number: int) -> str:
    """After the alphabet's end Word repeats the letter: z, aa, bb."""
    if number < 1:
        return str(number)
    turns, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (turns + 1)


def _roman(number: int) -> str:
    if number < 1:
        return str(number)
    result = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        result += sign * count
    return result


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": lambda number: _letters(_LATIN, number),
    "upperLetter": lambda number: _letters(_LATIN, number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "russianLower": lambda number: _letters(RUSSIAN_LETTERS, number),
    "russianUpper": lambda number: _letters(RUSSIAN_LETTERS, number).upper(),
}


def in_format(number: int, name: str) -> str:
    """The number as Word's number format of this name writes it; formats not known here come as digits."""
    number = min(number, _LARGEST)
    return _FORMATS.get(name, str)(number)
