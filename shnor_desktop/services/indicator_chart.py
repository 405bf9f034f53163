"""What the chart of an indicator shows, as plain numbers, and the same in words for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..models.indicators import Indicator, IndicatorValue
from .indicator_course import Course, Verdict, has_data
from .indicator_measure import number_in, number_text

BASELINE = "исходное"
TARGET = "цель"


@dataclass(frozen=True)
class Achieved:
    """A value that was achieved: its place among the labels, and whether it is behind what was planned."""

    place: int
    value: float
    behind: bool


@dataclass(frozen=True)
class Planned:
    """A planned value; `own` when it was typed and not taken from the line."""

    place: int
    value: float
    own: bool


@dataclass(frozen=True)
class Chart:
    """An indicator over its checkpoints; `labels` stand below, `described` says everything in words."""

    title: str
    unit: str
    labels: tuple[str, ...]
    planned: tuple[Planned, ...]
    achieved: tuple[Achieved, ...]
    baseline: float | None
    target: float | None
    described: str


def chart_of(row: Indicator, values: Sequence[IndicatorValue], course: Course) -> Chart | None:
    """The chart of an indicator; None where there is no number to draw."""
    planned = _planned(course)
    ends = not course.points or (course.target is not None and course.points[-1].planned != course.target)
    labels = [BASELINE, *(point.label for point in course.points), *([TARGET] if ends else [])]
    if ends and course.target is not None:
        planned.append(Planned(len(labels) - 1, course.target, own=True))
    achieved = _achieved(row, values, course, len(labels) - 1)
    if not planned and not achieved and course.target is None:
        return None
    return Chart(
        row.text.strip() or "Показатель",
        row.unit.strip(),
        tuple(labels),
        tuple(planned),
        tuple(achieved),
        course.baseline,
        course.target,
        _described(row, course),
    )


def _planned(course: Course) -> list[Planned]:
    found = [] if course.baseline is None else [Planned(0, course.baseline, own=True)]
    found += [
        Planned(place, point.planned, point.own)
        for place, point in enumerate(course.points, 1)
        if point.planned is not None
    ]
    return found


def _achieved(row: Indicator, values: Sequence[IndicatorValue], course: Course, last: int) -> list[Achieved]:
    """The facts of the checkpoints; the achievement itself only where no checkpoint has one."""
    found = [
        Achieved(place, point.achieved, point.verdict is Verdict.BEHIND)
        for place, point in enumerate(course.points, 1)
        if point.achieved is not None
    ]
    final = number_in(row.achieved, row.unit)
    if final is not None and not any(has_data(value.achieved) for value in values):
        found.append(Achieved(last, final, course.verdict is Verdict.BEHIND))
    return found


def _described(row: Indicator, course: Course) -> str:
    def shown(value: float) -> str:
        return number_text(value, row.unit)

    parts = [] if course.baseline is None else [f"исходное {shown(course.baseline)}"]
    for point in course.points:
        said = [] if point.planned is None else [f"план {shown(point.planned)}"]
        said += [] if point.achieved is None else [f"факт {shown(point.achieved)}"]
        parts.append(f"{point.label}: {', '.join(said) or 'нет данных'}")
    parts += [] if course.target is None else [f"цель {shown(course.target)}"]
    told = "; ".join(parts)
    return f"{told[:1].upper()}{told[1:]}. {course.reason}" if told else course.reason
