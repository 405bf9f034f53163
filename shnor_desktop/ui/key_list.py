"""All keys by the place where they work, gathered from the tables that give them their meaning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .actions import known_keys

_SIGNS = {"PgDown": "PgDn", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


@dataclass(frozen=True)
class KeyGroup:
    """A place of the program and its keys: (keys, what they do)."""

    title: str
    rows: tuple[tuple[str, str], ...]


CELL_KEYS: tuple[tuple[str, str], ...] = (
    ("Enter", "Начать правку ячейки; в правке – записать и перейти вниз"),
    ("F2", "Править ячейку"),
    ("Tab, Shift+Tab", "К следующей или предыдущей ячейке"),
    ("Shift+Enter", "Новая строка внутри ячейки"),
)
"""Keys of the cells themselves."""

TEXT_KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl+C, Ctrl+X, Ctrl+V", "Скопировать, вырезать, вставить"),
    ("Enter", "Новый абзац; на пустом пункте – закончить список"),
    ("Backspace", "Сразу после исправленной кавычки или тире – вернуть, как напечатано"),
)

PASSPORT_KEYS: tuple[tuple[str, str], ...] = (
    ("Alt+Enter", "Действия со строкой паспорта"),
    ("Alt+Up, Alt+Down", "Строка паспорта выше, ниже"),
    ("Alt+Ins", "Новая строка паспорта под этой"),
)

RISKS_KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl+M", "Подобрать меры к строке"),
    ("Ins", "Добавить фактор риска"),
)

RESULTS_KEYS: tuple[tuple[str, str], ...] = (
    ("Ins", "Добавить экзамен или задание"),
    ("Shift+F2", "Изменить работу: вид, год, предмет, класс"),
    ("Ctrl+Shift+B", "Баллы: сколько учеников получили каждый"),
    ("Ctrl+Shift+V", "В окне «Баллы» прибавить скопированное"),
)

BANK_KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl+F", "Найти в банке"),
    ("Пробел", "Отметить"),
    ("Ctrl+Enter", "Вставить отмеченное"),
)

IMPORT_KEYS: tuple[tuple[str, str], ...] = (("Ctrl+Down, Ctrl+Up", "К следующей, предыдущей таблице документа"),)

PREVIEW_KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl++, Ctrl+-", "Крупнее, мельче"),
    ("Ctrl+0", "По ширине окна"),
    ("Ctrl+P", "Печать"),
    ("Ctrl+S", "Сохранить в PDF"),
)

GUIDE_KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl+F", "Найти в руководстве"),
    ("F3, Shift+F3", "Следующее, предыдущее место"),
    ("Alt+Left, Alt+Right", "Назад, вперёд"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Крупнее, мельче, как было"),
)


def key_groups() -> tuple[KeyGroup, ...]:
    """Every key the program knows; what a page can do is asked of the page."""
    from .pages.registry import PAGES, page_class  # the pages need not be there before somebody asks
    from .pages.title_page import TITLE_ACTS
    from .widgets.rich_bar import INSERTS, LOOKS

    acts = [
        (", ".join(filter(None, (act.keys, act.also))), act.tip or act.text)
        for kind in PAGES
        for act in getattr(page_class(kind), "acts", ())
    ]
    acts += [(keys, text) for _, text, keys in TITLE_ACTS]
    return (
        KeyGroup("Во всей программе", tuple(known_keys())),
        KeyGroup("В таблицах", (*CELL_KEYS, *_together(acts))),
        KeyGroup("В текстах", (*((keys, tip) for _, _, tip, keys in (*LOOKS, *INSERTS)), *TEXT_KEYS)),
        KeyGroup("В паспорте", PASSPORT_KEYS),
        KeyGroup("В банке", BANK_KEYS),
        KeyGroup("На странице «Результаты»", RESULTS_KEYS),
        KeyGroup("На странице «Риски и меры»", RISKS_KEYS),
        KeyGroup("В окне импорта", IMPORT_KEYS),
        KeyGroup("В предпросмотре", PREVIEW_KEYS),
        KeyGroup("В руководстве", GUIDE_KEYS),
    )


def shown(keys: str) -> str:
    """Keys as they are written on a keyboard."""
    return ", ".join("+".join(_SIGNS.get(key, key) for key in each.split("+")) for each in keys.split(", "))


def _together(acts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """One row for each key: «Добавить мероприятие; добавить показатель к задаче»."""
    found: dict[str, list[str]] = {}
    for keys, text in acts:
        plain = _lower(text.replace("+ ", "Добавить ").rstrip("…"))
        if keys and not any(plain in known for known in found.setdefault(keys, [])):
            found[keys].append(plain)
    return tuple((keys, _upper("; ".join(texts))) for keys, texts in found.items())


def _lower(text: str) -> str:
    return " ".join(word.lower() if word.istitle() else word for word in text.split())


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
