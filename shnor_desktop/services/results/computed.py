"""All statistics of one result beside the samples of the same exam: what the page, the tables and JSON show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from ...models.results import ExamResult
from . import statistics, typed
from .cells import NOT_TRIED
from .figures import COUNTRY, MUNICIPALITY, REGION, SCHOOL, SHIFTS, Figures, Group, load
from .statistics import METHODS, Methods
from .task_heading import natural

ExamId = tuple[str, int, str, int]
"""Kind, year, subject, grade: results with the same are samples of one exam."""

_FROM_SUMMARY = frozenset(("mean_score", "median", "lowest", "highest", "mean_mark"))

SAMPLES = (COUNTRY, REGION, MUNICIPALITY)
"""What a school is set against, the largest first."""


@dataclass(frozen=True, slots=True)
class Computed:
    """Statistics of one result; None where there is no data, which is not 0. Shares in per cent, scores in points."""

    n: int | None = None
    absent: int | None = None
    marks: Mapping[int, int] | None = None
    """Counts; None where the source gives only rounded shares of too many people."""
    shares: Mapping[int, float] | None = None
    """Mark → per cent: of the counts, else as stated."""
    passed: int | None = None
    """Who did not fail: of the counts, else as stated."""
    success: float | None = None
    quality: float | None = None
    low_quality: float | None = None
    sou: float | None = None
    mean_mark: float | None = None
    scores: Mapping[float, int] | None = None
    bands: tuple[int | None, ...] | None = None
    """How many are in each of `statistics.BANDS`: of the counted scores, else as stated."""
    mean_score: float | None = None
    median: float | None = None
    modes: list[float] | None = None
    lowest: float | None = None
    highest: float | None = None
    stdev: float | None = None
    pstdev: float | None = None
    mad: float | None = None
    lower: int | None = None
    confirmed: int | None = None
    higher: int | None = None
    gaps2: int | None = None
    completion: Mapping[str, float] = field(default_factory=dict)
    """Task → per cent of the points: of the counts, else as stated."""
    deviations: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Sample → task → completion − the sample's, п. п."""
    out_of_corridor: list[str] | None = None
    """Tasks outside the corridor around the sample that `Methods` names; None without that sample."""
    caution: str = ""


def exam_of(row: ExamResult) -> ExamId:
    """The exam that a result is of."""
    return row.exam, row.year, row.subject, row.grade


def compute_all(rows: Iterable[ExamResult], methods: Methods = METHODS) -> dict[int, Computed]:
    """Id of a result → its statistics."""
    loaded = [(row, load(row.data)) for row in rows]
    exams: dict[ExamId, dict[str, Figures]] = {}
    for row, figures in loaded:
        exams.setdefault(exam_of(row), {}).setdefault(row.level, figures)
    return {
        row.id: compute(figures, {} if row.level != SCHOOL else exams[exam_of(row)], methods, row.participants)
        for row, figures in loaded
    }


def compute(
    figures: Figures,
    samples: Mapping[str, Figures] | None = None,
    methods: Methods = METHODS,
    participants: int | None = None,
) -> Computed:
    """Statistics of some figures; of a school's, beside the larger samples of the same exam."""
    whole = figures.whole
    done = completion_of(figures, whole)
    n = participants if figures.n is None else figures.n
    deviations = {
        level: {task: done[task] - other for task, other in completion_of(samples[level]).items() if task in done}
        for level in SAMPLES
        if samples and level in samples
    }
    deviations = {level: by_task for level, by_task in deviations.items() if by_task}
    against = deviations.get(methods.corridor_level)
    values = {
        **_stated(figures, n),
        **_of_marks(figures, whole, n, methods),
        **_of_scores(typed.typed_counts(figures.typed) or scores_of(whole)),
        **typed.typed_scores(figures.typed),
        **_typed_passed(figures, n),
    }
    return Computed(
        n=n,
        absent=whole.absent if figures.groups else None,
        **{**values, **_with_bands(figures.typed, values.get("bands"))},
        **{**_of_journal(figures, whole, methods), **typed.typed_journal(figures.typed)},
        completion=done,
        deviations=deviations,
        out_of_corridor=None
        if against is None
        else [task for task in done if task in against and statistics.outside(against[task], 0.0, methods)],
        caution=statistics.caution(n, methods),
    )


def marks_of(group: Group) -> dict[int, int]:
    """Mark → count, best first."""
    counts: Counter[int] = Counter()
    for (_, mark, _), count in group.outcomes.items():
        if mark is not None:
            counts[mark] += count
    return dict(sorted(counts.items(), reverse=True))


def scores_of(group: Group) -> dict[float, int]:
    """Score → count, ascending."""
    counts: Counter[float] = Counter()
    for (score, _, _), count in group.outcomes.items():
        if score is not None:
            counts[score] += count
    return dict(sorted(counts.items()))


def journal_pairs(group: Group) -> dict[tuple[int, int], int]:
    """(Mark of the work, mark in the journal) → count, of those who have both."""
    counts: Counter[tuple[int, int]] = Counter()
    for (_, mark, journal), count in group.outcomes.items():
        if mark and journal:
            counts[mark, journal] += count
    return dict(counts)


