"""Protocols of ОГЭ and ЕГЭ: marks and scores of pupils with their answers written as «++2+-» and «1(2)2(3)»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .cells import NOT_TRIED, Cell, text
from .exam_key import EGE, ExamKey
from .figures import Figures
from .layout import Layout
from .pupils import read_pupils
from .task_heading import TaskHeading

TEST_MAXIMUM = 100.0
"""The ЕГЭ's test scale."""

_SHORT = re.compile(r"[+\-–0-9xхXХ]+")
_LONG = re.compile(r"([0-9xхXХ\-–])\s*\((\d{1,2})\)")
_LONG_WHOLE = re.compile(rf"(?:{_LONG.pattern}\s*)+")
_PARTS = (("short", "", "Краткий ответ"), ("long", "Р", "Развёрнутый ответ"), ("oral", "У", "Устный ответ"))
"""Role of the column, what the keys of its tasks begin with, what its tasks are called."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """One task of one pupil: points or «X», and the maximum where the string names it."""

    points: Cell
    maximum: float | None = None


def read_protocol(rows: list[list[Cell]], layout: Layout, key: ExamKey, own: str) -> Figures:
    """The school's figures of one exam; the score of a ЕГЭ is the test score where the protocol has one."""
    roles = dict(layout.roles)
    tested = key.exam == EGE and "test" in roles
    if tested:
        roles["primary"] = roles["test"]
    elif "mark" not in roles and "test" in roles and "primary" in roles:
        roles["mark"] = roles["test"]  # an ОГЭ protocol that calls the mark «балл»
    wide, wider = spread_answers(rows, replace(layout, roles=roles))
    figures = read_pupils(wide, wider, {}, key.grade, own)
    return replace(figures, maximum=TEST_MAXIMUM if tested else key.maximum)


def spread_answers(rows: Sequence[list[Cell]], layout: Layout) -> tuple[list[list[Cell]], Layout]:
    """Strings of answers as columns of tasks, one each, behind the last column of the table."""
    base = max((len(row) for row in rows), default=0)
    base = max(base, 1 + max(layout.roles.values(), default=0))
    wide = [[*row, *[""] * (base - len(row))] for row in rows]
    tasks = dict(layout.tasks)
    for role, prefix, title in _PARTS:
        place = layout.roles.get(role)
        if place is None:
            continue
        answers = [_parse(row[place]) for row in wide]
        count = max((len(answer) for answer in answers), default=0)
        for number in range(count):
            key = f"{prefix}{number + 1}"
            column = [answer[number] if number < len(answer) else _Answer("") for answer in answers]
            tasks[len(wide[0])] = TaskHeading(key, f"{title} {number + 1}", _maximum(column))
            for row, answer_ in zip(wide, column, strict=True):
                row.append(answer_.points)
    return wide, replace(layout, tasks=tasks)


def _parse(cell: Cell) -> list[_Answer]:
    """«++2+-» or «1(2)2(3)» as answers; nothing out of any other text."""
    words = text(cell)
    if _LONG_WHOLE.fullmatch(words):
        return [_Answer(_points(points), float(maximum)) for points, maximum in _LONG.findall(words)]
    return [_Answer(_points(char)) for char in words] if _SHORT.fullmatch(words) else []


def _points(char: str) -> Cell:
    if char == "+":
        return 1.0
    if char in "-–":
        return 0.0
    return float(char) if char.isdigit() else NOT_TRIED


def _maximum(column: Sequence[_Answer]) -> float | None:
    """As named; 1 where nobody got more, for «+» is the whole of such a task; unknown else."""
    named = [answer.maximum for answer in column if answer.maximum]
    if named:
        return max(named)
    most = max((answer.points for answer in column if isinstance(answer.points, float)), default=0.0)
    return 1.0 if most <= 1 else None
