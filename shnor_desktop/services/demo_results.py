"""The example school's results of ВПР, ОГЭ and ЕГЭ, from the short tables of `resources/demo/results.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..models.results import ExamResult
from .results.figures import LEVELS, SHIFTS, Figures, Group, Outcome, Source, Task, dump
from .results.statistics import share

_MARKS = (2, 3, 4, 5)
"""In the order in which the tables state them."""

_STATED = {"mean": "mean_score", "lowest": "lowest", "highest": "highest"}
"""Key of the tables → the name of the figure."""


def demo_results(tables: Iterable[Mapping[str, Any]]) -> Iterator[ExamResult]:
    """A result for each level that a table speaks of, as if entered by hand."""
    for table in tables:
        place = {name: table[name] for name in ("exam", "year", "subject", "grade")}
        for level in LEVELS:
            if level in table:
                figures = _figures(table, table[level])
                yield ExamResult(**place, level=level, participants=figures.n, data=dump(figures))


def _figures(table: Mapping[str, Any], said: Mapping[str, Any]) -> Figures:
    done = said.get("completion", ())
    tasks = _tasks(table) if done else {}
    marks = dict(zip(_MARKS, said.get("marks", ()), strict=False))
    counts: dict[Outcome, int] = {(None, mark, None): count for mark, count in marks.items() if count}
    return Figures(
        tasks=tasks,
        groups={"": Group(counts)} if counts else {},
        participants=sum(marks.values()) or said["n"],
        marks=dict(zip(_MARKS, map(float, said.get("shares", ())), strict=False)),
        completion=dict(zip(tasks, map(float, done), strict=True)),
        journal=_journal(said.get("journal", ())),
        stated={name: float(said[key]) for key, name in _STATED.items() if key in said},
        maximum=float(table["maximum"]),
        sources=(Source("hand"),),
    )


def _tasks(table: Mapping[str, Any]) -> dict[str, Task]:
    """The tasks with their points; numbered in order where no names are given."""
    points = table["points"]
    keys = table.get("tasks") or [str(place) for place in range(1, len(points) + 1)]
    rows = zip(keys, points, table["difficulty"], strict=True)
    return {key: Task(key, key, float(most), difficulty) for key, most, difficulty in rows}


def _journal(counts: Iterable[int]) -> dict[str, tuple[int | None, float | None]]:
    """Понизили, подтвердили, повысили with their shares; nothing where they are not stated."""
    told = dict(zip(SHIFTS, counts, strict=False))
    return {shift: (count, share(count, sum(told.values()))) for shift, count in told.items()}
