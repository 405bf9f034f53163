"""What a person typed about an exam, value by value, beside what sources say.

A typed value wins over the source's and stays when files are imported again; it is kept apart (`Figures.typed`), so
that the page can show both and one key takes it back: an emptied cell shows the source's value again. Where the two
differ the page marks it. Counts of pupils themselves are never rewritten: tasks × scores × journal of a workbook stay
whole, and only the statistics of what was typed follow the typed numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

from .cells import number
from .figures import MARKS, NO_MARK, SHIFTS

COUNTS = ("n", *(f"mark{mark}" for mark in (5, 4, 3, 2, 1, NO_MARK)), "passed", *SHIFTS, "gaps2")
"""Fields that count pupils: participants, marks («mark0» is н/а), those who passed, the work against the journal."""

BANDS = ("band0", "band1", "band2")
"""How many are in each of `statistics.BANDS`, as a summary states it."""

SCORES = ("mean_score", "median", "lowest", "highest", "mean_mark", "spread", "mode")
"""Fields in points or marks, as a summary states them."""

TASK = "task:"
"""Begins the field of a task's completion in per cent: «task:1К1»."""

SCORE = "score:"
"""Begins the field of how many pupils got a score: «score:27», «score:0.5»."""

_NAMED = (*SHIFTS, "gaps2")


def is_field(field: str) -> bool:
    """Whether a value of that name can be typed."""
    return field in (*COUNTS, *SCORES, *BANDS) or any(field.startswith(one) and field != one for one in (TASK, SCORE))


def typed_marks(typed: Mapping[str, float]) -> dict[int, int]:
    """Mark → count, of those that were typed."""
    return {mark: int(typed[f"mark{mark}"]) for mark in (*MARKS, NO_MARK) if f"mark{mark}" in typed}


def typed_scores(typed: Mapping[str, float]) -> dict[str, float]:
    """Statistics that were typed as such."""
    shown = ("mean_score", "median", "lowest", "highest", "mean_mark")
    return {name: typed[name] for name in shown if name in typed}


def typed_counts(typed: Mapping[str, float]) -> dict[float, int]:
    """Score → how many pupils, ascending, where the whole distribution was typed."""
    named = {field: number(field.removeprefix(SCORE)) for field in typed if field.startswith(SCORE)}
    counts = {score: int(typed[field]) for field, score in named.items() if score is not None}
    return dict(sorted(counts.items()))


def typed_journal(typed: Mapping[str, float]) -> dict[str, int]:
    """Counts of the work against the journal."""
    return {name: int(typed[name]) for name in _NAMED if name in typed}


def typed_tasks(typed: Mapping[str, float]) -> dict[str, float]:
    """Task → per cent of its points."""
    return {field.removeprefix(TASK): value for field, value in typed.items() if field.startswith(TASK)}


def remarks(values: Mapping[str, float | None]) -> list[str]:
    """What is odd about the values of an exam as shown, in Russian; nothing of it forbids anything."""
    said: list[str] = []
    n = values.get("n")
    marks = [values.get(f"mark{mark}") for mark in (*MARKS, NO_MARK)]
    total = sum(count for count in marks if count is not None)
    if n is not None and total and total != n:
        said.append(f"Отметок {total:.0f}, а участников {n:.0f}.")
    scored = values.get("scored")
    if n is not None and scored is not None and scored != n:
        said.append(f"Баллов {scored:.0f}, а участников {n:.0f}.")
    passed, banded = values.get("passed"), values.get("banded")
    if n is not None and passed is not None and passed > n:
        said.append(f"Сдали {passed:.0f}, а участников {n:.0f}.")
    if n is not None and banded is not None and banded != n and scored is None:
        said.append(f"В группах по баллам {banded:.0f}, а участников {n:.0f}.")
    mark = values.get("mean_mark")
    if mark is not None and not 1 <= mark <= 5:
        said.append(f"Средняя отметка {mark:.2f} – такой не бывает.".replace(".", ",", 1))
    shifts = [values.get(name) for name in SHIFTS]
    compared = sum(count for count in shifts if count is not None)
    if n is not None and compared > n:
        said.append(f"С журналом сравнили {compared:.0f}, а участников {n:.0f}.")
    low, mean, high = values.get("lowest"), values.get("mean_score"), values.get("highest")
    if low is not None and high is not None and low > high:
        said.append("Наименьший балл больше наибольшего.")
    elif mean is not None and ((low is not None and mean < low) or (high is not None and mean > high)):
        said.append("Средний балл не лежит между наименьшим и наибольшим.")
    return said
