"""Names of subjects as ВПР, ОГЭ and ЕГЭ use them, with the codes met in names of files and sheets."""

from __future__ import annotations

import re

from ..folding import fold

SUBJECTS: dict[str, tuple[str, ...]] = {
    "Русский язык": ("РУ", "РЯ", "РУС"),
    "Математика": ("МА", "МАТ"),
    "Окружающий мир": ("ОМ", "ОКР"),
    "Литературное чтение": ("ЛЧ",),
    "Литература": ("ЛИ", "ЛИТ"),
    "История": ("ИС", "ИСТ"),
    "Обществознание": ("ОБ", "ОБЩ"),
    "Биология": ("БИ", "БИО"),
    "География": ("ГГ", "ГЕО", "ГЕОГ"),
    "Физика": ("ФИ", "ФИЗ"),
    "Химия": ("ХИ", "ХИМ"),
    "Информатика": ("ИН", "ИНФ", "ИКТ"),
    "Английский язык": ("АЯ", "АН", "АНГ"),
    "Немецкий язык": ("НЯ", "НЕМ"),
    "Французский язык": ("ФЯ", "ФР"),
    "Испанский язык": ("ИЯ",),
    "Китайский язык": ("КЯ",),
    "Иностранный язык": ("ИНО",),
}
"""The name in the nominative → codes. Levels («базовый», «профильный», «углублённый») are kept behind the name."""

_PLACES = {name: place for place, name in enumerate(SUBJECTS)}


def place_of(subject: str) -> int:
    """Where a subject stands among others, Russian and mathematics first; unknown ones come last."""
    return _PLACES.get(subject.partition(" (")[0], len(_PLACES))


_OTHER_NAMES = {
    "математика (базовый уровень)": "Математика (базовый уровень)",
    "математика базовая": "Математика (базовый уровень)",
    "математика база": "Математика (базовый уровень)",
    "математика баз": "Математика (базовый уровень)",
    "математика (баз": "Математика (базовый уровень)",
    "математика (базовая)": "Математика (базовый уровень)",
    "математика (профильный уровень)": "Математика (профильный уровень)",
    "математика профильная": "Математика (профильный уровень)",
    "математика проф": "Математика (профильный уровень)",
    "математика (проф": "Математика (профильный уровень)",
    "математика профиль": "Математика (профильный уровень)",
    "математика (профильная)": "Математика (профильный уровень)",
    "математика (углубленный уровень)": "Математика (углублённый уровень)",
    "математика углубленная": "Математика (углублённый уровень)",
    "информатика и икт": "Информатика",
    "физика (углубленный уровень)": "Физика (углублённый уровень)",
}
_BY_NAME = {**{fold(name): name for name in SUBJECTS}, **_OTHER_NAMES}
_BY_CODE = {code: name for name, codes in SUBJECTS.items() for code in codes}
_IN_TEXT = re.compile("|".join(sorted(map(re.escape, _BY_NAME), key=len, reverse=True)))
_CODE_AND_GRADE = re.compile(r"(?<![А-Яа-яЁё])([А-ЯЁ]{2,4})[ _-]?(\d{1,2})(?!\d)")
_FIRST_CODE = re.compile(r"^\s*\d{1,2}\s*[-–.)]\s*")


def find_subject(text: str) -> str:
    """The known subject that a text names, the longest of them; empty when it names none."""
    found = _IN_TEXT.search(fold(text))
    return _BY_NAME[found[0]] if found else ""


def subject_of(value: str) -> str:
    """A subject as the source gives it, «01 - Русский язык» too: the known name, else the words as they stand."""
    plain = _FIRST_CODE.sub("", value).strip(' .;:«»"')
    return find_subject(plain) or plain[:1].upper() + plain[1:]


def by_code(text: str) -> tuple[str, int]:
    """The subject and grade of a code like «РУ5» or «МА 4» in the name of a file or sheet; ("", 0) without one."""
    for found in _CODE_AND_GRADE.finditer(text):
        name = _BY_CODE.get(found[1])
        if name and 1 <= int(found[2]) <= 11:
            return name, int(found[2])
    return "", 0
