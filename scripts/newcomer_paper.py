"""What came of the newcomer's hour: the exported document read back, and the table of presses as a page of Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import newcomer_data as data
import newcomer_word
from newcomer_hands import Count

from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.recognise.words import norm
from shnor_desktop.services.documents.tree import Paragraph, Table, block_texts
from shnor_desktop.services.shares import share_text
from shnor_desktop.services.wording import plural


class Paper:
    """The exported document as the program's own reader sees it."""

    def __init__(self, path: Path) -> None:
        blocks = tuple(read_docx(path).blocks())
        tables = [block for block in blocks if isinstance(block, Table)]
        self.rows = [
            ["\n".join(block_texts(cell.blocks)) for cell in row.cells] for table in tables for row in table.rows
        ]
        self.texts = [norm(text) for text in block_texts(blocks)]
        self.lines = [block.text for block in blocks if isinstance(block, Paragraph)]

    def missing(self) -> list[str]:
        """Whatever was typed or pasted and does not stand there as often as it should."""
        wanted = [(text, 1) for text in (data.SCHOOL[0], data.SCHOOL[1])]
        wanted += [(text, 1) for key, text in data.TITLE if key in data.ON_TITLE_PAGE]
        wanted += [(text, 1) for texts in data.PASSPORT for text in texts] + [(task, 2) for task in data.TASKS]
        wanted += [(text, 1) for text in data.COVERAGE]
        found = [text for text, times in wanted if self.texts.count(norm(text)) < times]
        found += [
            text for text in (data.ORDER_DATE, data.SCHOOL[4]) if not any(norm(text) in one for one in self.texts)
        ]
        found += [] if any(norm(data.SCHOOL[3]) in text for text in self.texts) else [data.SCHOOL[3]]
        found += [" · ".join(row) for row in _plan() if self._count(row) != 1]
        found += [" · ".join(row) for row in _diary() if self._count(row) != 1]
        found += [" · ".join(row) for row in _indicators() if not self._has(row)]
        return found + [text for text in _facts() if norm(text) not in self.texts]

    def _count(self, texts: Sequence[str]) -> int:
        """In how many rows these cells stand side by side."""
        wanted = [norm(text) for text in texts]
        rows = [[norm(cell) for cell in row] for row in self.rows]
        return sum(wanted == row[1 : 1 + len(wanted)] for row in rows)

    def _has(self, texts: Sequence[str]) -> bool:
        """Whether a row has the name, and beside it a unit and a value that begin so."""
        name, *rest = map(norm, texts)
        rows = [[norm(cell) for cell in row] for row in self.rows]
        beside = [row[row.index(name) + 1 :] for row in rows if name in row]
        return any(all(cell.startswith(text) for cell, text in zip(row, rest, strict=False)) for row in beside)

    def printed(self) -> dict[str, str]:
        """What the bank's indicators and the shares say in the document: in Word all that is typed."""
        said = {}
        for _search, names, _targets in data.BANK:
            for name in names:
                row = next(row for row in self.rows if norm(name) in map(norm, row))
                at = [norm(cell) for cell in row].index(norm(name))
                said[f"unit:{name}"], said[f"target:{name}"] = row[at + 1 : at + 3]
        for key, text in (*data.APPENDIX_1, *data.APPENDIX_2):
            if " из " in text:
                part, whole = text.split(" из ")
                said[f"share:{key}"] = share_text(int(part), int(whole))
        return said


def _plan() -> list[tuple[str, ...]]:
    """The plan after the mistakes were mended: measure, deadline, responsible, result."""
    return [
        (text, data.MISTYPED[1] if period == data.MISTYPED[0] else period, who or data.MISSING, result)
        for _part, text, period, who, result in data.PLAN
    ]


def _diary() -> list[tuple[str, ...]]:
    """The same in the order of the diary's columns."""
    return [(text, result, period, who) for text, period, who, result in _plan()]


def _indicators() -> list[tuple[str, ...]]:
    own = [texts for _task, *texts in data.OWN_INDICATORS]
    bank = [(name, "", target) for _, names, targets in data.BANK for name, target in zip(names, targets, strict=True)]
    return [tuple(row) for row in own] + bank