def points_of(group: Group, task: str) -> dict[float, int]:
    """Points → count for a task; who did not attempt it («X») got none."""
    counts: Counter[float] = Counter()
    for point, count in group.points.get(task, {}).items():
        counts[0.0 if point == NOT_TRIED else float(point)] += count
    return dict(counts)


def completion_of(figures: Figures, whole: Group | None = None) -> dict[str, float]:
    """Task → per cent of the points: of the counts where there are some, else as stated; in the order of the tasks."""
    done = dict(figures.completion)
    if figures.groups:
        whole = whole or figures.whole
        for key, task in figures.tasks.items():
            counted = statistics.completion(points_of(whole, key), task.maximum)
            if counted is not None:
                done[key] = counted
    done |= typed.typed_tasks(figures.typed)
    return dict(sorted(done.items(), key=lambda item: natural(item[0])))


def mark_counts(figures: Figures, n: int | None, whole: Group | None = None) -> dict[int, int] | None:
    """Mark → count: counted, else the only counts that the stated shares can come from; typed ones over both."""
    counts = marks_of(whole or figures.whole) or statistics.counts_from_shares(figures.marks, n) or {}
    counts = {**counts, **typed.typed_marks(figures.typed)}
    return dict(sorted(counts.items(), reverse=True)) if any(counts.values()) else None


def _of_marks(figures: Figures, whole: Group, n: int | None, methods: Methods) -> dict[str, Any]:
    marks = mark_counts(figures, n, whole)
    if marks is None:
        return _of_shares(figures.marks)
    return {
        "marks": marks,
        "shares": statistics.mark_shares(marks),
        "passed": sum(count for mark, count in marks.items() if mark > 2),
        "success": statistics.success(marks),
        "quality": statistics.quality(marks),
        "low_quality": statistics.low_quality(marks),
        "sou": statistics.sou(marks, methods),
        "mean_mark": statistics.mean_mark(marks),
    }


def _of_shares(shares: Mapping[int, float]) -> dict[str, Any]:
    """Only sums of what is stated: a mean of rounded shares would pretend to be exact."""
    if not shares:
        return {}
    return {
        "shares": dict(sorted(shares.items(), reverse=True)),
        "success": sum(shares.get(mark, 0.0) for mark in (5, 4, 3)),
        "quality": shares.get(5, 0.0) + shares.get(4, 0.0),
        "low_quality": sum(shares.get(mark, 0.0) for mark in (3, 2, 1)),
    }


def _stated(figures: Figures, n: int | None) -> dict[str, Any]:
    """Values of a summary, which give way to everything that was counted."""
    values: dict[str, Any] = {name: value for name, value in figures.stated.items() if name in _FROM_SUMMARY}
    values |= _with_bands(figures.stated, None)
    return values | _passed(figures.stated, n)


def _passed(said: Mapping[str, float], n: int | None) -> dict[str, Any]:
    """Who passed and which share that is, where an exam says so without marks; more than took part are no share."""
    if "passed" not in said:
        return {}
    passed = int(said["passed"])
    return {"passed": passed, "success": 100.0 * passed / n if n and passed <= n else None}


def _with_bands(said: Mapping[str, float], counted: tuple[int | None, ...] | None) -> dict[str, Any]:
    """The bands that are said over those that were counted."""
    if not any(name in said for name in typed.BANDS):
        return {}
    known = counted or (None,) * len(typed.BANDS)
    return {
        "bands": tuple(int(said[name]) if name in said else was for name, was in zip(typed.BANDS, known, strict=True))
    }


def _typed_passed(figures: Figures, n: int | None) -> dict[str, Any]:
    """What a person says of those who passed; marks say more, and share and mean follow them."""
    marked = figures.marks or marks_of(figures.whole) or typed.typed_marks(figures.typed)
    return {} if marked else _passed(figures.typed, n)


def _of_scores(scores: dict[float, int]) -> dict[str, Any]:
    ends = statistics.extremes(scores)
    if ends is None:
        return {}
    return {
        "scores": scores,
        "bands": tuple(
            sum(count for score, count in scores.items() if low <= score <= high) for low, high in statistics.BANDS
        ),
        "mean_score": statistics.mean(scores),
        "median": statistics.median(scores),
        "modes": statistics.modes(scores),
        "lowest": ends[0],
        "highest": ends[1],
        "stdev": statistics.stdev(scores),
        "pstdev": statistics.pstdev(scores),
        "mad": statistics.mad(scores),
    }


def _of_journal(figures: Figures, whole: Group, methods: Methods) -> dict[str, Any]:
    shift = statistics.journal_shift(journal_pairs(whole), methods.gap)
    if shift is None:
        return {name: figures.journal[name][0] for name in SHIFTS if name in figures.journal}
    return {"lower": shift.lower, "confirmed": shift.confirmed, "higher": shift.higher, "gaps2": shift.gaps}


def as_json(computed: Computed) -> dict[str, Any]:
    """The statistics as plain data; keys of mappings as text."""
    return {item.name: _plain(getattr(computed, item.name)) for item in fields(computed)}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_plain_key(key): _plain(inner) for key, inner in value.items()}
    return value


def _plain_key(key: Any) -> str:
    return str(int(key)) if isinstance(key, float) and key.is_integer() else str(key)
