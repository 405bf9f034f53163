"""Compound words that a pair of spaces tore apart: «мастер - класс», «учебно – методический» want a hyphen.

Only pairs that are never two things with a dash between them are listed: «школа - класс» stays what its author meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = re.compile("[ \u00a0]+[-–][ \u00a0]+")
_LONGEST = 24
"""Characters of the longest first word and one more."""

_NOUNS: tuple[tuple[str, str], ...] = (
    ("мастер", "класс"),
    ("постер", "сесси"),
    ("план", "карт|график|конспект|сетк"),
    ("пресс", "конференци|релиз|центр|служб"),
    ("блиц", "опрос|турнир"),
    ("веб", "квест|сайт|страниц"),
    ("кейс", "стади|технологи|метод"),
    ("интернет", "ресурс|сайт|портал|урок|олимпиад|технологи|площадк|сообществ"),
    ("онлайн", "урок|курс|тест|олимпиад|консультаци|площадк|семинар|школ"),
    (r"учител(?:ь|я|ю|ем|ей|ям|ями|ях)", "предметник|логопед|дефектолог|наставник"),
    (r"педагог(?:а|у|ом|и|ов|ам|ами|ах)?", "психолог|организатор|библиотекар|наставник"),
    (r"эксперт(?:а|у|ом|ы|ов|ам|ами|ах)?", "консультант"),
)
"""The first word in its forms → how the second begins."""

_FIRST = (
    "административно|военно|воспитательно|духовно|естественно|инженерно|информационно|историко|контрольно|коррекционно|"
    "консультативно|культурно|лечебно|личностно|материально|медико|научно|нормативно|образовательно|общественно|"
    "организационно|оценочно|познавательно|практико|программно|профориентационно|психолого|системно|содержательно|"
    "социально|спортивно|статистическо|творческо|технолого|учебно|физкультурно|финансово|художественно|экспертно"
)
"""First halves of adjectives that schools write; none of them ends a thought before a dash."""

_SECOND = (
    r"[а-яё]{3,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ую|юю|ых|их|ым|им|ыми|ими|ом|ем)\b|"
    rf"(?:{_FIRST})\b"
)

_PAIRS = tuple(
    (re.compile(rf"(?<![\w-])(?:{first})$", re.IGNORECASE), re.compile(second, re.IGNORECASE))
    for first, second in (*_NOUNS, (_FIRST, _SECOND))
)


def torn(text: str) -> Iterator[tuple[int, int]]:
    """Where a hyphen belongs instead of what stands between two halves of a word."""
    for gap in _GAP.finditer(text):
        before = text[max(0, gap.start() - _LONGEST) : gap.start()]
        if any(first.search(before) and second.match(text, gap.end()) for first, second in _PAIRS):
            yield gap.span()
