"""The words periods are written with: tables only. All lower case, «ё» written «е»."""

from __future__ import annotations

from enum import Enum

from shnor_desktop.services.deadlines.model import Recurrence


class Unit(Enum):
    """A stretch of time that has a name."""

    DAY = "day"
    WEEK = "week"
    DECADE = "decade"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    TRIMESTER = "trimester"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"


def _forms(stem: str, endings: str) -> tuple[str, ...]:
    """The stem with each ending; «-» stands for the stem itself."""
    return tuple(stem if ending == "-" else stem + ending for ending in endings.split())


_MONTH_FORMS: tuple[tuple[str, ...], ...] = (
    _forms("январ", "ь я ю ем е"), _forms("феврал", "ь я ю ем е"), _forms("март", "- а у ом е"),
    _forms("апрел", "ь я ю ем е"), _forms("ма", "й я ю ем е"), _forms("июн", "ь я ю ем е"), _forms("июл", "ь я ю ем е"),
    _forms("август", "- а у ом е"), _forms("сентябр", "ь я ю ем е"), _forms("октябр", "ь я ю ем е"),
    _forms("ноябр", "ь я ю ем е"), _forms("декабр", "ь я ю ем е"),
)  # fmt: skip
MONTH_ABBREVIATIONS: dict[str, int] = {
    "янв": 1, "фев": 2, "февр": 2, "мар": 3, "апр": 4, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "сент": 9, "окт": 10,
    "ноя": 11, "нояб": 11, "дек": 12,
}  # fmt: skip
MONTHS: dict[str, int] = MONTH_ABBREVIATIONS | {
    form: number for number, forms in enumerate(_MONTH_FORMS, start=1) for form in forms
}
MONTH_NAMES: tuple[str, ...] = ("", *(forms[0] for forms in _MONTH_FORMS))
MONTH_NAMES_OF: tuple[str, ...] = ("", *(forms[1] for forms in _MONTH_FORMS))
"""«января»: the genitive that stands after a day."""

_UNIT_FORMS: dict[Unit, tuple[str, ...]] = {
    Unit.DAY: ("день", "дня", "дней", "дни", "дню"),
    Unit.WEEK: _forms("недел", "я и ю е ь"),
    Unit.DECADE: _forms("декад", "а ы е у - ой"),
    Unit.HALF_MONTH: _forms("половин", "а ы е у ой"),
    Unit.MONTH: (*_forms("месяц", "- а у е ев ы ем"), "мес"),
    Unit.QUARTER: (*_forms("квартал", "- а у е ов ы ом"), "кв"),
    Unit.TERM: (*_forms("четверт", "ь и ью ей ям"), "четв"),
    Unit.TRIMESTER: _forms("триместр", "- а у е ов ы ам"),
    Unit.HALF: (*_forms("полугоди", "е я ю и ем й ям"), "полгода"),
    Unit.YEAR: ("год", "года", "году", "годом", "годе", "годы", "годов", "годах", "годам", "лет", "г", "гг"),
}
UNITS: dict[str, Unit] = {form: unit for unit, forms in _UNIT_FORMS.items() for form in forms}
YEARS_PLURAL = frozenset(("годы", "годов", "годах", "годам", "гг"))
SCHOOL = frozenset((*_forms("учебн", "ый ого ом ому ым ой ую ая ые ых"), "уч"))

_ORDINAL_STEMS = (("перв", "ый ая ое ого ой ом ую ому"), ("втор", "ой ая ое ого ом ую ому"),
                  ("трет", "ий ья ье ьего ьей ьем ью ьему"), ("четверт", "ый ая ое ого ой ом ую ому"))  # fmt: skip