def _facts() -> list[str]:
    """Everything of the appendices, the shares that the program works out too."""
    return [text for _key, text in (*data.APPENDIX_1, *data.APPENDIX_2)]


# the page


def page(counts: Sequence[Count], paper: Paper, left: Sequence[str]) -> str:
    """The page for `docs/`."""
    theirs = newcomer_word.counts(paper.printed())
    rows = [
        "| шаг | Word | программа | знаки | команды | щелчки | экраны |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for other, own in zip(theirs, counts, strict=True):
        rows.append(_line(own.title, other.total, own, len(own.screens)))
    whole, word = _sum(counts), _sum(theirs)
    rows.append(_line("**Всего**", word.total, whole, sum(len(own.screens) for own in counts)))
    share = round(100 * whole.total / word.total)
    remaining = _left(left)
    return _PAGE.format(
        table="\n".join(rows), share=share, rule=newcomer_word.RULE, left=remaining,
        word=_words(word), own=_words(whole),
    )  # fmt: skip


def _left(findings: Sequence[str]) -> str:
    """What the check still says of errors and warnings."""
    if not findings:
        return (
            "Ничего: ошибки и предупреждения исправлены; подсказки говорят о разделах, до которых этот час не дошёл.\n"
        )
    return "Осталось то, что решает школа:\n\n" + "\n".join(f"- {text}" for text in findings) + "\n"


def _line(title: str, word: int, own: Count, screens: int) -> str:
    return f"| {title} | {word} | {own.total} | {own.characters} | {own.commands} | {own.clicks} | {screens} |"


def _sum(counts: Sequence[Count]) -> Count:
    whole = Count("")
    for count in counts:
        whole.characters += count.characters
        whole.commands += count.commands
        whole.clicks += count.clicks
    return whole


def _words(count: Count) -> str:
    return ", ".join(
        (
            plural(count.characters, "знак", "знака", "знаков"),
            plural(count.commands, "команда", "команды", "команд") + " с клавиатуры",
            plural(count.clicks, "щелчок", "щелчка", "щелчков"),
        )
    )


_PAGE = """\
# Час новичка

Страницу пишет `python3 dev.py newcomer`: он открывает настоящее окно и настоящими клавишами и мышью заполняет маленькую
программу вымышленной школы с пустого места. Потом документ Word читается обратно, и всё набранное ищется в нём. Здесь
считаны нажатия, а не минуты; «знаки», «команды», «щелчки» и «экраны» – из чего складывается столбец «программа».

{table}

Word: {word}.
Программа: {own}. Это {share} % от Word.

## Что считается

- Знаки – буквы, цифры и пробелы, которые набираются в поля; команда – одна клавиша или сочетание,
  которое ничего не пишет (Tab, Enter, стрелка, Ctrl+V); щелчок – нажатие кнопки мыши. Прокрутка
  колесом не считается ни там, ни там.
- Экраны – страницы и окна, которые сменились перед глазами за шаг, вместе с той, с которой он начался.
- Дорожная карта (десять строк) в обоих случаях уже набрана коллегой в Word и вставляется через буфер обмена. В ней две
  обычные ошибки: пропущен ответственный и год вне лет программы.
- Новичок в программе знает только кнопки на экране и клавиши, которые видны на них и в подсказках.

## По какому правилу считается Word

{rule}
## Где нажатий больше, чем в Word

Две первые строки смотрят вместе: в программе на них уходит чуть больше нажатий. Почти вся разница – муниципалитет и
регион: в форме Word их нет вовсе, а программа берёт их потом для приказов, письма и книг Excel.

## Что осталось после проверки

{left}
## Что не сравнивается

- Время на раздумья, чтение и поиск нужного места; в Word это и поиск ошибок глазами: сам он о них не скажет.
- Оформление. Форма Word считается готовой и послушной: таблицы не разъезжаются, нумерация не сбивается.
- Разделы с текстом (актуальность, анализ, содержание): их пишут одинаково.
- Региона и муниципалитета в таком документе нет: программа спросила и хранит их, в Word за них ничего не начислено.
- Второй раз. Когда меняется срок или ответственный, в Word его ищут во всех таблицах; здесь связанные строки
  меняются вместе.
"""
