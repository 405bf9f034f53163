"""How many pupils got which score, entered by hand: the whole distribution at once, over what a file counts."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ...models.errors import UserError
from ...models.results import ExamResult
from ..results.cells import shown_points
from ..results.computed import compute, scores_of
from ..results.figures import Figures, load
from ..results.score_entry import Scores
from ..results.typed import SCORE, typed_counts
from ..school_file import SchoolFile
from .results import key_of, type_into

OF_SCORES = ("mean_score", "median", "lowest", "highest", "spread", "mode")
"""What follows from the scores: a value of these typed before would contradict them."""


class Scored(NamedTuple):
    """The scores of a result as they stand, as its files count them, and how many took part by all other numbers."""

    shown: dict[float, int]
    counted: dict[float, int]
    participants: int | None


def scores_in(file: SchoolFile, id_: int) -> Scored:
    """What is known of the scores of a result."""
    figures = _figures(file, id_)
    typed = {field: value for field, value in figures.typed.items() if not field.startswith(SCORE)}
    return Scored(dict(compute(figures).scores or {}), scores_of(figures.whole), replace(figures, typed=typed).n)


def set_scores(file: SchoolFile, id_: int, scores: Scores) -> None:
    """Keep the scores of a result as one step; those of its files, or none at all, take back what was typed."""
    figures = _figures(file, id_)
    row = file.get(ExamResult, id_)
    assert row is not None
    wanted = {} if dict(scores) == scores_of(figures.whole) else scores
    if dict(wanted) == typed_counts(figures.typed):
        return
    values: dict[str, float | None] = {field: None for field in figures.typed if field.startswith(SCORE)}
    if wanted:
        values |= {field: None for field in OF_SCORES if field in figures.typed}
        values |= {f"{SCORE}{shown_points(float(score))}": count for score, count in wanted.items()}
    title = key_of(row).title()
    type_into(file, f"Баллы введены: {title}" if wanted else f"Введённые баллы убраны: {title}", {id_: values})


def _figures(file: SchoolFile, id_: int) -> Figures:
    row = file.get(ExamResult, id_)
    if row is None:
        raise UserError("Этого экзамена в файле больше нет.")
    return load(row.data)
