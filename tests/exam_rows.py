"""Results of exams for tests, made of counts: a school that stands beside its region, with an earlier year."""

from __future__ import annotations

from collections.abc import Mapping

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results.figures import Figures, Group, Task, dump

Place = tuple[str, int, str, int]

MATHS: Place = ("vpr", 2026, "Математика", 4)
OGE_RUSSIAN: Place = ("oge", 2026, "Русский язык", 9)
EGE_CHEMISTRY: Place = ("ege", 2026, "Химия", 11)
TASKS = {key: Task(key, key, 1.0) for key in ("1", "2", "5(1)")}


def marks(counts: Mapping[int, int], **more: object) -> Figures:
    """A class whose marks are counted; the mark in the journal is one better for each «2»."""
    outcomes = {(float(mark) * 3, mark, mark + 1 if mark == 2 else mark): count for mark, count in counts.items()}
    return Figures(groups={"": Group(outcomes)}, **more)  # type: ignore[arg-type]


def completed(done: Mapping[str, float], shares: Mapping[int, float] | None = None, **more: object) -> Figures:
    """A larger sample: only shares, as stated."""
    return Figures(tasks=TASKS, completion=done, marks=shares or {}, **more)  # type: ignore[arg-type]


def rows(
    maths: Mapping[int, int] | None = None, done: Mapping[str, float] | None = None, *, before: bool = True
) -> tuple[ExamResult, ...]:
    """ВПР with a region and a year before, ОГЭ with a district and a year before, ЕГЭ of two years."""
    counts = maths or {5: 3, 4: 15, 3: 18, 2: 6}
    school = marks(counts, tasks=TASKS, completion=done or {"1": 90.0, "2": 37.5, "5(1)": 82.0})
    region = completed({"1": 85.0, "2": 60.0, "5(1)": 70.0}, {5: 20.0, 4: 45.0, 3: 30.0, 2: 5.0}, name="Заречный край")
    made: list[tuple[Place, str, Figures]] = [
        (MATHS, "school", school),
        (MATHS, "region", region),
        (OGE_RUSSIAN, "school", marks({5: 1, 4: 4, 3: 6})),
        (OGE_RUSSIAN, "municipality", Figures(participants=275, stated={"mean_score": 12.0, "mean_mark": 3.95})),
        (EGE_CHEMISTRY, "school", scores({55.0: 2, 61.0: 1, 94.0: 1})),
        (EGE_CHEMISTRY, "municipality", Figures(participants=7, stated={"mean_score": 66.0})),
    ]
    if before:
        made += [
            (("vpr", 2025, "Математика", 4), "school", marks({5: 4, 4: 16, 3: 16, 2: 4})),
            (("oge", 2025, "Русский язык", 9), "school", marks({5: 3, 4: 4, 3: 3})),
            (("ege", 2024, "Химия", 11), "school", scores({50.0: 2, 60.0: 1})),
        ]
    return tuple(
        ExamResult(n, *place, level, figures.n, dump(figures)) for n, (place, level, figures) in enumerate(made, 1)
    )


def scores(counts: Mapping[float, int]) -> Figures:
    """An exam without marks."""
    return Figures(groups={"": Group({(score, None, None): count for score, count in counts.items()})})
