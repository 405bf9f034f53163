"""Scores of an exam as a person has them – a column of them, or scores beside counts – read as «score → how many».

Names beside the scores are never kept: only the two columns are read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...models.errors import UserError
from ..folding import fold
from . import statistics
from .cells import number
from .exam_key import EGE
from .exam_tables import decimal
from .protocols import TEST_MAXIMUM

Scores = Mapping[float, int]
Rows = Sequence[Sequence[str]]

MOST = 1000.0
"""No score is higher: who pastes a number of a passport or a school is told so."""

MOST_PUPILS = 1_000_000

_SCORE_HEAD = re.compile(r"балл")
_COUNT_HEAD = re.compile(r"^(?:кол|число|чел|сколько|учеников|учащихся|участников|обучающихся)")
_PAIR = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:[-–—:=×xх*]|балл\w*\s*[-–—:]?)\s*(\d+)\s*(?:чел\w*\.?|учен\w*)?")
_TOTAL = re.compile(r"^(?:итого|всего)")
_LIST = re.compile(r";\s*|,\s+")
_SHAPE = "Скопируйте два столбца – балл и сколько учеников – или один столбец баллов."


def read_scores(rows: Rows, exam: str = "") -> dict[float, int]:
    """The distribution of a block of cells, ascending; UserError says what cannot be taken."""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    cells = _upright(_filled(cells))
    if not cells:
        raise UserError(f"Баллов здесь нет. {_SHAPE}")
    body, places = _columns(cells)
    counts: Counter[float] = Counter()
    for row in body:
        for score, count in _pairs([row[place] for place in places]):
            if not _TOTAL.match(fold(score)):
                counts[read_score(score, exam)] += read_count(count)
    return dict(sorted((score, count) for score, count in counts.items() if count))


def read_score(text: str, exam: str = "") -> float:
    """A score; UserError for what is none."""
    if not text:
        raise UserError("Рядом с числом учеников нет балла.")
    found = _plain_number(text)
    most = TEST_MAXIMUM if exam == EGE else MOST
    if found is None:
        raise UserError(f"«{text}» – не балл: нужно число от 0 до {most:.0f}.")
    if not 0 <= found <= most:
        raise UserError(f"Балл «{text}» не подходит: баллы здесь от 0 до {most:.0f}.")
    return found


def read_count(text: str) -> int:
    """How many pupils; nothing is nobody. UserError for what counts nobody."""
    found = _plain_number(text) if text else 0.0
    if found is None or not found.is_integer() or not 0 <= found <= MOST_PUPILS:
        raise UserError(f"«{text}» – не число учеников: нужно целое число, не меньше нуля.")
    return int(found)


def added(one: Scores, other: Scores) -> dict[float, int]:
    """Two classes together."""
    return dict(sorted((Counter(one) + Counter(other)).items()))


def summary(scores: Scores, participants: int | None) -> str:
    """How many pupils these are – against the participants, where another number is known – and what follows."""
    total = sum(scores.values())
    if not total:
        return "Баллов пока нет."
    same = participants is None or participants == total
    told = f"Учеников: {total}" if same else f"Учеников {total}, а участников {participants}: проверьте"
    ends = f"от {decimal(min(scores))} до {decimal(max(scores))}"
    middle = f"средний {decimal(statistics.mean(scores))}, медиана {decimal(statistics.median(scores))}"
    return f"{told}. Баллы {ends}, {middle}."


def _plain_number(text: str) -> float | None:
    """A number written without spaces: «27 3» is two of them."""
    return None if " " in text.strip() or "%" in text else number(text)


def _filled(rows: list[list[str]]) -> list[list[str]]:
    """The rows and columns that hold anything."""
    width = max((len(row) for row in rows), default=0)
    whole = [row + [""] * (width - len(row)) for row in rows if any(row)]
    places = [place for place in range(width) if any(row[place] for row in whole)]
    return [[row[place] for place in places] for row in whole]


def _upright(rows: list[list[str]]) -> list[list[str]]:
    """Scores across – a row of them, or a row above a row of counts – turned down."""
    if not rows or len(rows[0]) <= 2 or len(rows) > 2 or any(number(cell) is None for cell in rows[0][1:]):
        return rows
    return [list(column) for column in zip(*rows, strict=True)]


def _columns(rows: list[list[str]]) -> tuple[list[list[str]], tuple[int, ...]]:
    """The rows below a heading, and which columns hold the score and the count; without a heading one or two."""
    heads = [fold(cell) for cell in rows[0]]
    score = next((n for n, head in enumerate(heads) if _SCORE_HEAD.search(head) and number(head) is None), None)
    count = next((n for n, head in enumerate(heads) if _COUNT_HEAD.search(head) and n != score), None)
    if score is not None and not any(character.isdigit() for character in heads[score]):
        return rows[1:], (score,) if count is None else (score, count)
    if len(heads) > 2:
        raise UserError(f"Здесь столбцов: {len(heads)}. {_SHAPE}")
    return rows, tuple(range(len(heads)))


def _pairs(cells: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Score and count of a row; a lone cell may hold a pair («27 – 3») or several scores («27; 31; 18»)."""
    if len(cells) > 1:
        return [(cells[0], cells[1])] if any(cells) else []
    text = cells[0]
    if pair := _PAIR.fullmatch(text):
        return [(pair[1], pair[2])]
    return [(one, "1") for one in _LIST.split(text) if one] if text else []
