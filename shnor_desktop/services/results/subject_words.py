"""Subjects as sentences name them, in any case: «по русскому языку», «базовой математике», «информатика и ИКТ»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..folding import fold

_STEMS: tuple[tuple[str, str], ...] = (
    ("Математика (базовый уровень)", r"математик\w*\s*\(?\s*баз\w*|базов\w+\s+математик\w*"),
    ("Математика (профильный уровень)", r"математик\w*\s*\(?\s*проф\w*|профильн\w+\s+математик\w*"),
    ("Математика", r"математик\w*"),
    ("Русский язык", r"русск\w+(?:\s+язык\w*)?"),
    ("Окружающий мир", r"окружающ\w+\s+мир\w*"),
    ("Литературное чтение", r"литературн\w+\s+чтени\w+"),
    ("Литература", r"литератур(?:а|ы|е|у|ой)\b"),
    ("Обществознание", r"обществознани\w+"),
    ("История", r"истори(?:я|и|ю|ей)\b"),
    ("Биология", r"биологи\w+"),
    ("География", r"географи\w+"),
    ("Физика", r"физик(?:а|и|е|у|ой)\b"),
    ("Химия", r"хими(?:я|и|ю|ей)\b"),
    ("Информатика", r"информатик\w*"),
    ("Английский язык", r"английск\w+"),
    ("Немецкий язык", r"немецк\w+"),
    ("Французский язык", r"французск\w+"),
    ("Испанский язык", r"испанск\w+"),
    ("Китайский язык", r"китайск\w+"),
    ("Иностранный язык", r"иностранн\w+\s+язык\w*"),
)
"""The name in the nominative → how it begins in any case; longer ones stand before those that they contain."""

_ANY = re.compile("|".join(rf"\b(?P<s{n}>{words})" for n, (_, words) in enumerate(_STEMS)))


class Named(NamedTuple):
    """A subject that a text names, and where the words stand."""

    subject: str
    start: int
    end: int


def subjects_in(text: str) -> Iterator[Named]:
    """The subjects of a text in the order of reading."""
    for found in _ANY.finditer(fold(text)):
        yield Named(_STEMS[int((found.lastgroup or "s0")[1:])][0], found.start(), found.end())
