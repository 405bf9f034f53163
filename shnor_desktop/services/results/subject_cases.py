"""Names of subjects inside a sentence: «по русскому языку», «математика (базовый уровень)»."""

from __future__ import annotations

DATIVE: dict[str, str] = {
    "Русский язык": "русскому языку",
    "Математика": "математике",
    "Окружающий мир": "окружающему миру",
    "Литературное чтение": "литературному чтению",
    "Литература": "литературе",
    "История": "истории",
    "Обществознание": "обществознанию",
    "Биология": "биологии",
    "География": "географии",
    "Физика": "физике",
    "Химия": "химии",
    "Информатика": "информатике",
    "Английский язык": "английскому языку",
    "Немецкий язык": "немецкому языку",
    "Французский язык": "французскому языку",
    "Испанский язык": "испанскому языку",
    "Китайский язык": "китайскому языку",
    "Иностранный язык": "иностранному языку",
}
"""Name → after «по»; a level in brackets stays behind it. A subject that is not here keeps its name in quotes."""


def dative(subject: str) -> str:
    """After «по»: «русскому языку», «математике (базовый уровень)», «предмету «Родная речь»»."""
    name, level = _parted(subject)
    known = DATIVE.get(name)
    return f"{known}{level}" if known else f"предмету «{subject}»"


def inside(subject: str) -> str:
    """The nominative in the middle of a sentence: «русский язык»."""
    name, level = _parted(subject)
    return f"{name[:1].lower()}{name[1:]}{level}" if name in DATIVE else subject


def _parted(subject: str) -> tuple[str, str]:
    """The name and its level with the space before it."""
    name, mark, level = subject.partition(" (")
    return name, f"{mark}{level}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """«а», «а и б», «а, б и в»."""
    return " и ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