ORDINALS: dict[str, int] = {
    form: number for number, (stem, endings) in enumerate(_ORDINAL_STEMS, start=1) for form in _forms(stem, endings)
}
ROMAN: dict[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "iiii": 4}
ROMAN_LOOKALIKES = str.maketrans({"і": "i", "ӏ": "i", "l": "i", "|": "i", "1": "i", "ѵ": "v", "у": "v"})
SINGLE_LETTER_ROMAN: dict[str, int] = {"п": 2, "ш": 3}
"""How II and III look when they are typed with one Russian letter; read so only before a unit."""
CARDINALS: dict[str, int] = {
    "один": 1, "одного": 1, "одну": 1, "одна": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3,
    "четыре": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6,
}  # fmt: skip
Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first, so that none is cut short by its own beginning."""


def phrases(*texts: str) -> Phrases:
    """A table of phrases."""
    table: Phrases = {}
    for words in sorted((tuple(text.split()) for text in texts), key=len, reverse=True):
        table[words[0]] = (*table.get(words[0], ()), words)
    return table


AT_LEAST = phrases("не реже чем", "не реже", "не менее чем", "не менее", "как минимум", "минимум")
TIMES: dict[str, int] = {"единожды": 1, "дважды": 2, "трижды": 3}

FREQUENCIES: dict[str, Recurrence] = {
    "ежедневно": Recurrence.DAILY, "еженедельно": Recurrence.WEEKLY,
    "ежемесячно": Recurrence.MONTHLY, "помесячно": Recurrence.MONTHLY,
    "ежеквартально": Recurrence.QUARTERLY, "поквартально": Recurrence.QUARTERLY,
    "ежегодно": Recurrence.YEARLY, "круглогодично": Recurrence.CONSTANT,
    "постоянно": Recurrence.CONSTANT, "непрерывно": Recurrence.CONSTANT,
    "систематически": Recurrence.CONSTANT, "регулярно": Recurrence.CONSTANT,
}  # fmt: skip
EVERY: dict[tuple[Unit, int], Recurrence] = {
    (Unit.DAY, 1): Recurrence.DAILY, (Unit.WEEK, 1): Recurrence.WEEKLY, (Unit.WEEK, 2): Recurrence.WEEKLY,
    (Unit.MONTH, 1): Recurrence.MONTHLY, (Unit.MONTH, 2): Recurrence.BIMONTHLY,
    (Unit.MONTH, 3): Recurrence.QUARTERLY, (Unit.MONTH, 6): Recurrence.HALF_YEARLY, (Unit.MONTH, 12): Recurrence.YEARLY,
    (Unit.QUARTER, 1): Recurrence.QUARTERLY, (Unit.TERM, 1): Recurrence.SCHOOL_QUARTER,
    (Unit.TRIMESTER, 1): Recurrence.TRIMESTER, (Unit.HALF, 1): Recurrence.HALF_YEARLY,
    **{(Unit.YEAR, step): Recurrence.YEARLY for step in range(1, 7)},
}  # fmt: skip
"""«раз в N единиц» → how it repeats."""

# Months of the parts of a school year. Regions set the days themselves, so a part is the whole months it lies in.
TERMS: dict[int, tuple[int, int]] = {1: (9, 10), 2: (11, 12), 3: (1, 3), 4: (4, 5)}
TRIMESTERS: dict[int, tuple[int, int]] = {1: (9, 11), 2: (12, 2), 3: (3, 5)}
SCHOOL_HALVES: dict[int, tuple[int, int]] = {1: (9, 12), 2: (1, 5)}
HALVES: dict[int, tuple[int, int]] = {1: (1, 6), 2: (7, 12)}
QUARTERS: dict[int, tuple[int, int]] = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)}
SEASON_MONTHS: dict[str, tuple[int, int]] = {
    "весна": (3, 5), "весны": (3, 5), "весной": (3, 5), "весну": (3, 5), "лето": (6, 8), "лета": (6, 8),
    "летом": (6, 8), "осень": (9, 11), "осени": (9, 11), "осенью": (9, 11),
}  # fmt: skip
"""Winter is left out: «зима 2026» does not say which one."""

EDGES: dict[str, str] = {
    "начало": "start", "начала": "start", "начале": "start", "началу": "start", "конец": "end", "конца": "end",
    "конце": "end", "концу": "end", "середина": "middle", "середине": "middle", "середины": "middle",
}  # fmt: skip

PLAN_LEADS = phrases("в соответствии с", "в соответствии со", "на основании", "в рамках", "по", "согласно")
PLAN_STEMS = ("план", "график", "расписани", "приказ", "распоряжени", "положени", "циклограмм", "регламент", "карт")
EVENT_LEADS = phrases(
    "по итогам", "по результатам", "по мере", "по окончании", "по завершении", "по факту", "в ходе", "в период",
    "в дни", "в день", "во время", "с момента", "перед", "после",
)  # fmt: skip
"""What is counted from an event; the words of the event follow."""
END_LEADS = phrases("по итогам", "по результатам", "по окончании", "по завершении", "в конце")
"""Before a unit these say how often: «по итогам учебной четверти»."""


RELATIVE_PHRASES = phrases(
    "при необходимости", "по необходимости", "по запросу", "по запросам", "по заявке", "по заявкам", "по требованию",
    "по согласованию", "по факту", "в течение месяца", "в течение недели", "в течение четверти", "в месячный срок",
    "в недельный срок", "в двухнедельный срок", "в трехдневный срок", "в пятидневный срок", "в десятидневный срок",
    "в каникулы", "каникулы", "в каникулярное время", "осенние каникулы", "зимние каникулы", "весенние каникулы",
    "летние каникулы",
)  # fmt: skip
PLAN_PHRASES = phrases("в установленные сроки", "в установленном порядке", "отдельный план", "отдельный график")
CONSTANT_PHRASES = phrases("на постоянной основе", "на регулярной основе", "на протяжении года постоянно")
TERM_PHRASES = phrases("по четвертям", "по учебным четвертям", "почетвертно")
YEARLY_PHRASES = phrases("каждый год", "каждого года", "из года в год", "каждый учебный год", "каждого учебного года")
_WHOLE_LEADS = ("весь период", "весь срок", "на весь период", "за весь период", "в течение всего периода",
                "в течение всего срока", "на протяжении всего периода", "на протяжении всего срока")  # fmt: skip
_PART_LEADS = (
    "до конца срока",
    "до конца периода",
    "до окончания срока",
    "до окончания периода",
    "до конца",
    "в период",
    "на период",
    "в течение периода",
    "в течение срока",
)
_TAILS = (" реализации программы", " реализации", " действия программы")
WHOLE_PERIOD_PHRASES = phrases(
    *_WHOLE_LEADS, *(lead + tail for lead in (*_WHOLE_LEADS, *_PART_LEADS) for tail in _TAILS)
)
"""The programme from beginning to end."""
