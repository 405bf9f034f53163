"""How the scores of an exam are spread: a bar for each score or for each band of scores."""

from __future__ import annotations

import math

from . import statistics
from .computed import Computed, ExamId
from .exam_tables import Results, decimal, spread_name
from .figures import SCHOOL
from .signs import exam_title
from .views_model import Series, View

KEY = "scores"
_MOST_BARS = 24
_STEPS = (1, 2, 5, 10, 20, 50, 100)


def score_view(results: Results, exam: ExamId) -> View | None:
    """The histogram of the school's scores; None where nobody counted them."""
    school = results.at(exam, SCHOOL)
    if school is None or not school.scores:
        return None
    labels, counts = histogram(school.scores)
    table = (("Балл", "учеников"), *((label, str(count)) for label, count in zip(labels, counts, strict=True)))
    series = (Series("школа", tuple(float(count) for count in counts)),)
    title = f"Распределение баллов: {exam_title(exam)}"
    return View(KEY, title, "bars", labels, "учеников", series, (), tuple(_notes(results, school)), table)


def histogram(scores: statistics.Scores) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Names and sizes of bands from the lowest score to the highest, empty ones between them too."""
    first, last = math.floor(min(scores)), math.floor(max(scores))
    step = next((one for one in _STEPS if (last - first) // one < _MOST_BARS), _STEPS[-1])
    begin = first - first % step
    edges = range(begin, last + 1, step)
    labels = tuple(str(edge) if step == 1 else f"{edge}–{edge + step - 1}" for edge in edges)
    counts = [0] * len(edges)
    for score, count in scores.items():
        counts[(math.floor(score) - begin) // step] += count
    return labels, tuple(counts)


def _notes(results: Results, school: Computed) -> list[str]:
    scores = school.scores or {}
    told = [f"средний балл {decimal(school.mean_score)}", f"медиана {decimal(school.median)}"]
    spread = statistics.spread(scores, results.methods.spread)
    if spread is not None:
        told.append(f"разброс {decimal(spread)} ({spread_name(results.methods)})")
    total = sum(scores.values())
    notes = [f"Баллы известны у {total}: {', '.join(told)}."]
    if not statistics.histogram_tells(total, results.methods):
        notes.append(f"⚠ Работ меньше {results.methods.histogram}: по форме распределения выводов не делают.")
    return notes
