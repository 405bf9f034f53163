"""The grammatical gender of a document's name, by its head word: the word of a гриф agrees with it."""

from __future__ import annotations

import re

_WORDS = {
    **dict.fromkeys(("перечень", "календарь", "бюллетень", "паспорт", "рейтинг"), "masculine"),
    **dict.fromkeys(("мероприятия", "условия", "предложения", "требования", "правила", "показатели"), "plural"),
}
_ENDINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("ая", "яя"), "feminine"),  # «дорожная карта», «муниципальная программа»
    (("ый", "ий", "ой"), "masculine"),
    (("ое", "ее", "ие", "ье"), "neuter"),  # «положение», «общее описание»
    (("ые", "ы", "и"), "plural"),  # «меры», «критерии»
    (("а", "я", "ь"), "feminine"),
    (("о", "е"), "neuter"),
)
_WORD = re.compile(r"[а-яё]{3,}")


def gender_of(title: str) -> str:
    """Feminine for «Концепция поддержки…», masculine for «План», neuter for «Положение»; "" where there is no word."""
    found = _WORD.search(title.lower())
    if found is None:
        return ""
    word = found[0]
    if word in _WORDS:
        return _WORDS[word]
    return next((gender for endings, gender in _ENDINGS if word.endswith(endings)), "masculine")
