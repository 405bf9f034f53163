"""The same data typed into the form in Word: what it takes, computed by the rule that the paper states."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import newcomer_data as data
from newcomer_hands import Count

SUFFIX = ".docx"
_OWN_NUMBER = "1.1"


def counts(printed: dict[str, str]) -> list[Count]:
    """The steps of `newcomer_steps`, in Word; `printed` is what the bank's indicators and the shares say there."""
    made = []
    for title, step in _STEPS:
        count = Count(title)
        step(count, printed)
        made.append(count)
    return made


def _form(count: Count, printed: dict[str, str]) -> None:
    """Open the form by a double click, save it under the school's name."""
    count.clicks += 2
    count.commands += 2  # F12, Enter
    count.characters += len(data.SCHOOL[1])


def _title(count: Count, printed: dict[str, str]) -> None:
    """A click into each place; only what the page shows."""
    name, _short, _municipality, place, _director = data.SCHOOL
    shown = [name, place, *(text for key, text in data.TITLE if key in data.ON_TITLE_PAGE)]
    years = f"{data.YEARS[0]}–{data.YEARS[1]}", str(data.YEARS[0])
    for text in (*shown, *years):
        count.clicks += 1
        count.characters += len(text)
    for text in (data.ORDER_DATE, data.SCHOOL[4]):  # the гриф of the director
        count.clicks += 1
        count.characters += len(text)


def _passport(count: Count, printed: dict[str, str]) -> None:
    """A cell after another by Tab."""
    count.clicks += 1
    for texts in data.PASSPORT:
        if texts[0] in data.OFFERED:
            _copy(count)
            count.characters += len(data.TYPED_IN_WORD[data.OFFERED.index(texts[0])])
        else:
            count.characters += sum(map(len, texts))
        count.commands += len(texts)  # Enter between paragraphs, Down to the next cell
    count.commands -= 1


def _roadmap(count: Count, printed: dict[str, str]) -> None:
    """The colleague's table is pasted here as well, and the form's empty one selected and removed."""
    count.clicks += 2
    count.commands += 2  # Backspace, Ctrl+V


def _indicators(count: Count, printed: dict[str, str]) -> None:
    """The tasks are copied from the passport, all else is typed: number, name, unit, value."""
    count.clicks += 1
    for task in range(len(data.TASKS)):
        count.characters += len(f"Задача {task + 1}")
        _copy(count)
        rows = [(text, printed[f"unit:{text}"], printed[f"target:{text}"]) for text in data.BANK[task][1]]
        rows += [own[1:] for own in data.OWN_INDICATORS if own[0] == task]
        count.commands += 2  # Tab to the task and to the next row
        for number, cells in enumerate(rows, 1):
            count.characters += len(f"{number}.") + sum(map(len, cells))
            count.commands += len(cells) + 2  # the number's cell, the cells, the empty one of what is reached


def _diary(count: Count, printed: dict[str, str]) -> None:
    """Rows that follow each other on both sides are copied by columns, as few times as the order of columns allows."""
    runs = [len(list(rows)) for _, rows in groupby(data.DIRECTIONS)]
    for rows in runs:
        count.clicks += rows  # the button that adds a row
        for _columns in ("мероприятие", "результат", "срок и ответственный"):
            _copy(count)
        count.clicks += 1
        count.characters += rows * len(_OWN_NUMBER)
        count.commands += rows - 1  # Down
    for text in data.COVERAGE:
        count.clicks += 1
        count.characters += len(text)


def _appendices(count: Count, printed: dict[str, str]) -> None:
    """Down the column; a share is worked out on a calculator and typed."""
    for values in (data.APPENDIX_1, data.APPENDIX_2):
        count.clicks += 1
        for key, text in values:
            count.characters += len(text)
            count.commands += 1
            if " из " in text:
                part, whole = text.split(" из ")
                count.characters += len(part) + len(whole) + len(printed[f"share:{key}"])
                count.commands += 4  # Alt+Tab, «÷», «=», Alt+Tab back
                count.commands += 1
        count.commands -= 1


def _check(count: Count, printed: dict[str, str]) -> None:
    """The same mistakes mended in both tables; how long it takes to see them is not counted."""
    for text in (data.MISSING, data.MISTYPED[1]):
        count.clicks += 2
        count.commands += 2 * (text != data.MISSING)  # Shift+End over what stands there
        count.characters += 2 * len(text)


def _save(count: Count, printed: dict[str, str]) -> None:
    """Ctrl+S."""
    count.commands += 1


def _copy(count: Count) -> None:
    """From one place to another: its beginning, with Shift its end, Ctrl+C, the other place, Ctrl+V."""
    count.clicks += 3
    count.commands += 2


_STEPS: tuple[tuple[str, Callable[[Count, dict[str, str]], None]], ...] = (
    ("Новая программа", _form),
    ("Титульный лист", _title),
    ("Паспорт", _passport),
    ("Дорожная карта", _roadmap),
    ("Показатели", _indicators),
    ("Дневник", _diary),
    ("Приложения 1 и 2", _appendices),
    ("Проверка", _check),
    ("Документ Word", _save),
)

RULE = """\
Форма – пустой документ муниципалитета: подписи, разделы и таблицы в нём уже есть, значений нет.

- Всё, чего в форме нет, набирается один раз. Второй раз то же не набирается, а копируется: щелчок в
  начало, щелчок с Shift в конец, Ctrl+C, щелчок в новое место, Ctrl+V – три щелчка и две команды.
- Переход в соседнюю ячейку – одна клавиша, в любое другое место – один щелчок.
- Название школы набирается на титульном листе; в программе его спрашивает первое окно, поэтому две первые строки
  таблицы смотрят вместе.
- Название и годы в паспорте копируются с титульного листа, в программе – предлагаются под пустой строкой.
- Номера в показателях и дневнике печатаются руками; в таблице коллеги они уже стоят.
- Таблица коллеги вставляется и в Word: щелчок, Backspace, щелчок, Ctrl+V.
- Задачи показателей копируются из паспорта. Показателей из банка в Word нет: название, единица и значение набираются.
- Дневник копируется из дорожной карты столбцами: мероприятие, результат, срок вместе с ответственным (порядок столбцов
  там другой). Одним разом копируются строки, которые стоят подряд на обеих сторонах. Новая строка – один щелчок.
- Доля в приложениях считается на калькуляторе (Alt+Tab, оба числа, «÷», «=», Alt+Tab) и набирается.
- Ошибка исправляется и в дорожной карте, и в дневнике.
"""
